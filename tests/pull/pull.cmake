# Databases are made, pulled, and compared with the models that were pulled, which a compiler reads here.
find_program(SQLITE3_PROGRAM sqlite3)
foreach(target IN ITEMS sqlite postgres)
    if(NOT TARGET refract::${target} OR (target STREQUAL sqlite AND NOT SQLITE3_PROGRAM))
        continue()
    endif()
    add_executable(pull_${target} pull/pull.cpp)
    target_link_libraries(pull_${target} PRIVATE refract::${target} refract_warnings)
    set(link -lsqlite3)
    set(kind)
    if(target STREQUAL postgres)
        target_compile_definitions(pull_${target} PRIVATE PULL_POSTGRES)
        set(link -lpq)
        set(kind -DPULL_POSTGRES)
    endif()
    add_test(NAME pull_${target}
        COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/pull/check_pull.py --link=${link} ${target}
            $<TARGET_FILE:pull_${target}> --
            ${CMAKE_CXX_COMPILER} -std=c++20 -Wall -Wextra -Werror -Wconversion -Wshadow ${kind} ${library_flags}
            -I${PROJECT_SOURCE_DIR}/include)
    set_tests_properties(pull_${target} PROPERTIES LABELS tool TIMEOUT 300 SKIP_RETURN_CODE 77)
endforeach()
if(TEST pull_postgres)
    set_tests_properties(pull_postgres PROPERTIES RESOURCE_LOCK postgres)
endif()
