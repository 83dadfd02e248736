# Databases to which no driver speaks yet: their texts are compared with the files beside this one, and given to a parser
# of the database's language where one is installed.

add_executable(print_statements dialects/print_statements.cpp)
target_link_libraries(print_statements PRIVATE refract refract_warnings)
foreach(dialect IN ITEMS mariadb sqlserver)
    add_test(NAME dialect_${dialect}
        COMMAND Python3::Interpreter ${tools}/check_dialect.py ${dialect} $<TARGET_FILE:print_statements>
            ${CMAKE_CURRENT_SOURCE_DIR}/dialects/${dialect}.sql)
    set_tests_properties(dialect_${dialect} PROPERTIES LABELS tool)
endforeach()
