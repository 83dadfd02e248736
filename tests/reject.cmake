# Programs that must not compile, each with the sentence that the compiler has to print.
# The headers that all of them include are compiled once, before the first program.
set(check_reject Python3::Interpreter ${tools}/check_reject.py
    --header ${CMAKE_CURRENT_BINARY_DIR}/reject/precompiled.hpp)
add_test(NAME reject_precompile
    COMMAND ${check_reject} --precompile
        ${CMAKE_CXX_COMPILER} ${CMAKE_CURRENT_SOURCE_DIR}/reject/models.hpp -- ${library_flags})
set_tests_properties(reject_precompile PROPERTIES LABELS reject FIXTURES_SETUP reject_precompiled)

file(GLOB programs CONFIGURE_DEPENDS reject/*.cpp)
foreach(program IN LISTS programs)
    cmake_path(GET program STEM name)
    add_test(NAME reject_${name} COMMAND ${check_reject} ${CMAKE_CXX_COMPILER} ${program} -- ${library_flags})
    set_tests_properties(reject_${name} PROPERTIES LABELS reject FIXTURES_REQUIRED reject_precompiled)
endforeach()
