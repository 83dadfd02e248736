# Long programs that try what seldom happens; `./run soak` runs them whole. The target `soak` builds them.

add_custom_target(soak)
function(add_soak name)
    add_executable(soak_${name} EXCLUDE_FROM_ALL soak/${name}.cpp)
    target_link_libraries(soak_${name} PRIVATE refract ${ARGN} refract_warnings)
    add_dependencies(soak soak_${name})
endfunction()

if(refract_sqlite IN_LIST driver_targets)
    add_soak(kill_sqlite_writers refract_sqlite)
    add_dependencies(soak memory_shortage)
endif()
if(refract_postgres IN_LIST driver_targets)
    add_soak(kill_postgres_writers refract_postgres)
    add_dependencies(soak unit_concurrent random)
endif()
