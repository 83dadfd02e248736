// The records of queries lie in a list per shared object; what is made of them is in tests/unit/verify.

#include <refract/client/query_record.hpp>
#include <refract/verify.hpp>
#include <support/databases.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace query_record_test {

using moment = std::chrono::sys_time<std::chrono::microseconds>;
struct Parcel {
    std::int64_t id{};
    std::string label{};
    moment made_at{};
    moment seen_at{};
    std::int64_t version{};
};

} // namespace query_record_test

using query_record_test::Parcel;

template <> inline constexpr auto refract::model<Parcel> =
    table(column<&Parcel::made_at>.default_to(now()), column<&Parcel::seen_at>.default_to(now()),
          column<&Parcel::version>.version());

namespace {

/// Whether a coverage misses what objects do to parcels, by the first word of its SQL.
template <class Database> bool misses(const coverage& covered, std::string_view action) {
    const std::vector<query_info> unseen = covered.never_run();
    return std::any_of(unseen.begin(), unseen.end(), [&](const query_info& each) {
        return each.database == Database::dialect::info.name && each.of_objects && each.sql.starts_with(action) &&
               each.tables.front() == "parcel";
    });
}

} // namespace

TEST_CASE("the first execution leaves its line, and nothing is counted unless somebody asks", "[query_record]") {
    static detail::query_record record{.text = nullptr}; // keeps a name until the end, as all of them do
    const auto here = std::source_location::current();
    detail::note_execution(&record, {}); // a call that does not know its line
    CHECK(record.file == nullptr);
    detail::note_execution(&record, here);
    CHECK(record.line == here.line());
    detail::note_execution(&record, std::source_location::current());
    CHECK(record.line == here.line());
    detail::count_rows(&record, 3);
    CHECK(record.executions == 0);
    CHECK(record.rows == 0);
    detail::note_execution(nullptr, here); // a program without records
}

TEMPLATE_TEST_CASE("an insert whose text the run time makes counts as one", "[query_record]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    auto& db = here.db();
    using database = std::decay_t<decltype(db)>;
    db.template create_tables<schema<Parcel>>();
    {
        const coverage covered;
        CHECK(misses<database>(covered, "INSERT"));
        db.insert(Parcel{.label = "one default of two", .made_at = query_record_test::moment(std::chrono::seconds(9))});
        CHECK_FALSE(misses<database>(covered, "INSERT"));
    }
    const coverage covered;
    db.insert_many(std::vector<Parcel>{{.label = "a"}, {.label = "b"}});
    CHECK_FALSE(misses<database>(covered, "INSERT"));
}

TEMPLATE_TEST_CASE("what refract asks for itself is not counted", "[query_record]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    auto& db = here.db();
    db.template create_tables<schema<Parcel>>();
    const coverage covered;
    Parcel stale = db.insert(Parcel{.label = "a"});
    stale.version += 5;
    CHECK_THROWS_AS(db.update(stale), stale_object); // it has looked whether the row is there
    const std::vector<query_info> all = covered.queries();
    CHECK(std::none_of(all.begin(), all.end(), [](const query_info& each) {
        return each.of_objects && each.sql.starts_with("SELECT") && each.tables.front() == "parcel";
    }));
}
