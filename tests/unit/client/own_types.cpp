// Types of one's own as columns and keys, on every database.

#include <support/databases.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace own_types_test {

/// An identifier that is no number: the two kinds cannot be taken for each other.
template <class Tag> struct identifier {
    std::int64_t value{};
    auto operator<=>(const identifier&) const = default;
};
using AuthorId = identifier<struct author_tag>;
using BookId = identifier<struct book_tag>;

/// A key that is text.
struct Isbn {
    std::string text;
    auto operator<=>(const Isbn&) const = default;
};
/// A value whose codec makes a new text for each call.
struct Upper {
    std::string text;
    bool operator==(const Upper&) const = default;
};

struct Author {
    AuthorId id{};
    std::string name;
};
struct Book {
    BookId id{};
    AuthorId author_id{};
    std::optional<AuthorId> editor_id;
    std::optional<Upper> mark;
};
struct Edition {
    Isbn isbn;
    BookId book_id{};
    std::int32_t year{};
};

} // namespace own_types_test
using namespace own_types_test;

template <class Tag> struct refract::codec<identifier<Tag>> : refract::codec_through<std::int64_t> {
    static constexpr std::int64_t encode(identifier<Tag> id) { return id.value; }
    static constexpr void decode(std::int64_t stored, identifier<Tag>& out) { out.value = stored; }
};
template <> struct refract::codec<Isbn> : refract::codec_through<std::string> {
    static std::string_view encode(const Isbn& isbn) { return isbn.text; }
    static void decode(std::string_view stored, Isbn& out) { out.text = stored; }
};
template <> struct refract::codec<Upper> : refract::codec_through<std::string> {
    static std::string encode(const Upper& value) {
        std::string text = value.text;
        for (char& c : text)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return text;
    }
    static void decode(std::string_view stored, Upper& out) { out.text = stored; }
};

template <> inline constexpr auto refract::model<Book> =
    refract::table(refract::foreign_key<&Book::author_id>.references<&Author::id>());
template <> inline constexpr auto refract::model<Edition> = refract::table(refract::primary_key<&Edition::isbn>);

TEMPLATE_TEST_CASE("identifiers of one's own are keys that the database makes", "[own_types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Author, Book, Edition>>();
    const Author ann = db.insert(Author{.id = {}, .name = "Ann"});
    CHECK(ann.id.value == 1);
    CHECK(db.insert_many(std::vector<Author>{{{}, "Bob"}, {AuthorId{7}, "Eve"}}) == 2);
    CHECK(db.template get<Author>(ann.id).name == "Ann");
    CHECK(db.template find<Author>(AuthorId{7})->name == "Eve");
    CHECK(db.all(from<Author>().select(col<&Author::id>).order_by(col<&Author::id>)) ==
          std::vector<AuthorId>{{1}, {2}, {7}});

    Book book = db.insert(Book{.id = {}, .author_id = ann.id, .editor_id = AuthorId{7}, .mark = Upper{"abc"}});
    CHECK(db.template get<Book>(book.id).mark == Upper{"ABC"});
    CHECK(db.count(from<Book>().where(col<&Book::author_id> == ann.id)) == 1);
    CHECK(db.count(from<Book>().where(col<&Book::mark> == Upper{"abc"})) == 1);
    CHECK(db.count(from<Book>().where(col<&Book::mark>.in(std::vector<Upper>{{"x"}, {"aBc"}}))) == 1);
    CHECK(db.count(from<Book>().where(col<&Book::editor_id>.in(std::vector<AuthorId>{{7}, {8}}))) == 1);
    CHECK(db.count(from<Book>().where(col<&Book::author_id> == param<AuthorId>), ann.id) == 1);
    CHECK(db.all(from<Book>().template join<&Book::author_id>().select(col<&Author::name>)) ==
          std::vector<std::string>{"Ann"});
    predicate<Book> found;
    found &= col<&Book::mark> == Upper{"abc"}; // the text that the codec makes is kept
    CHECK(db.count(from<Book>().where(found)) == 1);
    book.editor_id.reset();
    db.update(book);
    CHECK(db.template get<Book>(book.id).editor_id == std::nullopt);
    CHECK(db.erase(book));
    CHECK_FALSE(db.template erase<Book>(book.id));

    db.insert(Edition{{"978-3"}, BookId{3}, 2024});
    db.upsert(Edition{{"978-3"}, BookId{3}, 2025});
    CHECK(db.template get<Edition>(Isbn{"978-3"}).year == 2025);
    CHECK_THROWS_AS(db.insert(Edition{{"978-3"}, BookId{4}, 2020}), unique_violation);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("arrays hold types of one's own", "[own_types]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    CHECK(db.query<std::vector<AuthorId>>("SELECT {}", std::vector<AuthorId>{{1}, {2}}).front() ==
          std::vector<AuthorId>{{1}, {2}});
    CHECK(db.query<std::vector<Upper>>("SELECT {}", std::vector<Upper>{{"a"}, {""}}).front() ==
          std::vector<Upper>{{"A"}, {""}});
}
#endif
