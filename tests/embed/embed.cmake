# A program with migrations in it, as a user's CMakeLists.txt makes one.
if(TARGET refract::sqlite)
    set(folder ${CMAKE_CURRENT_SOURCE_DIR}/embed/migrations)
    add_executable(embedded_migrations embed/embed.cpp)
    target_link_libraries(embedded_migrations PRIVATE refract::sqlite refract_warnings)
    target_compile_definitions(embedded_migrations PRIVATE EMBED_FOLDER="${folder}")
    refract_embed_migrations(embedded_migrations ${folder})
    add_test(NAME embedded_migrations COMMAND embedded_migrations)
    # A folder that a deploy refuses is refused, and not embedded in part.
    set(refused ${CMAKE_CURRENT_BINARY_DIR}/embed_refused)
    file(WRITE ${refused}/notes/migration.sql "SELECT 1;\n")
    add_test(NAME embed_refuses COMMAND ${CMAKE_COMMAND} -DREFRACT_EMBED_FOLDER=${refused}
        -DREFRACT_EMBED_HEADER=${refused}/made.hpp -P ${PROJECT_SOURCE_DIR}/cmake/refract_embed_migrations.cmake)
    set_tests_properties(embed_refuses PROPERTIES PASS_REGULAR_EXPRESSION "its name is none of a migration")
endif()
