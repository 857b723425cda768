# ccache, when it is there; never needed. ./dev sets what it must overlook for precompiled headers.
find_program(HALLBOOK_CCACHE ccache)
if(HALLBOOK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HALLBOOK_CCACHE})
endif()
