# What the tools of this repository check, and the tests of the tools themselves.

function(add_tool_test name)
    add_test(NAME ${name} COMMAND Python3::Interpreter ${ARGN})
    set_tests_properties(${name} PROPERTIES LABELS tool)
endfunction()

add_tool_test(tools -m unittest discover --start-directory ${CMAKE_CURRENT_SOURCE_DIR}/tools)
add_tool_test(layers ${tools}/check_layers.py)
add_tool_test(headers_alone ${tools}/check_layers.py --compiler ${CMAKE_CXX_COMPILER} -- ${library_flags})
add_tool_test(single_include ${tools}/amalgamate.py --check ${PROJECT_BINARY_DIR}/single_include)
add_tool_test(snippets ${tools}/snippets.py)
add_tool_test(docs ${tools}/check_docs.py)
file(GLOB errors_page CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/errors.md)
if(errors_page)
    add_tool_test(errors ${tools}/errors.py --check)
endif()
