# nautilus_module(NAME [USES modules...] [PRIVATELY targets...])
#
# Turns src/nautilus/NAME into the library nautilus::NAME, its *_test.cpp files into the test
# NAME_test and its *_benchmark.cpp files into NAME_benchmark. USES names the modules it may include
# from (tools/check_layers.py enforces it), PRIVATELY the libraries its sources are built of.
# Every header compiles on its own: build the target all_verify_interface_header_sets.

function(nautilus_module name)
  cmake_parse_arguments(arg "" "" "USES;PRIVATELY" ${ARGN})
  set(root "${CMAKE_SOURCE_DIR}/src")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${root}/nautilus/${name}/*.hpp")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${root}/nautilus/${name}/*.cpp")
  set(tests ${sources})
  set(benchmarks ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER benchmarks INCLUDE REGEX "_benchmark\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|benchmark)\\.cpp$")
  list(TRANSFORM arg_USES PREPEND "nautilus::")

  if(NOT sources)  # Not begun, or headers only.
    add_library(nautilus_${name} INTERFACE)
    add_library(nautilus::${name} ALIAS nautilus_${name})
    target_include_directories(nautilus_${name} INTERFACE "${root}")
    return()
  endif()

  add_library(nautilus_${name} STATIC)
  add_library(nautilus::${name} ALIAS nautilus_${name})
  target_sources(nautilus_${name}
    PRIVATE ${sources}
    PUBLIC FILE_SET HEADERS BASE_DIRS "${root}" FILES ${headers})
  set_target_properties(nautilus_${name} PROPERTIES
    VERIFY_INTERFACE_HEADER_SETS ON LINKER_LANGUAGE CXX)
  target_link_libraries(nautilus_${name} PUBLIC ${arg_USES} fmt::fmt PRIVATE ${arg_PRIVATELY})

  if(NAUTILUS_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE
      nautilus::${name} ${arg_PRIVATELY} GTest::gmock GTest::gtest_main)
    add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
  endif()
  if(NAUTILUS_BENCHMARKS AND benchmarks)
    add_executable(${name}_benchmark ${benchmarks})
    target_link_libraries(${name}_benchmark PRIVATE
      nautilus::${name} ${arg_PRIVATELY} benchmark::benchmark benchmark::benchmark_main)
  endif()
endfunction()
