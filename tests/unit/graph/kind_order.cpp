// Rows of two kinds that pass unique values to each other in one save.

#include <refract/graph/edit.hpp>
#include <refract/graph/kind_order.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace passing {

enum class Kind { comment, photo };
struct Thread {
    std::int64_t id{};
    std::string title;
};
struct Item {
    std::int64_t id{};
    Kind kind{};
    std::optional<std::string> slug; // may be missing
    std::int64_t code{};             // never
    std::optional<std::string> text;
    std::optional<std::int32_t> width;
    std::int64_t thread_id{};
    std::int64_t version{};
};
struct Comment {
    using model = Item;
    std::int64_t id{};
    std::optional<std::string> slug;
    std::int64_t code{};
    std::string text;
    std::int64_t version{};
};
struct Photo {
    using model = Item;
    std::int64_t id{};
    std::string slug;
    std::int64_t code{};
    std::int32_t width{};
    std::int64_t version{};
};
struct Page {
    using model = Thread;
    std::int64_t id{};
    std::string title;
    std::vector<std::variant<Comment, Photo>> items;
};

} // namespace passing
using passing::Comment;
using passing::Item;
using passing::Page;
using passing::Photo;
using passing::Thread;

template <> inline constexpr auto refract::model<passing::Thread> = refract::table(refract::named("passing_thread"));
template <> inline constexpr auto refract::model<passing::Item> = refract::table(
    refract::named("passing_item"), refract::kinds<&passing::Item::kind, passing::Comment, passing::Photo>,
    refract::unique<&passing::Item::slug>, refract::unique<&passing::Item::thread_id, &passing::Item::code>,
    refract::column<&passing::Item::version>.version(),
    refract::foreign_key<&passing::Item::thread_id>.references<&passing::Thread::id>());

namespace {

template <class Backend> struct passing_page : fresh_database<Backend> {
    using fresh_database<Backend>::fresh_database;
    Page page{};

    bool fill() {
        if (!*this) return false;
        this->db().template create_tables<schema<Thread, Item>>();
        page = this->db().insert(
            Page{.id = 0,
                 .title = "t",
                 .items = {Comment{0, "a", 1, "c", 0}, Photo{0, "b", 2, 20, 0}, Comment{0, std::nullopt, 3, "d", 0}}});
        return true;
    }
    void save() { page = this->db().save(page); }
    text_rows stored() { return this->rows("SELECT kind, slug, code, text, width FROM passing_item ORDER BY code"); }
    Comment& comment(std::size_t at) { return std::get<Comment>(page.items.at(at)); }
    Photo& photo(std::size_t at) { return std::get<Photo>(page.items.at(at)); }
};

} // namespace

TEMPLATE_TEST_CASE("rows of two kinds pass values that may be missing to each other", "[graph]",
                   REFRACT_TEST_DATABASES) {
    passing_page<TestType> shelf;
    if (!shelf.fill()) return;
    CHECK(shelf.stored() == text_rows{"comment|a|1|c|NULL", "photo|b|2|NULL|20", "comment|NULL|3|d|NULL"});
    shelf.comment(0).slug = "b"; // they exchange theirs
    shelf.photo(1).slug = "a";
    shelf.save();
    CHECK(shelf.stored() == text_rows{"comment|b|1|c|NULL", "photo|a|2|NULL|20", "comment|NULL|3|d|NULL"});
    shelf.comment(2).slug = "a"; // one way, and the other one
    shelf.photo(1).slug = "new";
    shelf.save();
    shelf.comment(2).slug.reset();
    shelf.photo(1).slug = "a";
    shelf.save();
    CHECK(shelf.stored() == text_rows{"comment|b|1|c|NULL", "photo|a|2|NULL|20", "comment|NULL|3|d|NULL"});
    // A row that is new takes what one of the other kind leaves; all of it is stored as it is in the program.
    shelf.photo(1).slug = "other";
    shelf.page.items.push_back(Comment{0, "a", 4, "e", 0});
    shelf.save();
    CHECK(shelf.stored() ==
          text_rows{"comment|b|1|c|NULL", "photo|other|2|NULL|20", "comment|NULL|3|d|NULL", "comment|a|4|e|NULL"});
    // Rows become ones of the other kind, and one of them keeps what another has had.
    const Comment first = shelf.comment(0);
    shelf.page.items[0] = Photo{first.id, "other", first.code, 7, first.version};
    const Photo second = shelf.photo(1);
    shelf.page.items[1] = Comment{second.id, "b", second.code, "was one", second.version};
    shelf.save();
    CHECK(shelf.stored() ==
          text_rows{"photo|other|1|NULL|7", "comment|b|2|was one|NULL", "comment|NULL|3|d|NULL", "comment|a|4|e|NULL"});
    // A row that was written by another program meanwhile is not given up for it.
    shelf.rows("UPDATE passing_item SET version = version + 1 WHERE slug = 'other'");
    shelf.photo(0).slug = "b";
    shelf.comment(1).slug = "other";
    CHECK_THROWS_AS(shelf.save(), stale_object);
    CHECK(shelf.stored() ==
          text_rows{"photo|other|1|NULL|7", "comment|b|2|was one|NULL", "comment|NULL|3|d|NULL", "comment|a|4|e|NULL"});
}

TEMPLATE_TEST_CASE("the kind that leaves a value is written first", "[graph]", REFRACT_TEST_DATABASES) {
    passing_page<TestType> shelf;
    if (!shelf.fill()) return;
    shelf.comment(0).code = 2; // from the photo
    shelf.photo(1).code = 5;
    shelf.save();
    CHECK(shelf.stored() == text_rows{"comment|a|2|c|NULL", "comment|NULL|3|d|NULL", "photo|b|5|NULL|20"});
    shelf.photo(1).code = 2; // and from a comment
    shelf.comment(0).code = 6;
    shelf.page.items.push_back(Photo{0, "new", 3, 30, 0});
    shelf.comment(2).code = 7;
    shelf.save();
    const text_rows stored{"photo|b|2|NULL|20", "photo|new|3|NULL|30", "comment|a|6|c|NULL", "comment|NULL|7|d|NULL"};
    CHECK(shelf.stored() == stored);
    shelf.photo(1).code = 6; // a circle of values that are never missing
    shelf.comment(0).code = 2;
    CHECK_THROWS_WITH(shelf.save(), refract_test::has_text("exchange values of"));
    CHECK_THROWS_AS(shelf.save(), unique_violation);
    CHECK(shelf.stored() == stored);
}
