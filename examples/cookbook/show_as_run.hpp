// What show.hpp prints, for a statement that the run time has a part in.
#pragma once

#include "show.hpp"

#include <refract/sqlite.hpp>

#include <sqlite3.h>

namespace cookbook {

/// The text as SQLite is given it, and the rows that it brings.
template <class Query>
void show_as_run(const char* recipe, refract::sqlite::database& db, const Query& query) {
    static std::string run;
    const auto note = [](unsigned, void*, void* statement, void*) {
        run = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
        return 0;
    };
    sqlite3_trace_v2(db.connection().native(), SQLITE_TRACE_STMT, note, nullptr);
    const auto rows = db.all(query);
    show_parts(recipe, run, rows);
}

} // namespace cookbook
