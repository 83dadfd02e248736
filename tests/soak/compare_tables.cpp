// How long it takes to compare 500 tables, each of ten columns, two indexes, a key to another table and a check, with
// tables of which some are others: compare_tables [tables]. Fails beyond a second on SQLite, and three on PostgreSQL.
// Its schemas there are soak_before and soak_after, which nothing has counted yet: that is how a plan finds them.

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/possible_renames.hpp>
#include <refract/migrate/read_catalog.hpp>
#include <refract/postgres.hpp>
#include <refract/sqlite.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

using namespace refract;

namespace {

std::string tables(int count, bool are_after) {
    std::string script;
    for (int i = 0; i < count; ++i) {
        const std::string name = "table_" + std::to_string(i);
        script += "CREATE TABLE " + name +
                  " (id integer PRIMARY KEY, name varchar(40) NOT NULL, price numeric(8,2) DEFAULT 0, "
                  "amount integer NOT NULL DEFAULT 1, note text, weight double precision, made timestamp DEFAULT "
                  "CURRENT_TIMESTAMP, sold boolean DEFAULT false, big bigint, parent_id integer REFERENCES table_" +
                  std::to_string(i / 2) + " (id) ON DELETE CASCADE" +
                  (are_after && i % 10 == 0 ? ", more integer" : "") + ", CHECK (price >= 0)); CREATE INDEX " + name +
                  "_name ON " + name + " (name); CREATE " + (are_after && i % 50 == 1 ? "UNIQUE " : "") + "INDEX " +
                  name + "_sold ON " + name + " (sold, made) WHERE sold;";
    }
    return script;
}

template <class Database> bool is_in_time(Database& before, Database& after, const char* name, double limit) {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t own_begin = std::clock();
    const migrate::database_definition is = migrate::read_database(before), wanted = migrate::read_database(after);
    const std::size_t renames = migrate::possible_renames(is, wanted).size();
    const std::size_t steps = migrate::plan<typename Database::dialect>(is, wanted, {}, {.careful = true}).size();
    const double own = static_cast<double>(std::clock() - own_begin) / CLOCKS_PER_SEC;
    const double all = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("%s: %zu tables, %zu steps, %zu possible renames: %.2f s, of which %.2f s are the program's\n", name,
                is.tables.size(), steps, renames, all, own);
    return all < limit && steps > 0;
}

} // namespace

int main(int argc, char** argv) {
    const int count = argc > 1 ? std::atoi(argv[1]) : 500;
    sqlite::database is(":memory:"), wanted(":memory:");
    is.execute(unsafe_sql(tables(count, false)));
    wanted.execute(unsafe_sql(tables(count, true)));
    bool fits = is_in_time(is, wanted, "SQLite", 1);
    if (const char* const url = std::getenv("REFRACT_POSTGRES_URL")) {
        postgres::database before(url), after(url);
        const auto fill = [](postgres::database& db, const std::string& schema, const std::string& script) {
            db.execute(unsafe_sql("DROP SCHEMA IF EXISTS " + schema + " CASCADE; CREATE SCHEMA " + schema));
            db.execute(unsafe_sql("SET search_path TO " + schema));
            db.execute(unsafe_sql(script));
        };
        fill(before, "soak_before", tables(count, false));
        fill(after, "soak_after", tables(count, true));
        fits &= is_in_time(before, after, "PostgreSQL", 3);
        before.execute("DROP SCHEMA soak_before CASCADE");
        after.execute("DROP SCHEMA soak_after CASCADE");
    } else {
        std::puts("skipped on PostgreSQL: REFRACT_POSTGRES_URL is not set");
    }
    if (!fits) std::puts("that is too long");
    return fits ? 0 : 1;
}
