#include <refract/sql/print_handing.hpp>

#include <refract/dialect/postgres.hpp>
#include <refract/query/shape.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

struct HandingShop {
    std::int64_t id{};
    std::string name;
};
struct HandingSale {
    std::int64_t id{};
    std::int64_t shop_id{};
};
template <> inline constexpr auto refract::model<HandingSale> =
    refract::table(refract::foreign_key<&HandingSale::shop_id>.references<&HandingShop::id>());
struct HandingSaleLine {
    using model = HandingSale;
    std::int64_t id{};
};
struct HandingNote {
    std::int64_t id{};
    std::string shop_name;
};
template <> inline constexpr auto refract::model<HandingNote> =
    refract::table(refract::foreign_key<&HandingNote::shop_name>.references<&HandingShop::name>());
struct HandingShopNotes {
    using model = HandingShop;
    std::string name;
    std::vector<HandingNote> notes;
};
struct HandingShopTree {
    using model = HandingShop;
    std::string name;
    std::vector<HandingSaleLine> sales;
};

namespace {

constexpr auto shops = from<HandingShop>().where(col<&HandingShop::name> != "x").select<HandingShopTree>();
using handing = decltype(shops)::with<hand_clause<HandingShopTree>, values<>>;
/// The name of the keys, which is made of the struct's name.
std::string shop_key() { return std::string(key_name_of<HandingShopTree, 0>.view()); }

using level = first_level_t<void, HandingShopTree, 1>;
template <tie_form Form, class... More> using by_keys =
    typename keyed_level<HandingShopTree, 1, values<>, Form, type_list<More...>, level>::type;

} // namespace

TEST_CASE("a query that leaves the keys of its rows for those behind it") {
    CHECK(shop_key().starts_with("refract.k"));
    CHECK(statement_text<dialect::postgres, handing>() ==
          R"(WITH "refract_rows"("c1", "c2") AS MATERIALIZED (SELECT "name", "id" FROM "handing_shop" )"
          R"(WHERE "name" <> $1) SELECT * FROM "refract_rows" WHERE (SELECT set_config(')" +
              shop_key() + R"(', coalesce(array_agg("c2")::text, '{}'), true) FROM "refract_rows") IS NOT NULL)");
}
TEST_CASE("keys that are texts are left without the blanks that char(n) adds") {
    constexpr auto noted = from<HandingShop>().select<HandingShopNotes>();
    using handing_texts = decltype(noted)::with<hand_clause<HandingShopNotes>, values<>>;
    CHECK(statement_text<dialect::postgres, handing_texts>().find("coalesce(array_agg(\"c1\"::text)::text, '{}')") !=
          std::string_view::npos);
}
TEST_CASE("a query of the rows that belong to the keys that were left") {
    CHECK(statement_text<dialect::postgres, by_keys<tie_form::handed>>() ==
          R"(SELECT "id", "shop_id" FROM "handing_sale" WHERE "shop_id" = ANY((SELECT current_setting(')" + shop_key() +
              R"(')::bigint[])::bigint[]))");
}
TEST_CASE("a query that is run for each of the keys that were left") {
    using each = by_keys<tie_form::each, each_key_clause<HandingShopTree, 1>>;
    CHECK(statement_text<dialect::postgres, each>() ==
          R"(SELECT "refract_rows".* FROM (SELECT DISTINCT * FROM unnest((SELECT current_setting(')" + shop_key() +
              R"(')::bigint[])::bigint[])) AS "refract_keys"("k1") CROSS JOIN LATERAL (SELECT "id", "shop_id" )"
              R"(FROM "handing_sale" WHERE "shop_id" = "refract_keys"."k1") AS "refract_rows")");
}
