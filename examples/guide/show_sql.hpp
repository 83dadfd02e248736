// Shows every statement that a SQLite connection runs, as SQLite tells it: a placeholder for each value.
#pragma once

#include <refract/sqlite.hpp>

#include <sqlite3.h>

#include <iostream>

// [show_sql]
inline void show_sql(refract::sqlite::database& db) {
    sqlite3_trace_v2(
        db.connection().native(),
        SQLITE_TRACE_STMT,
        [](unsigned, void*, void* statement, void*) {
            std::cerr << sqlite3_sql(static_cast<sqlite3_stmt*>(statement)) << '\n';
            return 0;
        },
        nullptr);
}
// [/show_sql]

/// Begins a part of what is shown, which the page of the guide cuts out by its name.
inline void part(const char* name) {
    static const char* last = nullptr;
    if (last) std::cerr << "// [/" << last << "]\n";
    if (name) std::cerr << "// [" << name << "]\n";
    last = name;
}
