# Two precompiled headers for the test programs: Catch2, and Catch2 with all of refract and its drivers, for those that
# talk to databases. Both take a compiler longer than most of our tests.

# Clang can compile a header's own functions once, into an object beside it, and leave them out of every file that
# uses it: half of what such a file costs with the sanitizers.
set(compiles_headers OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_GENERATOR STREQUAL Ninja)
    set(compiles_headers ON)
endif()

function(add_test_header name file)
    add_library(${name} OBJECT ${file}.cpp)
    target_precompile_headers(${name} PRIVATE ${file}.hpp)
    target_link_libraries(${name} PUBLIC test_support)
    if(NOT compiles_headers)
        return()
    endif()
    target_compile_options(${name} PRIVATE -fpch-codegen)
    set(header ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}.dir/cmake_pch.hxx.pch)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    separate_arguments(flags NATIVE_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}")
    # Sections of their own, as the linker is to leave out what no file uses, and what that would need.
    add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.o DEPENDS ${header}
        COMMAND ${CMAKE_CXX_COMPILER} ${flags} -ffunction-sections -fdata-sections
            -c ${header} -o ${CMAKE_CURRENT_BINARY_DIR}/${name}.o
        COMMENT "Compiling the functions of ${file}.hpp")
endfunction()

function(use_test_header program name)
    target_precompile_headers(${program} REUSE_FROM ${name})
    if(compiles_headers)
        set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.o)
        target_sources(${program} PRIVATE ${object})
        set_source_files_properties(${object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
        target_link_options(${program} PRIVATE -Wl,--gc-sections)
    endif()
endfunction()

add_test_header(test_catch support/catch)
if(TARGET refract_sqlite)
    add_test_header(test_databases support/databases)
endif()
