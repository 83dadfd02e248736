# Programs that must not compile, each with the sentence that the compiler has to print.
file(GLOB programs CONFIGURE_DEPENDS reject/*.cpp)
foreach(program IN LISTS programs)
    cmake_path(GET program STEM name)
    add_test(NAME reject_${name}
        COMMAND Python3::Interpreter ${tools}/check_reject.py
            ${CMAKE_CXX_COMPILER} ${program} -- ${library_flags})
    set_tests_properties(reject_${name} PROPERTIES LABELS reject)
endforeach()
