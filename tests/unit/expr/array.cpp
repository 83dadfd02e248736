// Arrays of PostgreSQL: conditions, changes, and what makes them of rows.

#include <support/databases.hpp>

#include <refract/expr/array.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

enum class Color { red, green };
struct Post {
    std::int64_t id{};
    std::string title{};
    std::vector<std::string> tags{};
    std::optional<std::vector<std::int32_t>> points{};
    std::vector<Color> colors{};
    std::optional<int> rank{};
};
struct Note {
    std::int64_t id{};
    std::vector<std::optional<std::string>> words{};
    std::optional<std::string> word{};
    std::vector<bool> flags{};
};
struct Word {
    std::optional<std::string> text{};
    std::int64_t position{};
};
using texts = std::vector<std::string>;
using maybe_texts = std::vector<std::optional<std::string>>;
constexpr auto tags = col<&Post::tags>;

} // namespace

static_assert(std::is_same_v<decltype(array_agg(col<&Post::rank>))::type, std::vector<std::optional<int>>>);
static_assert(std::is_same_v<decltype(array_element(tags, 1))::type, std::string>);
static_assert(sql<dialect::postgres>(from<Post>().select(cardinality(tags)).where(tags.contains("a"))) ==
              R"(SELECT CAST(cardinality("tags") AS bigint) FROM "post" WHERE $1 = ANY("tags"))");

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("conditions on arrays, and what functions make of them", "[array]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Post>>();
    db.insert_many(std::vector<Post>{{0, "one", {"a", "b'\"{},"}, std::vector{1, 2, 2}, {Color::red}, 5},
                                     {0, "two", {}, {}, {}, {}},
                                     {0, "three", {"b"}, std::vector{3}, {Color::green, Color::red}, 7}});
    const auto found = [&](const auto& condition) {
        return db.all(from<Post>().where(condition).select(col<&Post::title>).order_by(col<&Post::id>));
    };
    CHECK(found(tags.contains("b'\"{},")) == texts{"one"});
    CHECK(found(tags.contains(col<&Post::title>)).empty());
    CHECK(found(tags.contains(texts{"a", "b'\"{},"})) == texts{"one"});
    CHECK(found(tags.contains(texts{})) == texts{"one", "two", "three"});
    CHECK(found(contained_by(tags, texts{"b", "c"})) == texts{"two", "three"});
    CHECK(found(overlaps(tags, texts{"b", "a"})) == texts{"one", "three"});
    CHECK(found(col<&Post::points>.contains(2)) == texts{"one"});
    CHECK(found(col<&Post::colors>.contains(Color::green)) == texts{"three"});
    CHECK(found(col<&Post::colors>.contains(std::vector{Color::red})) == texts{"one", "three"});
    CHECK(found(cardinality(tags) == 0) == texts{"two"});
    CHECK(found(!tags.contains("b") && col<&Post::points>.is_not_null()) == texts{"one"});
    CHECK(db.count(from<Post>().where(tags.contains(param<std::string>)), "a") == 1);

    const auto third = [&](const auto& expression) {
        return db.one(from<Post>().where(col<&Post::title> == "three").select(expression));
    };
    CHECK(third(array_append(tags, "x")) == texts{"b", "x"});
    CHECK(third(array_prepend("x", tags)) == texts{"x", "b"});
    CHECK(third(array_to_string(array_append(tags, "x"), ", ")) == "b, x");
    CHECK(third(array_cat(tags, texts{"x", "y"})) == texts{"b", "x", "y"});
    CHECK(third(array_remove(array_append(tags, "x"), "b")) == texts{"x"});
    CHECK(third(array_replace(tags, "b", "c")) == texts{"c"});
    CHECK(third(array_position(tags, "b")) == 1);
    CHECK(third(array_position(tags, "c")) == std::nullopt);
    CHECK(third(array_element(tags, 1)) == "b");
    CHECK(third(array_element(tags, 2)) == std::nullopt);
    CHECK(third(array_element(col<&Post::points>, 1)) == 3);
    db.exec(update<Post>().set(tags = array_append(tags, "new")).where(col<&Post::title> == "two"));
    CHECK(found(tags.contains("new")) == texts{"two"});

    CHECK(db.one(from<Post>().select(array_agg(col<&Post::title>).order_by(col<&Post::id>.desc()))) ==
          texts{"three", "two", "one"});
    CHECK(db.one(from<Post>().select(array_agg(col<&Post::rank>).order_by(col<&Post::id>))) ==
          std::vector<std::optional<int>>{{5}, {}, {7}});
    CHECK(db.one(from<Post>().where(col<&Post::id> < 0).select(array_agg(col<&Post::title>))) == std::nullopt);
    CHECK(db.all(from<Post>()
                     .group_by(cardinality(tags))
                     .select(array_agg(col<&Post::title>).distinct().filter(col<&Post::rank>.is_not_null())))
              .size() == 2);
}

