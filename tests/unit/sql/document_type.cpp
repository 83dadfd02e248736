// PostgreSQL's two types of documents beside each other.

#include <refract/refract.hpp>
#include <refract/sql/document_type.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace document_type_test {
struct Paper {
    std::int64_t id{};
    refract::json kept; // with its text
    std::optional<refract::json> draft{};
    std::optional<refract::json> data{};
};
} // namespace document_type_test
using namespace document_type_test;
using namespace refract;

template <> inline constexpr auto refract::model<Paper> =
    refract::table(refract::column<&Paper::kept>.type("json"), refract::column<&Paper::draft>.type("json"));

TEMPLATE_TEST_CASE("documents of json and jsonb stand side by side", "[document_type]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Paper>>();
    db.insert(Paper{0, json(R"({"b":1,  "a":2})"), {}, json(R"({"c":3})")});
    const auto kept = col<&Paper::kept>;
    const auto draft = col<&Paper::draft>;
    const auto data = col<&Paper::data>;
    const auto is = [&](const auto& document, char key) { // the key of its only member
        const std::optional<json> found = db.one(from<Paper>().select(document));
        return found && found->text.find(key) == 2;
    };

    CHECK(is(coalesce(draft, data), 'c'));
    CHECK(is(coalesce(draft, json(R"({"d":4})")), 'd'));
    CHECK(is(case_when(draft.is_null(), data).otherwise(kept), 'c'));
    CHECK(is(case_when(draft.is_not_null(), kept).otherwise(coalesce(draft, data)), 'c'));
    CHECK(db.one(from<Paper>().select(case_when(draft.is_null(), kept).otherwise(data)))->text.size() > 0);

    // Among themselves they keep their text.
    CHECK(db.one(from<Paper>().select(coalesce(draft, kept))).text == R"({"b":1,  "a":2})");
    CHECK(db.all(from<Paper>().union_all(from<Paper>())).at(1).kept.text == R"({"b":1,  "a":2})");
    CHECK(db.all(from<Paper>().select(cast<json>(draft)).union_all(from<Paper>().select(data))).size() == 2);
    db.exec(update<Paper>()
                .set(draft = coalesce(draft, data), kept = case_when(data.is_null(), kept).otherwise(kept))
                .all_rows());
    CHECK(db.template get<Paper>(1).kept.text == R"({"b":1,  "a":2})");
    CHECK(is(draft, 'c'));
}
TEST_CASE("only PostgreSQL is told so", "[document_type]") {
    constexpr auto query = from<Paper>().select(coalesce(col<&Paper::draft>, col<&Paper::data>));
    CHECK(sql<dialect::postgres>(query) == R"(SELECT coalesce(CAST("draft" AS jsonb), "data") FROM "paper")");
    CHECK(sql<dialect::sqlite>(query) == R"(SELECT coalesce("draft", "data") FROM "paper")");
    constexpr auto mixed = from<Paper>().select(col<&Paper::draft>).union_all(from<Paper>().select(col<&Paper::data>));
    CHECK(detail::violation_of<std::remove_const_t<decltype(mixed)>>.broken == detail::rule::documents_are_of_one_type);
}
