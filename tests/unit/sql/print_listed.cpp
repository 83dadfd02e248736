// Inserts of many rows: what is sent as lists, what the statement makes, and what it takes from those before it.

#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/query/inserted_link.hpp>
#include <refract/query/query.hpp>
#include <refract/schema/policy.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace print_listed_test {
struct Box {
    std::int64_t id{};
    std::string label;
};
struct Sticker {
    std::string code;
    std::int32_t place{};
};
struct BoxSticker {
    std::int64_t box_id{};
    std::string sticker_code;
};
struct Owned {
    std::int64_t id{};
    std::int64_t owner_id{};
    std::optional<std::int64_t> above_id{};
};
} // namespace print_listed_test
using namespace print_listed_test;
template <> inline constexpr auto refract::model<Box> =
    refract::table(refract::named(R"(it's a "b\ox")"), refract::through<BoxSticker>);
template <> inline constexpr auto refract::model<Sticker> = refract::table(refract::primary_key<&Sticker::code>);
template <> inline constexpr auto refract::model<BoxSticker> =
    refract::table(refract::primary_key<&BoxSticker::box_id, &BoxSticker::sticker_code>,
                   refract::foreign_key<&BoxSticker::box_id>.references<&Box::id>(),
                   refract::foreign_key<&BoxSticker::sticker_code>.references<&Sticker::code>());
template <> inline constexpr auto refract::model<Owned> =
    refract::table(refract::tenant<&Owned::owner_id>, refract::foreign_key<&Owned::above_id>.references<&Owned::id>());
namespace print_listed_test {
struct OwnedTree {
    using model = Owned;
    std::int64_t id{};
    std::vector<OwnedTree> below;
};
struct BoxTree {
    using model = Box;
    std::string label;
    std::vector<Sticker> stickers;
};
template <class Query> std::string printed() { return std::string(sql<dialect::postgres>(Query{})); }
} // namespace print_listed_test

TEST_CASE("a sequence is looked for by the quoted name of its table") {
    const std::string text = printed<inserted_level<BoxTree, void, 0, inserted_form{.as_lists = true}>>();
    CHECK(text.find(R"(pg_get_serial_sequence(E'"it''s a ""b\\ox"""', 'id'))") != text.npos);
    CHECK(text.find(R"(INSERT INTO "it's a ""b\ox""" ("id", "label") OVERRIDING SYSTEM VALUE SELECT * FROM )"
                    R"(unnest((SELECT k FROM "refract_keys"), $3) RETURNING)") != text.npos);
}
TEST_CASE("keys that the program gives are compared with what came back") {
    CHECK(printed<inserted_level<Sticker, BoxTree, 1, inserted_form{.as_lists = true, .reads_back = false}>>() ==
          R"(WITH "refract_rows" AS (INSERT INTO "sticker" ("code", "place") SELECT * FROM unnest($1, $2) RETURNING )"
          R"("code") SELECT * FROM "refract_rows" WHERE (SELECT CASE WHEN ARRAY(SELECT CAST("code" AS text) FROM )"
          R"("refract_rows") = $1 THEN false ELSE CAST('refract: ' || (SELECT count(*) FROM "refract_rows") AS )"
          R"(boolean) END))");
}
TEST_CASE("a link takes the key that was made, and the one that was given") {
    using link = inserted_link<BoxTree, 1, true>;
    CHECK(printed<link>() == R"(INSERT INTO "box_sticker" ("box_id", "sticker_code") SELECT (SELECT )"
                             R"(CAST(current_setting($3) AS bigint[]) || $2)["c1"], "c2" FROM unnest($1, $4) )"
                             R"(AS c("c1", "c2"))");
    static_assert(link::is_taken(0) && !link::is_taken(1) && link::value_count == 4);
    CHECK(printed<inserted_link<BoxTree, 1>>() ==
          R"(INSERT INTO "box_sticker" ("box_id", "sticker_code") VALUES ($1, $2))");
}
TEST_CASE("a tenant is one placeholder before the lists, and the same in each row") {
    const std::string text = printed<inserted_level<OwnedTree, void, 0, inserted_form{.as_lists = true}>>();
    CHECK(text.find(R"(INSERT INTO "owned" ("id", "owner_id") OVERRIDING SYSTEM VALUE SELECT "c1", $1 FROM )"
                    R"(unnest((SELECT k FROM "refract_keys")) AS c("c1") RETURNING "id")") != text.npos);
    CHECK(text.find("FROM unnest($3) AS k") != text.npos); // those that are given
    CHECK(text.find("set_config($2, k::text, true)") != text.npos);
    CHECK(text.find("$4") == text.npos);
}
