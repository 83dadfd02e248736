// Commands whose connection is lost, or whose disk is full, at a statement that changes something: nothing is there by
// half that is not said, and the same command ends it.

#include <refract/cli/db_push.hpp>
#include <refract/cli/migrate_dev.hpp>
#include <refract/cli/migrate_down.hpp>
#include <refract/cli/migrate_resolve.hpp>
#include <refract/cli/migrate_squash.hpp>
#include <refract/migrate/run_script.hpp>
#include <refract/test/fault.hpp>

#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <cstddef>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace refract_test;
namespace commands = refract::command_line;

namespace {

template <class Backend> struct cut_command {
    std::string name;
    std::function<void(command_line<Backend>&)> prepare;
    std::function<int(commands::context&, typename Backend::database&)> run;
    commands::arguments said{};
    std::string from{}; ///< the first statement at which it is cut off; empty: each
};

/// What a command sends.
class sent_statements : refract::detail::statement_watch {
public:
    template <class Database> explicit sent_statements(Database& db) {
        ask = [](refract::detail::statement_watch& self, refract::detail::watched, std::string_view sql) {
            static_cast<sent_statements&>(self).texts.emplace_back(sql);
        };
        const auto share = std::make_shared<decltype(refract::detail::session_door::share(db))>(
            refract::detail::session_door::share(db));
        stop_ = [this, share] { (*share)->remove_watch(*this); };
        (*share)->add_watch(*this);
    }
    sent_statements(const sent_statements&) = delete;
    ~sent_statements() { stop_(); }
    std::vector<std::string> texts;

private:
    std::function<void()> stop_;
};
/// The numbers of those that change something, from 1.
std::vector<int> writes_among(const std::vector<std::string>& texts, const std::string& from) {
    std::vector<int> found;
    bool is_begun = from.empty();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        is_begun |= texts[i].find(from) != std::string::npos;
        bool writes = is_begun;
        for (const std::string_view each : {"SELECT", "WITH", "PRAGMA", "BEGIN", "SET", "SAVEPOINT"})
            writes &= !texts[i].starts_with(each);
        if (writes) found.push_back(static_cast<int>(i) + 1);
    }
    return found;
}

template <class Backend, class Work>
said run_cut(const commands::arguments& arguments, command_line<Backend>& app, const Work& work) {
    commands::program what{.name = "app"};
    refract::detail::add_included<two_versions::next_shop, typename Backend::database::dialect, std::nullptr_t>(
        what.databases);
    commands::arguments all = arguments;
    all.folder = app.folder().string();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> nowhere(std::fopen("/dev/null", "r+"), &std::fclose);
    commands::context in{what, all,
                         commands::output({.in = nowhere.get(), .out = nowhere.get(), .errors = nowhere.get()}, false)};
    said result;
    try {
        result.code = work(in);
    } catch (const commands::command_failure& failure) {
        result = {failure.code, "", failure.sentence};
    } catch (const refract::error& failure) { result = {1, "", failure.what()}; }
    return result;
}

constexpr std::string_view schema_on_postgres =
    "SELECT 'c', c.relname::text, a.attname::text, format_type(atttypid, atttypmod), attnotnull FROM pg_class AS c "
    "JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE relnamespace = current_schema()::regnamespace AND attnum > 0 "
    "AND NOT attisdropped AND relname NOT LIKE '\\_refract%' UNION ALL SELECT 'k', conname::text, "
    "pg_get_constraintdef(oid), '', convalidated FROM pg_constraint WHERE connamespace = "
    "current_schema()::regnamespace AND conname NOT LIKE '\\_refract%' UNION ALL SELECT 'i', c.relname::text, '', '', "
    "indisvalid FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid WHERE relnamespace = "
    "current_schema()::regnamespace AND relname NOT LIKE '\\_refract%' ORDER BY 1, 2, 3, 4";

