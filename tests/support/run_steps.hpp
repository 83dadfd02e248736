#pragma once

// Runs the steps of a plan as they want to be run: transactions where they begin, statements that stand alone, and those
// that repeat. SQLite's foreign keys look away meanwhile, and are asked at the end.

#include "catch.hpp"
#include "databases.hpp"

#include <refract/migrate/step.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace refract_test {

/// Throws what a statement throws, behind the statement; what its transaction did is undone then.
template <class Backend, class Database>
void execute_steps(Database& db, const std::vector<refract::migrate::step>& steps) {
    bool is_open = false;
    const auto run = [&](const std::string& sql) { return db.execute(refract::unsafe_sql(sql)); };
    const auto turn = [&](bool opens) {
        if (is_open == opens) return;
        is_open = opens;
        run(opens ? "BEGIN" : "COMMIT");
    };
    if constexpr (Backend::is_sqlite) db.execute("PRAGMA foreign_keys = OFF");
    std::string failed;
    for (const refract::migrate::step& each : steps) {
        try {
            if (each.begins_anew || !each.in_transaction) turn(false);
            if (each.in_transaction) turn(true);
            while (run(each.sql) > 0 && each.repeats) {}
        } catch (const refract::error& failure) {
            failed = each.about + ": " + each.sql + ": " + failure.what();
            break;
        }
    }
    if constexpr (Backend::is_sqlite) {
        const auto lost = db.template query<std::int64_t>("SELECT count(*) FROM pragma_foreign_key_check()");
        if (failed.empty() && lost.front() > 0) failed = "a foreign key leads nowhere";
    }
    if (failed.empty())
        turn(false);
    else if (is_open)
        run("ROLLBACK");
    if constexpr (Backend::is_sqlite) db.execute("PRAGMA foreign_keys = ON");
    if (!failed.empty()) throw std::runtime_error(failed);
}

template <class Backend, class Database>
void run_steps(Database& db, const std::vector<refract::migrate::step>& steps) {
    try {
        execute_steps<Backend>(db, steps);
    } catch (const std::runtime_error& failure) { FAIL(failure.what()); }
}

} // namespace refract_test
