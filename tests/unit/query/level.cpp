#include <refract/query/level.hpp>

#include <refract/refract.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace levels_of_queries {

struct PostLine {
    using model = Post;
    std::string title;
    std::int64_t doubled{};
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostLine> posts;
    std::optional<std::string> bio;
};
struct BookingLine {
    using model = Booking;
    Seat seat;
};

} // namespace levels_of_queries

using namespace levels_of_queries;

// The fields that are values come first, then the columns that only the loader reads.
constexpr const level_layout& layout = layout_of<Author>;
static_assert(layout.values == 2 && layout.hidden_count == 1 && layout.hidden[0] == 0 && layout.size() == 3);
static_assert(layout.find(2) == 0 && layout.find(3) == 1 && layout.find(0) == 2); // name, bio, id
static_assert(layout.find(1) == table_info::none);                                // email
static_assert(layout_of<BookingLine>.values == 0 && layout_of<BookingLine>.hidden_count == 2);
static_assert(layout_of<PostLine>.hidden_count == 0);

// As the struct that its rows fill it has no rows inside.
static_assert(value_fields_of<Author>.size() == 2 && value_fields_of<Author>[1].name == "bio" &&
              value_fields_of<Author>[1].nullable);

using selection = level_clause<Author, User, false>;
static_assert(selection::nodes.size() == 3 && selection::describe().items == 3);
static_assert(selection::nodes[2].kind == node_kind::column && selection::nodes[2].column == 0);

// A level below another one selects its tie behind its own columns.
using computed = decltype(col<&Post::views> * 2);
using below = related_clause<Author, 1, computed::node_type>;
static_assert(below::describe().items == 3); // headline, views * 2, author_id
static_assert(below::nodes[below::nodes.size() - 1].column == 4);

TEST_CASE("a level is printed with its keys, computed fields and hidden columns") {
    constexpr auto query = from<User>().select<Author>(
        nested<&Author::posts>(field<&PostLine::doubled> = col<&Post::views> * 2).where(col<&Post::published> == true));
    REQUIRE(sql<dialect::sqlite>(query) == R"(SELECT "name", "bio", "id" FROM "users")");
}
