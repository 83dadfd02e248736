#include <refract/sql/print_key.hpp>

#include <refract/dialect/postgres.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

using namespace refract;
using namespace refract::detail;

namespace {

template <class Print> std::string printed(Print print) {
    char text[256]{};
    writer out{.text = {.out = text}, .dialect = dialect::postgres::info};
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
