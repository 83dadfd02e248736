# Projects that use refract in each of the ways that the README offers. They build with warnings that our
# headers do not promise to pass: the headers of a dependency must not be judged by its user's flags.

if(NOT TARGET refract::sqlite)
    return()
endif()
set(consumer_folder ${CMAKE_CURRENT_BINARY_DIR}/consumer)
set(consumer_flags "-Wall -Wextra -Wconversion -Wold-style-cast -Werror")

function(add_consumer_test name)
    add_test(NAME consumer_${name}
        COMMAND ${CMAKE_CTEST_COMMAND}
            --build-and-test ${CMAKE_CURRENT_SOURCE_DIR}/consumer/${name} ${consumer_folder}/${name}
            --build-generator ${CMAKE_GENERATOR}
            --build-options
                -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}
                -DCMAKE_CXX_FLAGS=${consumer_flags}
                -DREFRACT_SOURCE_FOLDER=${PROJECT_SOURCE_DIR}
                ${ARGN}
            --test-command consumer)
    set_tests_properties(consumer_${name} PROPERTIES LABELS consumer TIMEOUT 300)
endfunction()

add_consumer_test(add_subdirectory)
add_consumer_test(fetch_content)
add_consumer_test(single_header)
add_consumer_test(two_units)

if(REFRACT_INSTALL)
    set(prefix ${consumer_folder}/prefix)
    add_test(NAME consumer_install
        COMMAND ${CMAKE_COMMAND} -DBUILD_FOLDER=${PROJECT_BINARY_DIR} -DPREFIX=${prefix}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/consumer/install.cmake)
    set_tests_properties(consumer_install PROPERTIES LABELS consumer FIXTURES_SETUP installed)
    add_consumer_test(find_package -DCMAKE_PREFIX_PATH=${prefix})
    set_tests_properties(consumer_find_package PROPERTIES FIXTURES_REQUIRED installed)
endif()
