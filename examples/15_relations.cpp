// Rows chosen, counted and ordered by the rows that belong to them.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Author {
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> mentor_id;
};
struct Book {
    std::int64_t id{};
    std::string title;
    std::int64_t pages{}, author_id{};
};
struct Genre {
    std::string id;
};
struct BookGenre {
    std::int64_t book_id{};
    std::string genre_id;
};
template <> inline constexpr auto refract::model<Author> =
    table(foreign_key<&Author::mentor_id>.references<&Author::id>());
template <> inline constexpr auto refract::model<Book> =
    table(foreign_key<&Book::author_id>.references<&Author::id>());
template <> inline constexpr auto refract::model<BookGenre> = table(
    primary_key<&BookGenre::book_id, &BookGenre::genre_id>,
    foreign_key<&BookGenre::book_id>.references<&Book::id>(),
    foreign_key<&BookGenre::genre_id>.references<&Genre::id>());

// [relations]
constexpr auto verbose = from<Author>().where(some<&Book::author_id>(col<&Book::pages> > 400));
constexpr auto by_austen =
    from<Book>().where(related<&Book::author_id>(col<&Author::name> == "Austen"));
// Over a link, from the author to the books to their genres.
constexpr auto novelists = from<Author>().where(some<&Book::author_id>(
    some<&BookGenre::book_id>(related<&BookGenre::genre_id>(col<&Genre::id> == "novel"))));
constexpr auto books = count_of<&Book::author_id>();
constexpr auto busiest = from<Author>().select(col<&Author::name>, books).order_by(books.desc());
// [/relations]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Author, Book, Genre, BookGenre>>();
    db.insert_many<Author>({{1, "Austen", {}}, {2, "Butler", 1}, {3, "Cather", 2}});
    db.insert_many<Book>({{1, "Emma", 474, 1}, {2, "Kindred", 264, 2}, {3, "Dawn", 248, 2}});
    db.insert_many<Genre>({{"novel"}, {"fantasy"}});
    db.insert_many<BookGenre>({{1, "novel"}, {3, "fantasy"}});

    for (const Author& author : db.all(verbose)) std::cout << author.name << " writes long books\n";
    for (const Author& author : db.all(novelists)) std::cout << author.name << " writes novels\n";
    for (const Book& book : db.all(by_austen)) std::cout << book.title << " is Austen's\n";
    for (const auto& [name, number] : db.all(busiest)) std::cout << name << ": " << number << '\n';
    std::cout << sql<dialect::sqlite>(verbose) << '\n';
}
