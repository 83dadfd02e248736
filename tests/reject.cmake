# Programs that must not compile, each with the sentence that the compiler has to print.
# The headers that all of them include are compiled once, before the first program.
set(check_reject Python3::Interpreter ${tools}/check_reject.py
    --header ${CMAKE_CURRENT_BINARY_DIR}/reject/precompiled.hpp)
add_test(NAME reject_precompile
    COMMAND ${check_reject} --precompile
        ${CMAKE_CXX_COMPILER} ${CMAKE_CURRENT_SOURCE_DIR}/reject/models.hpp -- ${library_flags})
set_tests_properties(reject_precompile PROPERTIES LABELS reject FIXTURES_SETUP reject_precompiled)

# What a compiler says behind the first error is GCC's matter: Clang stops there.
set(as_far_as)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    set(as_far_as --first-error)
endif()

# add_list_test(NAME OPTION... PROGRAMS PATH...): one test for a list of programs.
function(add_list_test name)
    cmake_parse_arguments(PARSE_ARGV 1 of "" "" "PROGRAMS")
    set(list ${CMAKE_CURRENT_BINARY_DIR}/reject/${name}.txt)
    list(JOIN of_PROGRAMS "\n" lines)
    file(WRITE ${list} "${lines}\n")
    add_test(NAME reject_${name}
        COMMAND ${check_reject} ${of_UNPARSED_ARGUMENTS} ${CMAKE_CXX_COMPILER} ${list} -- ${library_flags})
    set_tests_properties(reject_${name} PROPERTIES LABELS reject FIXTURES_REQUIRED reject_precompiled)
endfunction()

# Ten programs at a time, as starting Python takes a fifth as long as a program. Controls that can stand in one file do, a
# hundred at a time.
file(GLOB programs CONFIGURE_DEPENDS reject/*.cpp)
list(LENGTH programs program_count)
foreach(start RANGE 0 ${program_count} 10)
    list(SUBLIST programs ${start} 10 some)
    if(some)
        list(GET some 0 first)
        cmake_path(GET first STEM first)
        add_list_test(from_${first} ${as_far_as} PROGRAMS ${some})
    endif()
endforeach()
foreach(start RANGE 0 ${program_count} 100)
    list(SUBLIST programs ${start} 100 some)
    if(some)
        add_list_test(controls_from_${start} --controls PROGRAMS ${some})
    endif()
endforeach()

# As C++26 the sentence says itself what it is about, which GCC 12 and Clang 16 cannot do.
find_program(telling_compiler clang++-19)
function(add_told_test program told)
    add_test(NAME told_${program}
        COMMAND Python3::Interpreter ${tools}/check_reject.py --told ${told} ${telling_compiler}
            ${CMAKE_CURRENT_SOURCE_DIR}/reject/${program}.cpp -- -std=c++2c ${library_flags})
    set_tests_properties(told_${program} PROPERTIES LABELS reject)
endfunction()
if(telling_compiler)
    add_told_test(column_of_a_table_that_is_not_in_the_query "post, title")
    add_told_test(model_with_a_constant_field "Account, id")
    add_told_test(field_that_is_a_vector_of_structs "Account, tags, std::vector<Tag>")
    add_told_test(row_field_of_another_type "Line, views")
endif()
