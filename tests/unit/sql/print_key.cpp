#include <refract/sql/print_key.hpp>

#include <refract/codec/number.hpp>
#include <refract/expr/column.hpp>

#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

using namespace refract;
using namespace refract::detail;

namespace printed_keys {
struct PrintedShelf {
    std::int64_t id{};
    std::optional<std::int64_t> inside_id{};
};
} // namespace printed_keys

namespace {

using printed_keys::PrintedShelf;

template <class Print> std::string printed(Print print, const dialect_info& dialect = dialect::postgres::info) {
    char text[1024]{};
    writer out{.text = {.out = text}, .dialect = dialect};
    print(out);
    return {text, out.text.size};
}

} // namespace

TEST_CASE("a pattern is filled with what its tokens stand for") {
    const auto fill = [](std::string_view pattern) {
        return printed([&](writer& out) {
            print_filled(out, pattern, [&](std::string_view token) { out.put(token == "a" ? "1" : "?"); });
        });
    };
    CHECK(fill("x {a}, {b}{a}") == "x 1, ?1");
    CHECK(fill("no token") == "no token");
    CHECK(fill("") == "");
}
TEST_CASE("keys that a statement before has left, all and one") {
    const node keys{.kind = node_kind::handed_keys, .alias = "refract.k1", .type = {.kind = type_kind::uuid}};
    CHECK(printed([&](writer& out) { print_handed_keys(out, keys); }) ==
          "(SELECT current_setting('refract.k1')::uuid[])::uuid[]");
    const node one{.kind = node_kind::key_of_each, .column = 1};
    CHECK(printed([&](writer& out) { print_key_of_each(out, one); }) == R"("refract_keys"."k2")");
    const node given[]{
        {.kind = node_kind::value, .alias = "refract.k1", .type = {.kind = type_kind::big_integer, .list = true}},
        {.kind = node_kind::value, .alias = "refract.k2", .type = {.kind = type_kind::text, .list = true}}};
    CHECK(printed([&](writer& out) { print_given_keys(out, given); }) ==
          "SELECT set_config('refract.k1', $1::text, true), set_config('refract.k2', $2::text, true)");
}
TEST_CASE("keys of a list, and those below them") {
    const auto own = col<&PrintedShelf::inside_id>;
    const auto above = col<&PrintedShelf::id>;
    const node condition[]{{.kind = node_kind::in_list, .op = operation::in_list, .arity = 3},
                           nodes_of<decltype(own)::node_type>[0],
                           {.kind = node_kind::value, .type = {.kind = type_kind::big_integer, .list = true}},
                           nodes_of<decltype(above)::node_type>[0]};
    const auto print = [&](writer& out) { print_in_keys_below(out, condition); };
    // The engines prepare both in graph/subtree.cpp.
    CHECK(
        printed(print) ==
        R"("printed_shelf"."inside_id" = ANY(ARRAY(WITH RECURSIVE "refract_keys"("k1") AS (SELECT * FROM (SELECT * FROM )"
        R"(unnest($1)) AS "refract_rows" UNION SELECT "refract_rows".* FROM "refract_keys" CROSS JOIN LATERAL (SELECT )"
        R"("printed_shelf"."id" FROM "printed_shelf" WHERE "printed_shelf"."inside_id" = "refract_keys"."k1" OFFSET 0) )"
        R"(AS "refract_rows") SELECT * FROM "refract_keys")))");
    CHECK(
        printed(print, dialect::sqlite::info) ==
        R"("printed_shelf"."inside_id" IN (WITH RECURSIVE "refract_keys"("k1") AS (SELECT * FROM (WITH "k1"("n", "v1") )"
        R"(AS MATERIALIZED (SELECT key, value FROM json_each(?1)) SELECT "v1" FROM "k1") AS "refract_rows" UNION SELECT )"
        R"("printed_shelf"."id" FROM "refract_keys" CROSS JOIN "printed_shelf" WHERE "printed_shelf"."inside_id" = )"
        R"("refract_keys"."k1") SELECT * FROM "refract_keys"))");
}
