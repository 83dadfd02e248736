# A program whose models share their namespace with functions that are named like ours, of which none may be called.

if(NOT TARGET test_databases)
    return()
endif()

set(names_of_ours ${CMAKE_CURRENT_BINARY_DIR}/lookup/names_of_ours.hpp)
file(GLOB_RECURSE library_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/*.hpp)
add_custom_command(OUTPUT ${names_of_ours}
    COMMAND Python3::Interpreter ${tools}/check_lookup.py --write ${names_of_ours}
    DEPENDS ${tools}/check_lookup.py ${library_headers})
add_executable(lookup_names lookup/names.cpp ${names_of_ours})
target_include_directories(lookup_names PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/lookup)
target_link_libraries(lookup_names PRIVATE test_support)
use_test_header(lookup_names test_databases)
add_test(NAME lookup_names COMMAND lookup_names)
set_tests_properties(lookup_names PROPERTIES LABELS unit TIMEOUT 60 RESOURCE_LOCK postgres)
