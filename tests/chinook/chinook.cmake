# examples/chinook on real data; both copies, every report and every table compared with SQL written by hand.
find_program(SQLITE3_PROGRAM sqlite3)
if(NOT REFRACT_EXAMPLES OR NOT TARGET refract::sqlite OR NOT TARGET refract::postgres OR NOT SQLITE3_PROGRAM)
    message(STATUS "tests/chinook is left out: it needs the examples, both client libraries and sqlite3")
    return()
endif()
foreach(target IN ITEMS sqlite postgres)
    add_test(NAME chinook_${target}
        COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/chinook/check_chinook.py
            ${target} $<TARGET_FILE:example_chinook>)
    set_tests_properties(chinook_${target} PROPERTIES LABELS example TIMEOUT 300 SKIP_RETURN_CODE 77)
endforeach()
set_tests_properties(chinook_postgres PROPERTIES RESOURCE_LOCK postgres)
