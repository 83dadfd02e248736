# Fuzzers for everything that parses or quotes: libFuzzer programs, which only Clang builds. As tests
# they run for a moment from a few seeds; to look further: tests/fuzz_quoting -max_total_time=600.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang OR NOT REFRACT_FUZZ OR NOT TARGET refract_sqlite)
    return()
endif()

file(GLOB fuzzers CONFIGURE_DEPENDS fuzz/*.cpp)
foreach(source IN LISTS fuzzers)
    get_filename_component(name ${source} NAME_WE)
    add_executable(fuzz_${name} ${source})
    target_link_libraries(fuzz_${name} PRIVATE refract::sqlite refract_warnings)
    target_compile_options(fuzz_${name} PRIVATE -O1 -fsanitize=fuzzer)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    # What it finds goes into the first folder, and stays out of the source.
    set(found ${CMAKE_CURRENT_BINARY_DIR}/fuzz_found/${name})
    file(MAKE_DIRECTORY ${found})
    set(seeds ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/seeds/${name})
    if(NOT EXISTS ${seeds})
        set(seeds)
    endif()
    add_test(NAME fuzz_${name} COMMAND fuzz_${name} -runs=20000 -max_len=256 -seed=1 ${found} ${seeds})
    set_tests_properties(fuzz_${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endforeach()
