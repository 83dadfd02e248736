# A program whose memory is short at each allocation in turn; it replaces operator new, so it stands alone.

if(NOT TARGET refract::sqlite)
    return()
endif()
add_executable(memory_shortage memory/shortage.cpp)
target_link_libraries(memory_shortage PRIVATE refract::sqlite refract_warnings)
# Every fifth allocation; without the argument, all of them.
add_test(NAME memory_shortage COMMAND memory_shortage 5)
set_tests_properties(memory_shortage PROPERTIES LABELS unit TIMEOUT 300)
