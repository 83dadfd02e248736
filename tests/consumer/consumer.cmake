# Projects that use refract in each of the ways that the README offers. They build with warnings that our
# headers do not promise to pass: the headers of a dependency must not be judged by its user's flags.

if(NOT TARGET refract::sqlite)
    return()
endif()
set(consumer_folder ${CMAKE_CURRENT_BINARY_DIR}/consumer)
set(consumer_flags "-Wall -Wextra -Wconversion -Wold-style-cast -Werror")

# Each folder gets the program beside its CMakeLists.txt, as a project of a user has it.
function(copy_consumer name)
    file(GLOB sources CONFIGURE_DEPENDS consumer/${name}/*)
    list(PREPEND sources ${CMAKE_CURRENT_SOURCE_DIR}/consumer/main.cpp)
    foreach(source IN LISTS sources)
        cmake_path(GET source FILENAME file)
        configure_file(${source} ${consumer_folder}/${name}/${file} COPYONLY)
    endforeach()
endfunction()

function(add_consumer_test name)
    copy_consumer(${name})
    add_test(NAME consumer_${name}
        COMMAND ${CMAKE_CTEST_COMMAND}
            --build-and-test ${consumer_folder}/${name} ${consumer_folder}/${name}/build
            --build-generator ${CMAKE_GENERATOR}
            --build-options
                -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}
                -DCMAKE_CXX_FLAGS=${consumer_flags}
                -DREFRACT_SOURCE_FOLDER=${PROJECT_SOURCE_DIR}
                ${ARGN}
            --test-command app)
    set_tests_properties(consumer_${name} PROPERTIES LABELS consumer TIMEOUT 300)
endfunction()

add_consumer_test(add_subdirectory)
# The page names the repository; the test takes this folder in its place.
add_consumer_test(fetch_content -DFETCHCONTENT_SOURCE_DIR_REFRACT=${PROJECT_SOURCE_DIR})
add_consumer_test(single_header)
add_consumer_test(two_units)

if(REFRACT_INSTALL)
    set(prefix ${consumer_folder}/prefix)
    add_test(NAME consumer_install
        COMMAND ${CMAKE_COMMAND} -DBUILD_FOLDER=${PROJECT_BINARY_DIR} -DPREFIX=${prefix}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/consumer/install.cmake)
    set_tests_properties(consumer_install PROPERTIES LABELS consumer FIXTURES_SETUP installed)
    add_test(NAME consumer_install_unbuilt
        COMMAND ${CMAKE_COMMAND} -DSOURCE_FOLDER=${PROJECT_SOURCE_DIR} -DFOLDER=${consumer_folder}/unbuilt
            -DGENERATOR=${CMAKE_GENERATOR} -DCOMPILER=${CMAKE_CXX_COMPILER}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/consumer/install_unbuilt.cmake)
    set_tests_properties(consumer_install_unbuilt PROPERTIES LABELS consumer)
    add_consumer_test(find_package -DCMAKE_PREFIX_PATH=${prefix})
    # The project of docs/guide as it stands there; its other programs are built with the examples.
    add_test(NAME consumer_guide
        COMMAND ${CMAKE_CTEST_COMMAND}
            --build-and-test ${PROJECT_SOURCE_DIR}/examples/guide ${consumer_folder}/guide
            --build-generator ${CMAKE_GENERATOR} --build-target lending_test
            --build-options -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} -DCMAKE_PREFIX_PATH=${prefix}
            --test-command ${CMAKE_CTEST_COMMAND} --no-tests=error)
    set_tests_properties(consumer_guide PROPERTIES LABELS consumer TIMEOUT 300 FIXTURES_REQUIRED installed)
    copy_consumer(missing_component)
    add_test(NAME consumer_missing_component
        COMMAND ${CMAKE_COMMAND} -S ${consumer_folder}/missing_component
            -B ${consumer_folder}/missing_component/build -G ${CMAKE_GENERATOR}
            -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_DISABLE_FIND_PACKAGE_SQLite3=ON)
    set_tests_properties(consumer_missing_component PROPERTIES LABELS consumer
        PASS_REGULAR_EXPRESSION "component sqlite: SQLite's library.*Debian.*component mysql: there is none")
    set_tests_properties(consumer_find_package consumer_missing_component PROPERTIES FIXTURES_REQUIRED installed)
endif()
