#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/history.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;
using names = std::vector<std::string>;

TEST_CASE("a folder beside a history is what is pending, edited, missing, failed and late", "[history]") {
    const std::vector<migrate::migration> folder{{"20260101000000_a", "A", ""},
                                                 {"20260102000000_b", "B", ""},
                                                 {"20260103000000_c", "C", ""},
                                                 {"20260105000000_e", "E", ""}};
    std::vector<migrate::history_entry> history;
    const auto add = [&](const std::string& name, const std::string& text, bool is_finished) {
        migrate::history_entry made{.name = name, .checksum = detail::sha256::digits(text)};
        if (is_finished) made.finished_at = made.started_at;
        history.push_back(made);
    };
    CHECK(migrate::compare_history(folder, history).pending.size() == 4);
    CHECK(migrate::compare_history({}, history).is_clean());
    add("20260101000000_a", "A", true);
    add("20260102000000_b", "other", true);
    add("20260104000000_d", "D", false);
    CHECK(migrate::compare_history(folder, history).failed.empty()); // nothing of it is left
    history.back().steps = 1;
    const migrate::status found = migrate::compare_history(folder, history);
    CHECK(found.applied == names{"20260101000000_a", "20260102000000_b"});
    CHECK(found.pending == names{"20260103000000_c", "20260105000000_e"});
    CHECK(found.out_of_order == names{"20260103000000_c"});
    CHECK(found.edited == names{"20260102000000_b"});
    CHECK(found.missing == names{"20260104000000_d"});
    CHECK(found.failed == names{"20260104000000_d"});
    CHECK_FALSE(found.is_clean());
}