TEST_CASE("items that may be NULL are found as SQL finds them", "[array]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Note>>();
    db.insert_many(std::vector<Note>{{0, {"x", std::nullopt}, "x"},
                                     {0, {}, "x"},
                                     {0, {"a\"b\\c,d{e}", "NULL", "", " "}, std::nullopt},
                                     {0, {std::nullopt}, "NULL"}});
    constexpr auto words = col<&Note::words>;
    const auto notes = from<Note>().order_by(col<&Note::id>);
    using answers = std::vector<std::optional<bool>>;

    // `x = ANY (array)` is NULL where x is none of the items and one of them is NULL.
    constexpr auto found = words.contains(param<std::string_view>);
    for (const std::string_view wanted : {"x", "NULL", "a\"b\\c,d{e}", "", "z"}) {
        const answers said = db.all(notes.select(found), wanted);
        CHECK(said == db.query<std::optional<bool>>("SELECT {} = ANY (words) FROM note ORDER BY id", wanted));
        CHECK(said[3] == std::nullopt);
    }
    CHECK(db.count(from<Note>().where(!words.contains("z"))) == 2);
    CHECK(db.all(notes.select(words.contains(col<&Note::word>))) ==
          db.query<std::optional<bool>>("SELECT word = ANY (words) FROM note ORDER BY id"));

    CHECK(
        db.all(
            notes.select(array_to_string(words, ","), cardinality(words), array_position(words, col<&Note::word>))) ==
        db.query<std::tuple<std::string, std::int64_t, std::optional<std::int64_t>>>(
            "SELECT array_to_string(words, ','), cardinality(words)::bigint, array_position(words, word)::bigint FROM note "
            "ORDER BY id"));
    CHECK(db.all(notes.select(array_append(array_remove(words, "x"), col<&Note::word>))) ==
          std::vector<std::optional<maybe_texts>>{maybe_texts{{}, "x"}, maybe_texts{"x"},
                                                  maybe_texts{"a\"b\\c,d{e}", "NULL", "", " ", {}},
                                                  maybe_texts{{}, "NULL"}});
    CHECK(db.all(from<Note>().order_by(words.desc(), col<&Note::id>).select(col<&Note::id>)) ==
          db.query<std::int64_t>("SELECT id FROM note ORDER BY words DESC, id"));
    CHECK(db.count(from<Note>().where(words == maybe_texts{std::nullopt})) == 1);
    const auto rows =
        db.all(notes.cross_join(unnest<Word>(words)).select(col<&Note::id>, col<&Word::text>, col<&Word::position>));
    using row = std::tuple<std::int64_t, std::optional<std::string>, std::int64_t>;
    CHECK(rows ==
          std::vector<row>{
              {1, "x", 1}, {1, {}, 2}, {3, "a\"b\\c,d{e}", 1}, {3, "NULL", 2}, {3, "", 3}, {3, " ", 4}, {4, {}, 1}});
}

