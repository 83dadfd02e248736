# Programs that must not compile, each with the sentence that the compiler has to print.
# The headers that all of them include are compiled once, before the first program.
set(check_reject Python3::Interpreter ${tools}/check_reject.py
    --header ${CMAKE_CURRENT_BINARY_DIR}/reject/precompiled.hpp)
add_test(NAME reject_precompile
    COMMAND ${check_reject} --precompile
        ${CMAKE_CXX_COMPILER} ${CMAKE_CURRENT_SOURCE_DIR}/reject/models.hpp -- ${library_flags})
set_tests_properties(reject_precompile PROPERTIES LABELS reject FIXTURES_SETUP reject_precompiled)

# Controls that can stand in one file do, a hundred at a time.
set(controls)
set(controls_number 0)
function(add_controls_test)
    if(NOT controls)
        return()
    endif()
    math(EXPR controls_number "${controls_number} + 1")
    set(list ${CMAKE_CURRENT_BINARY_DIR}/reject/controls_${controls_number}.txt)
    list(JOIN controls "\n" lines)
    file(WRITE ${list} "${lines}\n")
    add_test(NAME reject_controls_${controls_number}
        COMMAND ${check_reject} --controls ${CMAKE_CXX_COMPILER} ${list} -- ${library_flags})
    set_tests_properties(reject_controls_${controls_number} PROPERTIES
        LABELS reject FIXTURES_REQUIRED reject_precompiled)
    set(controls_number ${controls_number} PARENT_SCOPE)
    set(controls "" PARENT_SCOPE)
endfunction()

file(GLOB programs CONFIGURE_DEPENDS reject/*.cpp)
foreach(program IN LISTS programs)
    cmake_path(GET program STEM name)
    add_test(NAME reject_${name} COMMAND ${check_reject} ${CMAKE_CXX_COMPILER} ${program} -- ${library_flags})
    set_tests_properties(reject_${name} PROPERTIES LABELS reject FIXTURES_REQUIRED reject_precompiled)
    list(APPEND controls ${program})
    list(LENGTH controls length)
    if(length EQUAL 100)
        add_controls_test()
    endif()
endforeach()
add_controls_test()

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
