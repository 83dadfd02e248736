# One precompiled header for all test programs: all of refract where there is a database, Catch2 alone elsewhere.
# Catch2 and refract take a compiler longer than most of our tests.

if(TARGET refract_sqlite)
    set(test_header support/databases)
else()
    set(test_header support/catch)
endif()
add_library(test_header OBJECT ${test_header}.cpp)
target_precompile_headers(test_header PRIVATE ${test_header}.hpp)
target_link_libraries(test_header PUBLIC test_support)

# Clang can compile the header's own functions once, into an object beside it, and leave them out of every file that
# uses it: half of what a file costs with the sanitizers.
set(test_header_object)
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_GENERATOR STREQUAL Ninja)
    set(test_header_object ${CMAKE_CURRENT_BINARY_DIR}/test_header.o)
    set(compiled_header ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/test_header.dir/cmake_pch.hxx.pch)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    separate_arguments(flags NATIVE_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}")
    # Sections of their own, as the linker is to leave out what no file uses, and what that would need.
    add_custom_command(OUTPUT ${test_header_object} DEPENDS ${compiled_header}
        COMMAND ${CMAKE_CXX_COMPILER} ${flags} -ffunction-sections -fdata-sections -c ${compiled_header}
            -o ${test_header_object}
        COMMENT "Compiling the precompiled header's functions")
    target_compile_options(test_header PRIVATE -fpch-codegen)
endif()

# The header, for a program of tests.
function(use_test_header name)
    target_precompile_headers(${name} REUSE_FROM test_header)
    if(test_header_object)
        target_sources(${name} PRIVATE ${test_header_object})
        set_source_files_properties(${test_header_object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
        target_link_options(${name} PRIVATE -Wl,--gc-sections)
    endif()
endfunction()