TEST_CASE("an item that may be NULL makes an array of such", "[array]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Note>>();
    db.insert_many(std::vector<Note>{{0, {"x", std::nullopt}, "y", {}}, {0, {}, std::nullopt, {}}});
    const auto notes = from<Note>().order_by(col<&Note::id>);
    constexpr auto words = col<&Note::words>;
    constexpr auto word = col<&Note::word>;
    constexpr auto made = array_append(array_remove(words, "x"), "z");
    using rows = std::vector<maybe_texts>;
    CHECK(db.all(notes.select(made)) == rows{{std::nullopt, "z"}, {"z"}});
    const auto list = value(texts{"a"});
    using maybe_rows = std::vector<std::optional<maybe_texts>>;
    CHECK(db.all(notes.select(array_append(list, word))) ==
          maybe_rows{maybe_texts{"a", "y"}, maybe_texts{"a", std::nullopt}});
    CHECK(db.all(notes.select(array_prepend(word, list))) ==
          maybe_rows{maybe_texts{"y", "a"}, maybe_texts{std::nullopt, "a"}});
    CHECK(db.all(notes.select(array_replace(list, "a", word))) ==
          maybe_rows{maybe_texts{"y"}, maybe_texts{std::nullopt}});
    CHECK(db.all(notes.select(array_cat(list, words))) == rows{{"a", "x", std::nullopt}, {"a"}});
    CHECK(db.all(notes.select(array_append(list, "b"))) == std::vector<texts>{{"a", "b"}, {"a", "b"}});
    CHECK(db.exec(update<Note>().set(words = array_cat(list, maybe_texts{std::nullopt})).where(col<&Note::id> == 1)) ==
          1);
    CHECK(db.exec(update<Note>().set(words = texts{"t"}).where(col<&Note::id> == 2)) == 1);
    CHECK(db.all(notes.select(words)) == rows{{"a", std::nullopt}, {"t"}});
}
TEST_CASE("conditions are items as well", "[array]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Note>>();
    db.insert_many(std::vector<Note>{{0, {}, "x", {true}}, {0, {}, "y", {true}}, {0, {}, "z", {false}}});
    constexpr auto flags = col<&Note::flags>;
    const auto found = [&](const auto& condition) {
        return db.all(from<Note>().where(condition).order_by(col<&Note::id>).select(col<&Note::id>));
    };
    using ids = std::vector<std::int64_t>;
    CHECK(found(flags.contains(col<&Note::id> < 2)) == ids{1, 3});
    CHECK(found(flags.contains(!(col<&Note::id> < 2) && col<&Note::id> < 3)) == ids{2, 3});
    CHECK(found(flags.contains(col<&Note::word> == "x" || col<&Note::id> == 2)) == ids{1, 2, 3});
    CHECK(found(flags.contains(col<&Note::word>.like("y"))) == ids{2, 3});
}
TEST_CASE("a regular expression of several texts", "[array]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Post>>();
    db.insert_many(std::vector<Post>{{.title = "a.b"}, {.title = "ab"}, {.title = "x\ny"}, {.title = "b\\"}});
    constexpr auto title = col<&Post::title>;
    const auto posts = from<Post>().order_by(col<&Post::id>);
    // ~ and || bind alike, so the joined text stands in parentheses.
    constexpr auto joined = title.matches("^" + param<std::string_view> + "$");
    static_assert(sql<dialect::postgres>(from<Post>().where(joined).select(title)) ==
                  R"(SELECT "title" FROM "post" WHERE "title" ~ ($1 || $2 || $3))");
    const auto found = [&](std::string_view pattern) { return db.all(posts.where(joined).select(title), pattern); };
    CHECK(found("a.b") == texts{"a.b"});
    CHECK(found("a\\.b") == texts{"a.b"});
    CHECK(found("A?a.?b") == texts{"a.b", "ab"});
    CHECK(found("x.y") == texts{"x\ny"}); // a newline is a character as others
    CHECK(found("x") == texts{});         // and ends no line
    CHECK(found("b\\\\") == texts{"b\\"});
    CHECK_THROWS_AS(found("("), conversion_error);
    CHECK_THROWS_AS(found({"a\0b", 3}), conversion_error);
    CHECK(
        db.all(posts.where((title + "!").matches("(?i)^A") != title.matches("b$")).select(title)) ==
        db.query<std::string>("SELECT title FROM post WHERE (title || '!' ~ '(?i)^A') <> (title ~ 'b$') ORDER BY id"));
}
#endif
