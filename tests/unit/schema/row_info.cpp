#include <refract/schema/row_info.hpp>

#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

struct PostCard {
    std::string title;
    std::optional<std::int64_t> views;
    Role role{};
};
template <class Value> struct Labelled {
    std::string label;
    Value value{};
};

static_assert(reflectable<PostCard>);
static_assert(&row_info_of<PostCard>() == &row_info_of<PostCard>());

TEST_CASE("a row is its fields by name, with the types of what fills them") {
    constexpr const row_info& row = row_info_of<PostCard>();
    REQUIRE(row.name() == "PostCard");
    REQUIRE(row.fields.size() == 3);
    CHECK(row.fields[0].name == "title");
    CHECK(row.fields[0].type.kind == type_kind::text);
    CHECK_FALSE(row.fields[0].nullable);
    CHECK(row.fields[1].name == "views");
    CHECK(row.fields[1].type.kind == type_kind::big_integer);
    CHECK(row.fields[1].nullable);
    CHECK(row.fields[2].type.enumeration == type_of<Role>.enumeration);
    for (const field_info& each : row.fields) CHECK(each.kind == field_kind::column);
}

TEST_CASE("a row has the fields of its struct and no others") {
    CHECK(row_info_of<PostCard>().has("views"));
    CHECK_FALSE(row_info_of<PostCard>().has("View"));
    CHECK_FALSE(row_info_of<PostCard>().has("id"));
    CHECK_FALSE(no_row.has(""));
}

TEST_CASE("a row made of a template is a row like any other") {
    constexpr const row_info& row = row_info_of<Labelled<double>>();
    CHECK(row.name().starts_with("Labelled<"));
    CHECK(row.fields[1].type.kind == type_kind::double_precision);
}

TEST_CASE("a model that rows fill is its fields, whatever its columns are called") {
    CHECK(row_info_of<Post>().has("title"));
    CHECK_FALSE(row_info_of<Post>().has("headline"));
}

TEST_CASE("what a query fills is described as a row, and what it reads as tables") {
    constexpr auto cards = from<Post>().select<Labelled<std::int64_t>>(col<&Post::title>, col<&Post::views>);
    constexpr statement_view view = decltype(cards)::view;
    const clause* const columns = view.find(clause_kind::select);
    CHECK(columns->row == &row_info_of<Labelled<std::int64_t>>());
    CHECK(columns->table == nullptr);
    CHECK(view.find(clause_kind::from)->row == nullptr);

    constexpr auto written =
        delete_from<Post>().all_rows().returning<Labelled<std::int64_t>>(col<&Post::title>, col<&Post::views>);
    CHECK(decltype(written)::view.find(clause_kind::returning)->row == columns->row);
    constexpr auto whole = delete_from<Post>().all_rows().returning();
    CHECK(decltype(whole)::view.find(clause_kind::returning)->row == nullptr);
}

TEST_CASE("a table of the query is no row, wherever it is named") {
    constexpr auto before = from<User>().select<Post>().join<Post>(col<&Post::author_id> == col<&User::id>);
    const clause* const whole = decltype(before)::view.find(clause_kind::select);
    CHECK(whole->row == nullptr);
    CHECK(whole->table == table_ref(&table_of<Post>));

    constexpr auto other = from<Post>().select<Tag>(col<&Post::id>, col<&Post::title>);
    const clause* const filled = decltype(other)::view.find(clause_kind::select);
    CHECK(filled->table == nullptr);
    CHECK(filled->row == &row_info_of<Tag>());
}
