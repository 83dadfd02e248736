// Schemas that become each other, with rows in place: pairs/*.scenario. Each is planned and run, with care and without,
// and compared with what was wanted; then the way back. Sections:
//     before, rows, after          the schema, what is put in it, and the schema that it becomes
//     renames                      `table x -> y`, `column x.a -> b`, by the names before
//     possible renames             those that a person would be asked about, all of them
//     losses                       what is counted, all in order: parts of the lines
//     steps, hazards               of the plan with care: parts of the statements in order; all hazards
//     question, answer             afterwards; `answer back` after the way back
//     fails                        a part of the error that the rows cause; nothing is done then
//     stays                        what only the database has and no plan drops: parts of the sentences, all in order
//     one way                      why the way back is not gone
//     pulled, not pulled           parts of the header that `db pull` would write, and parts that it must not have
//     left out                     all that it says it leaves out
//     not yet                      why this is not run

#include "scenario_file.hpp"
#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/run_steps.hpp"

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/loss.hpp>
#include <refract/migrate/possible_renames.hpp>
#include <refract/migrate/print_models.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;
using migrate::database_definition;

namespace {

constexpr std::array<std::string_view, 18> section_names{
    "before", "rows",        "after", "renames", "possible renames", "losses", "steps",      "hazards",  "question",
    "answer", "answer back", "stays", "fails",   "one way",          "pulled", "not pulled", "left out", "not yet"};

std::string part_until(std::string& text, const std::string& mark) {
    const std::size_t at = text.find(mark);
    if (at == text.npos) throw std::runtime_error("no rename: " + text);
    std::string part = text.substr(0, at);
    text.erase(0, at + mark.size());
    return part;
}
/// `column x.a -> b`
migrate::rename rename_of(std::string line) {
    migrate::rename made;
    const bool is_column = part_until(line, " ") == "column";
    std::string old = part_until(line, " -> ");
    if (is_column) made.table = part_until(old, ".");
    (is_column ? made.column : made.table) = old;
    made.to = line;
    return made;
}
std::string printed(const migrate::rename& of) {
    return of.column.empty() ? "table " + of.table + " -> " + of.to
                             : "column " + of.table + "." + of.column + " -> " + of.to;
}
std::string printed(const migrate::step& of) {
    return (of.begins_anew ? "commit: " : "") +
           std::string(of.repeats          ? "repeat: "
                       : of.in_transaction ? ""
                                           : "alone: ") +
           of.sql;
}
const std::string& printed(const std::string& of) { return of; }
std::string printed(const migrate::loss& of) {
    const char* const kind = of.kind == migrate::loss_kind::stops          ? "stops: "
                             : of.kind == migrate::loss_kind::loses_values ? "loses: "
                                                                           : "converts: ";
    return kind + of.what;
}

/// Each line is a part of what is there at its place.
template <class Found> void check_parts(const std::vector<Found>& found, const std::vector<std::string>& parts) {
    std::string all;
    for (const Found& each : found) all += "\n    " + printed(each);
    INFO("there is:" << all);
    CHECK(found.size() == parts.size());
    for (std::size_t i = 0; i < std::min(found.size(), parts.size()); ++i)
        CHECK_THAT(printed(found[i]), refract_test::has_text(parts[i]));
}

/// One scenario on one database.
template <class Backend> class pair_test {
    using dialect = typename Backend::database::dialect;

public:
    explicit pair_test(const scenario& what) : what_(what) {
        for (const std::string& each : lines("renames")) renames_.push_back(rename_of(each));
    }

    void run() {
        const bool was_whole = std::exchange(is_whole_, false);
        if (!was_whole) kept_.reset(); // whatever a scenario that failed has left in its connections
        check_pulled();
        if (what_.find("after", name)) {
            wanted_ = migrate::read_database(emptied(text("after")).db());
            change(true);
            if (!Backend::is_sqlite) change(false); // SQLite has no careful way
        }
        is_whole_ = true;
    }

    static constexpr const char* name = Backend::is_sqlite ? "SQLite" : "PostgreSQL";

private:
    std::string text(const std::string& of) const { return what_.text(of, name); }
    std::vector<std::string> lines(const std::string& of) const { return what_.lines(of, name); }
    bool has(const std::string& of) const { return what_.find(of, name) != nullptr; }

    static void execute(fresh_database<Backend>& on, const std::string& sql) {
        if (sql.find_first_not_of(" \n") != sql.npos) on.db().execute(unsafe_sql(sql));
    }
    /// One database with nothing in it but what is said: connections to a server are dear, and so is its first answer.
    static fresh_database<Backend>& emptied(const std::string& sql) {
        if (Backend::is_sqlite || !kept_) {
            kept_.emplace();
        } else {
            const std::string schema = kept_->rows("SELECT current_schema()").front();
            kept_->rows("DROP SCHEMA " + schema + " CASCADE");
            kept_->rows("CREATE SCHEMA " + schema);
        }
        execute(*kept_, sql);
        return *kept_;
    }

    void check_pulled() const {
        if (!has("pulled") && !has("not pulled") && !has("left out")) return;
        auto& fresh = emptied(text("before"));
        const auto made = migrate::print_models<dialect>(migrate::read_database(fresh.db()));
        std::string header;
        for (const auto& each : made.files) header += each.text;
        for (const std::string& each : lines("pulled")) CHECK_THAT(header, refract_test::has_text(each));
        for (const std::string& each : lines("not pulled")) CHECK_THAT(header, !refract_test::has_text(each));
        if (!has("left out")) return;
        const std::vector<std::string> parts = lines("left out");
        std::string all;
        for (const std::string& each : made.left_out) all += "\n    " + each;
        INFO("left out:" << all);
        CHECK(made.left_out.size() == parts.size());
        for (std::size_t i = 0; i < std::min(made.left_out.size(), parts.size()); ++i)
            CHECK_THAT(made.left_out[i], refract_test::has_text(parts[i]));
    }

    void check_plan(const std::vector<migrate::step>& steps) const {
        if (has("steps")) check_parts(steps, lines("steps"));
        if (!has("hazards")) return;
        std::set<std::string> found;
        for (const migrate::step& each : steps)
            for (const std::string_view one : migrate::names_of(each.danger)) found.emplace(one);
        const std::vector<std::string> expected = lines("hazards");
        CHECK(found == std::set<std::string>(expected.begin(), expected.end()));
    }
    void check_before(typename Backend::database& db, const database_definition& before) const {
        if (has("losses")) check_parts(migrate::find_losses(db, before, wanted_, renames_), lines("losses"));
        if (has("stays"))
            check_parts(migrate::find_leftovers(migrate::rename_all(before, renames_), wanted_), lines("stays"));
        if (!has("possible renames")) return;
        std::vector<std::string> found;
        for (const migrate::rename& each : migrate::possible_renames(before, wanted_, renames_))
            found.push_back(printed(each));
        CHECK(found == lines("possible renames"));
    }
    static void check_same(const database_definition& made, const database_definition& wanted) {
        for (const migrate::step& each : migrate::plan<dialect>(made, wanted, {}, {.drops_undeclared = true}))
            FAIL_CHECK("left: " << each.sql);
        CHECK(migrate::compare(made, wanted).empty());
    }

    void change(bool careful) {
        INFO((careful ? "with care" : "without care"));
        auto& fresh = emptied(text("before"));
        execute(fresh, text("rows"));
        auto& db = fresh.db();
        const database_definition before = migrate::read_database(db);
        const auto steps = migrate::plan<dialect>(before, wanted_, renames_, {.careful = careful});
        if (careful) {
            check_plan(steps);
            check_before(db, before);
        }
        if (has("fails")) return check_failure(db, before, steps, careful);
        run_steps<Backend>(db, steps);
        const database_definition settled = migrate::settle(migrate::rename_all(before, renames_), wanted_);
        check_same(migrate::read_database(db), has("stays") ? settled : wanted_);
        if (has("question")) CHECK(fresh.rows(text("question")) == lines("answer"));
        if (has("one way")) return;
        run_steps<Backend>(db, migrate::plan<dialect>(settled, before, refract::detail::renamed_back(renames_),
                                                      {.careful = careful, .drops_undeclared = true}));
        check_same(migrate::read_database(db), before);
        if (has("answer back")) CHECK(fresh.rows(text("question")) == lines("answer back"));
    }
    /// Of a careful plan the transactions before the one that fails stay.
    void check_failure(typename Backend::database& db, const database_definition& before,
                       const std::vector<migrate::step>& steps, bool careful) const {
        const std::vector<std::string> parts = lines("fails");
        CHECK_THROWS_WITH(execute_steps<Backend>(db, steps),
                          refract_test::has_text(parts.empty() ? "" : parts.front()));
        if (!careful || Backend::is_sqlite) check_same(migrate::read_database(db), before);
    }

    static inline std::optional<fresh_database<Backend>> kept_{};
    static inline bool is_whole_ = true; ///< the scenario before has come to its end

    const scenario& what_;
    std::vector<migrate::rename> renames_{};
    database_definition wanted_{};
};

} // namespace

TEMPLATE_TEST_CASE("pairs of schemas with rows, as other suites have them", "[pairs]", REFRACT_TEST_DATABASES) {
    static const std::vector<scenario> all = scenarios_in("pairs");
    if (!TestType::is_sqlite && !postgres_url()) return;
    for (const scenario& each : all) {
        if (!each.is_for(pair_test<TestType>::name)) continue;
        DYNAMIC_SECTION(each.suite << ": " << each.title) { pair_test<TestType>(each).run(); }
    }
}

TEST_CASE("each section of a pair is one that is looked at", "[pairs]") {
    std::set<std::string> titles;
    for (const scenario& each : scenarios_in("pairs")) {
        INFO(each.suite << ": " << each.title);
        CHECK(titles.insert(each.suite + each.title).second);
        for (const section& one : each.sections)
            CHECK(std::find(section_names.begin(), section_names.end(), common_name(one.name)) != section_names.end());
    }
}
