# One folder is one library, one namespace and one test program.
#   hallbook_module(registers DEPENDS hallbook::journal LIBRARIES PkgConfig::EXPAT)
# takes every *.cpp of the folder; *_test.cpp go into <name>_test.
add_library(hallbook_options INTERFACE)
target_compile_options(hallbook_options INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Werror
  # g++ 12 sees uninitialised members in every moved std::variant (GCC bug 105562); clang looks for real ones.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized$<SEMICOLON>-Wno-stringop-overflow$<SEMICOLON>-Wno-restrict$<SEMICOLON>-Wno-array-bounds$<SEMICOLON>-Wno-stringop-overread>
  # In a unity build g++ takes every .cpp for a header, whose types should not rest on an unnamed namespace.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
  # libstdc++ 12 uses a function it deprecates itself (std::stable_sort), which clang reports.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
target_include_directories(hallbook_options INTERFACE ${CMAKE_SOURCE_DIR}/src)

# The standard headers that nearly every file needs, compiled once.
set(HALLBOOK_PCH
  <algorithm> <array> <chrono> <cstdint> <expected> <filesystem> <functional> <map> <memory>
  <optional> <set> <span> <string> <string_view> <utility> <variant> <vector>)

function(hallbook_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cpp)
  list(REMOVE_ITEM sources ${tests} ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
  string(REPLACE "/" "_" target ${name})
  if(NOT sources)
    add_library(hallbook_${target} INTERFACE)
    target_link_libraries(hallbook_${target} INTERFACE hallbook_options ${arg_DEPENDS})
  else()
    add_library(hallbook_${target} STATIC ${sources})
    target_link_libraries(hallbook_${target}
      PUBLIC hallbook_options ${arg_DEPENDS} PRIVATE ${arg_LIBRARIES})
    target_precompile_headers(hallbook_${target} PRIVATE ${HALLBOOK_PCH})
  endif()
  add_library(hallbook::${target} ALIAS hallbook_${target})
  if(HALLBOOK_TESTS AND tests)
    add_executable(${target}_test ${tests})
    target_link_libraries(${target}_test PRIVATE hallbook_${target} GTest::gtest_main ${arg_LIBRARIES})
    target_include_directories(${target}_test PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${target}_test PRIVATE HALLBOOK_SOURCE="${CMAKE_SOURCE_DIR}")
    target_precompile_headers(${target}_test PRIVATE ${HALLBOOK_PCH} <gtest/gtest.h>)
    gtest_discover_tests(${target}_test TEST_PREFIX ${target}. DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
