# One program per folder of tests/unit; tests named *concurrent* are a program of their own, which the thread
# sanitizer runs.

# Files that a compiler reads together share what they use of refract. It is not for work on a single test.
set(REFRACT_TEST_BATCH 1 CACHE STRING "How many test files are compiled together")

function(compile_in_batches name)
    execute_process(COMMAND ${Python3_EXECUTABLE} ${tools}/test_batches.py ${REFRACT_TEST_BATCH} ${ARGN}
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE batches COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE ";" "|" batches "${batches}")
    string(REGEX MATCHALL "[^\n]+" batches "${batches}")
    set(number 0)
    set(ordered)
    foreach(batch IN LISTS batches)
        math(EXPR number "${number} + 1")
        string(REPLACE "|" ";" batch "${batch}")
        set_source_files_properties(${batch} PROPERTIES UNITY_GROUP ${number})
        list(APPEND ordered ${batch})
    endforeach()
    # A batch is in the order of the sources.
    set_target_properties(${name} PROPERTIES SOURCES "${ordered}" UNITY_BUILD ON UNITY_BUILD_MODE GROUP
        UNITY_BUILD_CODE_BEFORE_INCLUDE "#include <support/batched.hpp>")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
endfunction()

function(add_unit_tests name)
    if(NOT ARGN)
        return()
    endif()
    add_executable(${name} ${ARGN})
    if(REFRACT_TEST_BATCH GREATER 1)
        compile_in_batches(${name} ${ARGN})
    endif()
    target_link_libraries(${name} PRIVATE test_support)
    if(name MATCHES "client|driver|memory|concurrent|expr|query|verify|tpch|cli|scenarios|migrations|random|graph|unit_test" AND TARGET test_databases)
        use_test_header(${name} test_databases)
    else()
        use_test_header(${name} test_catch)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    # The programs share one server, where each would see the tables of the others.
    set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 300 RESOURCE_LOCK postgres)
endfunction()

file(GLOB_RECURSE concurrent_tests CONFIGURE_DEPENDS unit/*concurrent*.cpp)
add_unit_tests(unit_concurrent ${concurrent_tests})

file(GLOB folders LIST_DIRECTORIES true CONFIGURE_DEPENDS unit/*)
foreach(folder IN LISTS folders)
    cmake_path(GET folder FILENAME name)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    list(REMOVE_ITEM sources ${concurrent_tests})
    # Commands print what migrate/ returns, whose tests run with every compiler.
    if(name STREQUAL cli AND (NOT TARGET refract_cli OR NOT REFRACT_LONG_TESTS))
        continue()
    endif()
    add_unit_tests(unit_${name} ${sources})
endforeach()
if(TARGET unit_cli)
    # The commands are compiled once, with the flags of the tests.
    target_link_libraries(refract_cli PRIVATE refract_warnings)
    target_link_libraries(unit_cli PRIVATE refract_cli CLI11::CLI11 fmt::fmt nlohmann_json::nlohmann_json)
endif()

# The 22 queries of TPC-H, on real data; situations of other projects' suites.
if(TARGET test_databases)
    add_unit_tests(tpch tpch/tpch.cpp)
    file(GLOB scenarios CONFIGURE_DEPENDS scenarios/*.cpp)
    add_unit_tests(scenarios ${scenarios})
    # Situations as texts: what the programs read is not compiled.
    set(migrations migrations/pairs.cpp migrations/lint.cpp)
    if(TARGET unit_cli)
        list(APPEND migrations migrations/commands.cpp)
    endif()
    add_unit_tests(migrations ${migrations})
    set_tests_properties(migrations PROPERTIES TIMEOUT 900)
    if(NOT REFRACT_LONG_TESTS)
        set_tests_properties(migrations PROPERTIES ENVIRONMENT REFRACT_SCENARIO_SHARE=3)
    endif()
    if(TARGET unit_cli)
        target_link_libraries(migrations PRIVATE refract_cli fmt::fmt)
    endif()
    # Random statements of the whole language, and typed ones that were made once.
    file(GLOB random CONFIGURE_DEPENDS random/*.cpp)
    if(NOT REFRACT_LONG_TESTS)
        list(FILTER random EXCLUDE REGEX "typed_")
    endif()
    add_unit_tests(random ${random})
    if(NOT REFRACT_LONG_TESTS)
        set_tests_properties(random PROPERTIES ENVIRONMENT REFRACT_RANDOM_COUNT=1000)
    endif()
endif()
