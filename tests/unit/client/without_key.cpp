// Tables without a key: everything works but what finds a row by its key, which does not compile (E003).

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace without_key_test {

struct Reading {
    std::string sensor{};
    double value{};
    std::optional<std::int64_t> code{};
    bool operator==(const Reading&) const = default;
};
struct Word {
    std::string text{};
    std::int64_t uses{};
};

} // namespace without_key_test

template <> inline constexpr auto refract::model<without_key_test::Word> =
    refract::table(refract::unique<&without_key_test::Word::text>);

using namespace refract;
using namespace refract_test;
using without_key_test::Reading;
using without_key_test::Word;

TEMPLATE_TEST_CASE("tables without a key are read and written", "[without_key]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Reading, Word>>();
    const Reading first = db.insert(Reading{.sensor = "a", .value = 1.5});
    CHECK(first == Reading{.sensor = "a", .value = 1.5});
    CHECK(db.insert_many(std::vector<Reading>{first, {.sensor = "b", .value = 2, .code = 7}}) == 2);
    CHECK(db.all(from<Reading>().where(col<&Reading::sensor> == "a")) == std::vector<Reading>{first, first});
    CHECK(db.exec(update<Reading>().set(col<&Reading::code> = 1).where(col<&Reading::code>.is_null())) == 2);
    CHECK(db.all(delete_from<Reading>().where(col<&Reading::code> == 7).returning()) ==
          std::vector<Reading>{{.sensor = "b", .value = 2, .code = 7}});
    CHECK(db.exec(insert_into<Reading>().from(from<Reading>())) == 2);
    CHECK(fresh.rows("SELECT sensor, value, code FROM reading") == text_rows(4, "a|1.5|1"));
    // What is unique stands for a key in an upsert of a query.
    const auto use = insert_into<Word>()
                         .set(col<&Word::text> = "x", col<&Word::uses> = 1)
                         .template on_conflict<&Word::text>()
                         .do_update(col<&Word::uses> = col<&Word::uses> + 1);
    db.exec(use);
    db.exec(use);
    CHECK(db.one(from<Word>()).uses == 2);
    CHECK(db.one(from<Reading>()
                     .template join<Word>(col<&Word::uses> == 2)
                     .where(col<&Word::text> == "x")
                     .limit(1)
                     .select(col<&Reading::sensor>)) == "a");
}
