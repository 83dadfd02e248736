#include <refract/schema/model.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

struct ById {
    std::optional<std::string> note;
    std::int32_t id{};
};
struct ByText {
    std::string id;
};
struct ByUnsigned {
    std::uint32_t id{};
};
struct ByGrade {
    shop::stock::Grade id{};
};
struct BySeconds {
    as_integer<std::chrono::seconds> id{};
};
struct NoKey {
    std::string text;
};
struct Given {
    std::int64_t number{};
    std::string id;
};
struct Generated {
    std::int64_t number{};
};

} // namespace

template <> inline constexpr auto refract::model<Given> = table(primary_key<&Given::number>.given());
template <> inline constexpr auto refract::model<Generated> = table(primary_key<&Generated::number>);

static_assert(is_model_by_convention<Tag> && !is_model_by_convention<Post>);
static_assert(&table_of<User> != static_cast<table_ref>(&table_of<Post>));
static_assert(column_of<&Post::title>().name == "headline" && column_of<&Post::title>().field == "title");

TEST_CASE("a struct alone is a model by convention") {
    constexpr const table_info& tag = table_of<Tag>();
    static_assert(tag.name == "tag" && tag.column_count == 2);
    REQUIRE(tag.columns[0].name == "id");
    REQUIRE(tag.columns[0].field == "id");
    REQUIRE(tag.columns[0].type.kind == type_kind::big_integer);
    REQUIRE(tag.columns[0].key);
    REQUIRE(tag.key.count == 1);
    REQUIRE(tag.key.columns[0] == 0);
    REQUIRE(tag.key_is_generated);
    REQUIRE_FALSE(tag.columns[1].key);
    REQUIRE_FALSE(tag.columns[1].nullable);
    REQUIRE(tag.find_field("label") == 1);
    REQUIRE(tag.find_field("nothing") == table_info::none);
    REQUIRE(tag.all().size() == 2);
}

TEST_CASE("id is the key wherever it stands, and made by the database if it is a whole number") {
    REQUIRE(table_of<ById>().key.columns[0] == 1);
    REQUIRE(table_of<ById>().key_is_generated);
    REQUIRE(table_of<ById>().columns[0].nullable);
    REQUIRE(table_of<ByText>().key.count == 1);
    REQUIRE_FALSE(table_of<ByText>().key_is_generated);
    REQUIRE(table_of<ByUnsigned>().key_is_generated);
    REQUIRE_FALSE(table_of<ByGrade>().key_is_generated); // its 0 has a name
    REQUIRE_FALSE(table_of<BySeconds>().key_is_generated);
    REQUIRE_FALSE(table_of<Booking>().key_is_generated); // a uuid
    REQUIRE(table_of<NoKey>().key.count == 0);
    REQUIRE_FALSE(table_of<NoKey>().key_is_generated);
}

TEST_CASE("a key that is named replaces id") {
    REQUIRE(table_of<Given>().key.count == 1);
    REQUIRE(table_of<Given>().key.columns[0] == 0);
    REQUIRE_FALSE(table_of<Given>().key_is_generated);
    REQUIRE_FALSE(table_of<Given>().columns[1].key);
    REQUIRE(table_of<Generated>().key_is_generated);

    const table_info& link = table_of<PostTag>();
    REQUIRE(link.key.count == 2);
    REQUIRE((link.key.columns[0] == 0 && link.key.columns[1] == 1));
    REQUIRE((link.columns[0].key && link.columns[1].key));
    REQUIRE_FALSE(link.key_is_generated);
}

TEST_CASE("options change the table and its columns") {
    const table_info& user = table_of<User>();
    REQUIRE(user.name == "users");
    REQUIRE(user.columns[3].nullable);
    REQUIRE(user.columns[3].type.kind == type_kind::text);
    REQUIRE(user.columns[4].type.kind == type_kind::enumeration);
    REQUIRE(user.columns[4].default_from == default_kind::value);
    REQUIRE(user.columns[5].default_from == default_kind::expression);
    REQUIRE(user.columns[1].default_from == default_kind::none);

    const table_info& article = table_of<shop::stock::Article>();
    REQUIRE(article.name == "article");
    REQUIRE(article.columns[article.find_field("name_lower")].generated);
    REQUIRE(article.columns[article.find_field("edited")].version);
    REQUIRE(article.columns[article.find_field("edited_at")].updated_at);
    REQUIRE(article.columns[article.find_field("price")].default_from == default_kind::value);
    REQUIRE_FALSE(article.columns[article.find_field("name")].generated);
}

TEST_CASE("every kind of field has its type") {
    const std::vector<type_kind> expected{
        type_kind::big_integer, type_kind::boolean,     type_kind::small_integer, type_kind::small_integer,
        type_kind::integer,     type_kind::big_integer, type_kind::small_integer, type_kind::integer,
        type_kind::big_integer, type_kind::big_integer, type_kind::real,          type_kind::double_precision,
        type_kind::text,        type_kind::bytes,       type_kind::timestamp,     type_kind::timestamp,
        type_kind::date,        type_kind::time,        type_kind::interval,      type_kind::uuid,
        type_kind::decimal,     type_kind::json,        type_kind::enumeration,   type_kind::double_precision,
        type_kind::bytes,       type_kind::big_integer};
    const table_info& all = table_of<Everything>();
    REQUIRE(all.column_count == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(all.columns[i].field);
        CHECK(all.columns[i].type.kind == expected[i]);
        CHECK(all.columns[i].nullable == (all.columns[i].field.substr(0, 5) == "maybe"));
    }
}

TEST_CASE("a hundred columns, in order and under their own names") {
    const table_info& wide = table_of<Wide>();
    REQUIRE(wide.column_count == 100);
    REQUIRE(wide.columns[99].name == "last");
    REQUIRE(wide.columns[42].name == "e2");
    REQUIRE(wide.columns[42].type.kind == type_kind::boolean);
    REQUIRE(wide.columns[60].nullable);
    REQUIRE(wide.find_field("last") == 99);
}

TEST_CASE("names with quotes stay as they are given") {
    REQUIRE(table_of<Odd>().name == "odd \"table\"");
    REQUIRE(table_of<Odd>().columns[1].name == "it's \"quoted\"");
    REQUIRE(table_of<Odd>().columns[3].name == "level_2");
}