template <class Backend> std::string state_behind_cut(command_line<Backend>& app) {
    std::string all;
    const auto add = [&](std::string_view question) {
        try {
            for (const std::string& row : app.fresh().rows(std::string(question))) all += row + "\n";
        } catch (const std::exception&) { all += "none\n"; }
    };
    add(Backend::is_sqlite ? "SELECT sql FROM sqlite_schema WHERE tbl_name <> '_refract_migrations' ORDER BY name"
                           : schema_on_postgres);
    add("SELECT * FROM ware ORDER BY id");
    add("SELECT substr(name, 15), steps, finished_at IS NULL, is_outside FROM _refract_migrations ORDER BY name");
    for (const auto& each : refract::migrate::read_folder(app.folder()))
        all += each.name.substr(15) + each.up + each.down;
    return all;
}

const commands::program cut_ready{.name = "refract"};
template <class Backend> void with_ware(command_line<Backend>& app) {
    const auto made = refract::migrate::draft<two_versions::first_shop>(app.fresh().db(), "first");
    refract::migrate::write_migration(app.folder(), {"20260101000000_first", made.up, made.down});
    REQUIRE(app.run_program(cut_ready, {"migrate", "deploy"}).code == 0);
    app.fresh().rows("INSERT INTO ware (name, cost, note) VALUES ('Tea', 3, 'fine'), ('Jam', 4, NULL)");
}
/// What runs outside of transactions, in rounds, and in several transactions.
template <class Backend> void with_long_way(command_line<Backend>& app) {
    const std::string build = Backend::is_sqlite ? "CREATE INDEX ix" : "CREATE INDEX CONCURRENTLY ix",
                      check = Backend::is_sqlite ? ""
                                                 : "ALTER TABLE ware ADD CONSTRAINT c CHECK (x > 0) NOT VALID;\n"
                                                   "-- refract: commit\nALTER TABLE ware VALIDATE CONSTRAINT c;\n";
    const auto rounds = [](const std::string& sign, const std::string& limit) {
        return "-- refract: repeat\nUPDATE ware SET x = x " + sign + " 10 WHERE id IN (SELECT id FROM ware WHERE x " +
               limit + " 10 LIMIT 2);\n";
    };
    app.write(
        "20260101000000_a/migration.sql",
        "CREATE TABLE ware (id INTEGER PRIMARY KEY, x INTEGER);\nINSERT INTO ware VALUES (1, 1), (2, 2), (3, 3);");
    app.write("20260101000000_a/down.sql", "DROP TABLE ware;");
    app.write("20260102000000_b/migration.sql", (Backend::is_sqlite ? "" : "-- refract: no transaction\n") + build +
                                                    " ON ware (x);\n" + rounds("+", "<") + "-- refract: commit\n" +
                                                    check + "INSERT INTO ware VALUES (4, 14);");
    app.write("20260102000000_b/down.sql",
              "DELETE FROM ware WHERE id = 4;\n" + rounds("-", ">") +
                  (Backend::is_sqlite ? "DROP INDEX ix;"
                                      : "-- refract: no transaction\nDROP INDEX CONCURRENTLY ix;\n"
                                        "ALTER TABLE ware DROP CONSTRAINT c;"));
}
template <class Backend> void with_long_way_gone(command_line<Backend>& app) {
    with_long_way(app);
    REQUIRE(app.run_program(cut_ready, {"migrate", "deploy"}).code == 0);
}

