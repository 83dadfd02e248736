# Long programs that try what seldom happens; `./run soak` runs them whole. The target `soak` builds them.

add_custom_target(soak)
function(add_soak name)
    add_executable(soak_${name} EXCLUDE_FROM_ALL soak/${name}.cpp)
    target_link_libraries(soak_${name} PRIVATE refract ${ARGN} refract_warnings)
    add_dependencies(soak soak_${name})
endfunction()

if(refract_sqlite IN_LIST driver_targets)
    add_soak(out_of_memory refract_sqlite)
    add_soak(kill_sqlite_writers refract_sqlite)
    # A part of it runs with the unit tests.
    set_target_properties(soak_out_of_memory PROPERTIES EXCLUDE_FROM_ALL OFF)
    add_test(NAME soak_out_of_memory COMMAND soak_out_of_memory --quick)
    set_tests_properties(soak_out_of_memory PROPERTIES LABELS unit TIMEOUT 300)
endif()
if(refract_postgres IN_LIST driver_targets)
    add_soak(kill_postgres_writers refract_postgres)
endif()
