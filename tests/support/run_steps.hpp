#pragma once

// Runs the steps of a plan as they want to be run: transactions where they begin, statements that stand alone, and those
// that repeat. SQLite's foreign keys look away meanwhile, and are asked at the end.

#include "catch.hpp"
#include "databases.hpp"

#include <refract/migrate/step.hpp>

#include <cstdint>
#include <vector>

namespace refract_test {

template <class Backend, class Database>
void run_steps(Database& db, const std::vector<refract::migrate::step>& steps) {
    if constexpr (Backend::is_sqlite) db.execute("PRAGMA foreign_keys = OFF");
    bool is_open = false;
    const auto run = [&](const std::string& sql) { return db.execute(refract::unsafe_sql(sql)); };
    const auto turn = [&](bool opens) {
        if (is_open != opens) db.execute(refract::unsafe_sql(opens ? "BEGIN" : "COMMIT"));
        is_open = opens;
    };
    for (const refract::migrate::step& each : steps) {
        INFO(each.about << ": " << each.sql);
        if (each.begins_anew || !each.in_transaction) REQUIRE_NOTHROW(turn(false));
        if (each.in_transaction) turn(true);
        try {
            while (run(each.sql) > 0 && each.repeats) {}
        } catch (const refract::error& failure) { FAIL(failure.what()); }
    }
    REQUIRE_NOTHROW(turn(false));
    if constexpr (Backend::is_sqlite) {
        REQUIRE(db.template query<std::int64_t>("SELECT count(*) FROM pragma_foreign_key_check()").front() == 0);
        db.execute("PRAGMA foreign_keys = ON");
    }
}

} // namespace refract_test
