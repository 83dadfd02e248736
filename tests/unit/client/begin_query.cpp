#include "support/databases.hpp"
#include "support/models.hpp"

#include <refract/client/begin_query.hpp>
#include <refract/client/database.hpp>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

// The rows of each form, and which may outlive their statement.
using users = decltype(from<User>());
static_assert(std::is_same_v<row_of_form<users, result_form::rows>, User>);
static_assert(std::is_same_v<row_of_form<users, result_form::count>, std::int64_t>);
static_assert(std::is_same_v<row_of_form<users, result_form::exists>, bool>);
static_assert(std::is_same_v<owned_row<users>, User>);
struct View {
    std::string_view name;
};
static_assert(std::is_same_v<streamed_row<decltype(from<User>().select<View>())>, View>);

// A query is handed to the driver as constant data.
constexpr auto& text =
    constant_statement<dialect::sqlite, decltype(from<Tag>().where(col<&Tag::id> == 1)), result_form::rows>;
static_assert(text.text() == R"(SELECT "id", "label" FROM "tag" WHERE "id" = ?1)");
static_assert(text.parameter_count == 1 && text.parameters[0].kind == type_kind::big_integer);
static_assert(text.column_count == 2 && text.columns[1].field == "label");

TEST_CASE("an identity is of what a statement says, and of nothing else", "[begin_query]") {
    using one = decltype(from<Tag>().where(col<&Tag::id> == 1));
    using other = decltype(from<Tag>().where(col<&Tag::id> != 1));
    constexpr auto identity = [](const ready_statement& of) { return of.identity; };
    STATIC_REQUIRE(text.identity != 0);
    STATIC_REQUIRE(text.identity == identity_of(text));
    STATIC_REQUIRE(identity(constant_statement<dialect::sqlite, one, result_form::rows>) !=
                   identity(constant_statement<dialect::sqlite, other, result_form::rows>));
    STATIC_REQUIRE(identity(constant_statement<dialect::sqlite, one, result_form::rows>) !=
                   identity(constant_statement<dialect::sqlite, one, result_form::count>));
    // The same text for fields of other types is another statement: drivers compare its columns once.
    static constexpr sql_type narrow{.kind = type_kind::integer}, wide{.kind = type_kind::big_integer};
    constexpr ready_statement takes_narrow{.sql = "x", .size = 1, .parameters = &narrow, .parameter_count = 1};
    constexpr ready_statement takes_wide{.sql = "x", .size = 1, .parameters = &wide, .parameter_count = 1};
    STATIC_REQUIRE(identity_of(takes_narrow) != identity_of(takes_wide));
}
