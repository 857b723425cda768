# ccache, when it is there; never needed. ./dev sets what it must overlook for precompiled headers.
find_program(HALLBOOK_CCACHE ccache)
if(HALLBOOK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HALLBOOK_CCACHE})
endif()

# mold links the tests with their sanitizers about four times as fast as GNU ld, and ./dev check mutants links one for each
# wrong change. The released program is linked by the system's linker.
find_program(HALLBOOK_MOLD mold)
if(HALLBOOK_MOLD AND CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_link_options(-fuse-ld=mold)
endif()
