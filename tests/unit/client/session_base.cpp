#include "support/databases.hpp"
#include "support/models.hpp"

#include <refract/client/session_base.hpp>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

// The rows of each form, and which may outlive their statement.
using users = decltype(from<User>());
static_assert(std::is_same_v<form_row<users, result_form::rows>, User>);
static_assert(std::is_same_v<form_row<users, result_form::count>, std::int64_t>);
static_assert(std::is_same_v<form_row<users, result_form::exists>, bool>);
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

TEST_CASE("one row is one row") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    const auto all = from<Tag>();
    CHECK_THROWS_AS(db.one(all), not_found);
    db.insert(Tag{0, "a"});
    CHECK(db.one(all).label == "a");
    db.insert(Tag{0, "b"});
    CHECK_THROWS_AS(db.one(all), too_many_rows);
    CHECK(db.all(all).size() == 2); // the failures left the statement ready to run again
}