template <class Backend> std::vector<cut_command<Backend>> commands_to_cut() {
    using app = command_line<Backend>;
    using database = typename Backend::database;
    using context = commands::context;
    const commands::arguments next{.accept_data_loss = true, .renames = {"ware.cost=price"}};
    commands::arguments named = next;
    named.name = "next";
    return {
        {"deploy", with_long_way<Backend>, [](context& in, database& db) { return commands::deploy_one(in, db); }},
        {"down",
         with_long_way_gone<Backend>,
         [](context& in, database& db) { return commands::undo_migrations(in, db); },
         {.target = "0"}},
        {"baseline",
         [](app& in) {
             with_long_way(in);
             in.fresh().rows("CREATE TABLE ware (id INTEGER)");
         },
         [](context& in, database& db) { return commands::mark_baseline(in, db); }},
        {"dev", with_ware<Backend>, [](context& in, database& db) { return commands::develop(in, db); }, named,
         "RENAME COLUMN"},
        {"push", with_ware<Backend>, [](context& in, database& db) { return commands::push_models(in, db); }, next,
         "RENAME COLUMN"},
        {"reset",
         with_long_way_gone<Backend>,
         [](context& in, database& db) { return commands::begin_anew(in, db); },
         {.force = true}},
        {"squash",
         with_ware<Backend>,
         [](context& in, database& db) { return commands::squash_folder(in, db); },
         {.name = "all"}},
    };
}

template <class Error> Error failure_at_cut() {
    if constexpr (std::is_same_v<Error, refract::connection_error>)
        return refract::detail::make_failure<Error>();
    else
        return Error(refract::error_details{.message = "no room is left on the disk", .code = "53100"});
}
/// One of how many places is tried: REFRACT_CUT_EVERY=2 tries all, half of them by each error. On a server a shadow is a
/// database of its own, which takes its time.
template <class Backend> std::size_t distance_of_cuts() {
    const char* const said = std::getenv("REFRACT_CUT_EVERY");
    return said ? std::stoul(said) : Backend::is_sqlite ? 2 : 12;
}
template <class Backend, class Error> void cut_everywhere() {
    const std::size_t distance = distance_of_cuts<Backend>();
    for (const cut_command<Backend>& what : commands_to_cut<Backend>()) {
        CAPTURE(what.name);
        command_line<Backend> clean;
        if (!clean) return;
        what.prepare(clean);
        std::vector<int> places;
        {
            auto db = clean.fresh().open();
            const sent_statements sent(db);
            const said whole = run_cut(what.said, clean, [&](commands::context& in) { return what.run(in, db); });
            INFO(whole.errors);
            REQUIRE(whole.code == 0);
            places = writes_among(sent.texts, what.from);
        }
        const std::string after = state_behind_cut(clean);
        const std::size_t first = std::is_same_v<Error, refract::error> ? distance / 2 : 0; // the other has the rest
        for (std::size_t i = first; i < places.size(); i += distance) {
            const int n = places[i];
            CAPTURE(n);
            command_line<Backend> app;
            what.prepare(app);
            const std::string before = state_behind_cut(app);
            {
                auto db = app.fresh().open();
                const auto fault = refract::test::fail_at<Error>(db, n, failure_at_cut<Error>());
                const said failed = run_cut(what.said, app, [&](commands::context& in) { return what.run(in, db); });
                INFO(fault.sql() << "\n" << failed.errors);
                if (!fault.has_fired()) continue; // as statements that are prepared once
                CHECK((failed.code == 1 || state_behind_cut(app) == after));
            }
            if (state_behind_cut(app) != before) {
                const said status = app.run_program(cut_ready, {"migrate", "status"});
                CHECK((status.code == 0 || status.code == 2));
            }
            auto db = app.fresh().open();
            const said again = run_cut(what.said, app, [&](commands::context& in) { return what.run(in, db); });
            INFO(again.errors);
            CHECK(state_behind_cut(app) == after);
        }
        CHECK((Backend::is_sqlite || !places.empty())); // where a shadow is in memory, a squash sends nothing
    }
}

} // namespace

TEMPLATE_TEST_CASE("a command whose connection is lost at any statement is ended by the same one", "[cut_off]",
                   REFRACT_TEST_DATABASES) {
    cut_everywhere<TestType, refract::connection_error>();
}
TEMPLATE_TEST_CASE("a command whose statement fails for want of room is ended by the same one", "[cut_off]",
                   REFRACT_TEST_DATABASES) {
    cut_everywhere<TestType, refract::error>();
}
