#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/report.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;
using kind = migrate::history_problem_kind;

namespace {

const std::vector<migrate::migration> folder{
    {"20260101000000_a", "A", ""}, {"20260102000000_b", "B", ""}, {"20260105000000_e", "E", ""}};
migrate::history_entry entry(const std::string& name, const std::string& text, bool is_finished = true) {
    migrate::history_entry made{.name = name, .checksum = detail::sha256::digits(text)};
    if (is_finished) made.finished_at = made.started_at;
    return made;
}
std::vector<std::string> said(const std::vector<migrate::history_entry>& history,
                              const std::vector<migrate::chain_link>& chain = {}) {
    std::vector<std::string> all;
    for (const migrate::history_problem& each : migrate::report_history(folder, history, chain).problems) {
        CHECK_FALSE(each.remedy.empty());
        all.push_back(std::to_string(static_cast<int>(each.kind)) + " " + each.sentence);
    }
    return all;
}
std::string of(kind what) { return std::to_string(static_cast<int>(what)) + " "; }
using texts = std::vector<std::string>;

} // namespace

TEST_CASE("a history that fits its folder has no problems", "[report]") {
    const auto report = migrate::report_history(folder, {entry("20260101000000_a", "A")}, migrate::make_chain(folder));
    CHECK(report.problems.empty());
    CHECK(report.pending == texts{"20260102000000_b", "20260105000000_e"});
    CHECK(report.last_common == "20260101000000_a");
    CHECK_FALSE(report.is_clean());
    CHECK(migrate::report_history({}, {}).is_clean());
}

TEST_CASE("each problem is a sentence of its own", "[report]") {
    const auto a = entry("20260101000000_a", "A"), b = entry("20260102000000_b", "B");
    CHECK(said({a, entry("20260102000000_b", "x")}) ==
          texts{of(kind::edited) + "20260102000000_b was edited after it was run on the database"});
    CHECK(said({b}) == texts{of(kind::late) +
                             "20260101000000_a is pending, and later ones are applied: two branches came together"});
    CHECK(said({a, b, entry("20260103000000_c", "C")}) ==
          texts{of(kind::diverged) +
                    "the database and the folder went apart after 20260102000000_b: another branch was "
                    "deployed",
                of(kind::missing) + "20260103000000_c was run on the database, and is not in the folder"});
    CHECK(said({a, b, entry("20260105000000_e", "E"), entry("20260109000000_z", "Z")}) ==
          texts{of(kind::missing) + "20260109000000_z was run on the database, and is not in the folder"});
    CHECK(said({a}, migrate::make_chain({folder[0], folder[1]})) ==
          texts{of(kind::chain_broken) +
                "the chain of the folder is broken: the migration 20260105000000_e is not in it"});
}

TEST_CASE("what failed is told with how far it came", "[report]") {
    const auto a = entry("20260101000000_a", "A");
    auto b = entry("20260102000000_b", "B", false);
    b.log = "line 3: no such table";
    CHECK(said({a, b}) ==
          texts{of(kind::failed) + b.name + " has failed, and nothing of it is left: line 3: no such table"});
    b.steps = 2;
    CHECK(said({a, b}) == texts{of(kind::failed) + b.name +
                                " has failed half-way; its first 2 statements are done: line 3: no such table"});
    b.log.clear();
    b.is_outside = true;
    CHECK(said({a, b}) == texts{of(kind::failed) + b.name +
                                " was ended in its statement 3, which runs outside of a "
                                "transaction, or is running now"});
    auto gone = entry("20260103000000_c", "C", false);
    CHECK(said({a, gone}).empty()); // nothing of it is anywhere
    gone.steps = 1;
    CHECK(
        said({a, gone}) ==
        texts{of(kind::failed) + gone.name + " has failed half-way, and is no longer in the folder",
              of(kind::late) + "20260102000000_b is pending, and later ones are applied: two branches came together"});
}
