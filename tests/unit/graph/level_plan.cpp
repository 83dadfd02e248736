#include <refract/graph/level_plan.hpp>

#include <refract/sqlite.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <memory>

using namespace refract;
using namespace refract::detail;

namespace planned_levels {

struct PostLine {
    using model = Post;
    std::string title;
    User author;
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostLine> posts;
};
struct BookingLine {
    using model = Booking;
    std::unique_ptr<Seat> seat;
};

} // namespace planned_levels

using namespace planned_levels;

// What is said of levels leads down to them.
struct set_of_two {};
using options = level_options<set_of_two, level_entry<0, 1>, level_entry<1, 1, 4>>;
static_assert(options_below<1, options>::has_own && options_below<1, options>::find_own() == 0);
static_assert(std::is_same_v<options_below<1, options>::type, level_options<set_of_two, level_entry<1, 4>>>);
static_assert(!options_below<2, options>::has_own);
static_assert(std::is_same_v<options_below<2, options>::type, level_options<void>>);

static_assert(std::is_same_v<wire_of_kind<type_kind::big_integer>, std::int64_t>);
static_assert(std::is_same_v<wire_of_kind<type_kind::text>, std::string_view>);
static_assert(std::is_same_v<related_fields_of<Author>, std::index_sequence<1>>);
static_assert(std::is_same_v<related_fields_of<User>, std::index_sequence<>>);

TEST_CASE("rows are found in their fields") {
    Author author;
    author.posts.resize(2);
    using posts = field_rows<Author, 1, Author>;
    static_assert(posts::is_moving);
    CHECK(posts::at(&author, 1) == &author.posts[1]);
    static_assert(!field_rows<BookingLine, 0, BookingLine>::is_moving); // which are where they were read
}

TEST_CASE("the levels of a shape are plans inside plans") {
    using way = loading<sqlite_driver, usual_place, false>;
    const auto& levels = levels_of<way, Author, level_options<void>>();
    REQUIRE(levels.size() == 1);
    CHECK(levels[0].rows == cardinality::many);
    CHECK_FALSE(levels[0].has_strangers);
    CHECK_FALSE(levels[0].asks_for_each);
    CHECK(levels[0].above[0] == 1); // name, id
    CHECK(levels[0].own[0] == 1);   // headline, author_id, which the author below is found by as well
    REQUIRE(levels[0].below().size() == 1);
    CHECK(levels[0].below()[0].rows == cardinality::one);
    CHECK(levels[0].below()[0].below().size() == 0);
    const auto& bookings = levels_of<way, BookingLine, level_options<void>>();
    REQUIRE(bookings.size() == 1);
    CHECK_FALSE(bookings[0].has_strangers); // two columns are asked for as one row
    CHECK(bookings[0].rows == cardinality::optional);
}

TEST_CASE("columns that fill texts up with blanks are told by the type that a model spells") {
    for (const char* spelled : {"char(5)", "CHAR(5)", "char", "character(3)", "bpchar", "BPCHAR(2)"})
        CHECK(detail::is_padded_type(spelled));
    for (const char* spelled :
         {"varchar(5)", "character varying(5)", "CHARACTER VARYING", "\"char\"", "text", "ch", ""})
        CHECK_FALSE(detail::is_padded_type(spelled));
}
