// Keys of texts that the run time puts together: equal where the text is, whatever the addresses are.

#include <support/blog.hpp>
#include <support/catch.hpp>

#include <refract/client/text_key.hpp>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

using namespace refract;
using namespace blog;

namespace {

std::string key_of(const predicate<User>& of) {
    detail::text_key key;
    detail::add_nodes(key, of.parts().nodes.data(), of.parts().nodes.size());
    return key.bytes;
}

// Two plug-ins that are loaded one after the other: their tables lie at one place, and differ.
char table_name[] = "city", column_name[] = "mayor";
const detail::table_info& table_of_plugin() {
    static detail::column_info column{.name = {column_name, 5}, .field = "x", .type = {.kind = type_kind::text}};
    static const detail::table_info table{.name = {table_name, 4}, .columns = &column, .column_count = 1};
    return table;
}
std::string key_in_plugin() {
    detail::node column{.kind = detail::node_kind::column};
    column.table = table_of_plugin;
    column.type = {.kind = type_kind::text};
    detail::text_key key;
    detail::add_nodes(key, &column, 1);
    return key.bytes;
}

template <class Query> constexpr auto identity(const Query&) { return detail::identity_of(Query::view, 0); }

} // namespace

TEST_CASE("keys tell conditions apart, and not their values", "[text_key]") {
    CHECK(key_of(col<&User::id> == 1) == key_of(col<&User::id> == 2));
    const std::vector<predicate<User>> all{predicate<User>(col<&User::id> == 1),
                                           predicate<User>(col<&User::id> != 1),
                                           predicate<User>(col<&User::id>.in(1, 2)),
                                           predicate<User>(col<&User::id>.not_in(1, 2)),
                                           predicate<User>(col<&User::id>.in(std::vector<int>{1, 2})),
                                           predicate<User>(col<&User::name> == "x"),
                                           predicate<User>(col<&User::email> == "x"),
                                           predicate<User>(col<&User::bio> == "x"),
                                           predicate<User>(col<&User::role> == Role::admin)};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < all.size(); ++j) CHECK((key_of(all[i]) == key_of(all[j])) == (i == j));
}

TEST_CASE("a table that lies where another one lay has another key", "[text_key]") {
    const std::string city = key_in_plugin();
    CHECK(key_in_plugin() == city);
    std::memcpy(table_name, "town", 4);
    const std::string town = key_in_plugin();
    CHECK(town != city);
    std::memcpy(column_name, "major", 5);
    CHECK(key_in_plugin() != town);
    std::memcpy(table_name, "city", 4);
    std::memcpy(column_name, "mayor", 5);
    CHECK(key_in_plugin() == city);
}

TEST_CASE("queries inside are part of a key", "[text_key]") {
    const auto with = [](auto query) { return key_of(predicate<User>(col<&User::id>.in(query))); };
    const auto first = with(from<Post>().select(col<&Post::author_id>));
    CHECK(first == with(from<Post>().select(col<&Post::author_id>)));
    CHECK(first != with(from<Post>().select(col<&Post::id>)));
    CHECK(first != with(from<Post>().select(col<&Post::author_id>).where(col<&Post::views> > 3)));
}

TEST_CASE("the compiler's identity of a query is of all that it says", "[text_key]") {
    constexpr auto all = from<User>().where_if(true, col<&User::id> == 1);
    STATIC_REQUIRE(identity(all) == identity(from<User>().where_if(false, col<&User::id> == 2)));
    STATIC_REQUIRE(identity(all) != identity(from<User>().where_if(true, col<&User::id> > 1)));
    STATIC_REQUIRE(identity(all) != identity(from<User>().where_if(true, col<&User::id> == 1).limit(1)));
    STATIC_REQUIRE(identity(all) != identity(from<User>()));
    STATIC_REQUIRE(identity(from<User>()) != identity(from<Post>()));
}
