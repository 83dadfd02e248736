// Queries where values and conditions stand, CASE, and windows.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Author {
    std::int64_t id{};
    std::string name;
};
struct Book {
    std::int64_t id{};
    std::string title;
    std::int64_t pages{}, author_id{};
};

// [subqueries]
// The query inside sees the tables of the one around it.
constexpr auto by_author = from<Book>().where(col<&Book::author_id> == col<&Author::id>);
constexpr auto prolific = from<Author>().where(exists(by_author.where(col<&Book::pages> > 400)));
constexpr auto with_counts =
    from<Author>().select(col<&Author::name>, scalar(by_author.select(count())));
constexpr auto brief = from<Author>().where(col<&Author::id>.not_in(
    from<Book>().where(col<&Book::pages> > 300).select(col<&Book::author_id>)));

// The same table inside and outside: one of them needs another name.
using any_book = alias<Book, "any">;
constexpr auto mean = from<any_book>().select(avg(col<&Book::pages, any_book>));
constexpr auto long_ones = from<Book>().where(col<&Book::pages> > scalar(mean));
// [/subqueries]

// [case]
constexpr auto size = case_when(col<&Book::pages> > 400, "thick")
                          .when(col<&Book::pages> > 300, "usual")
                          .otherwise("thin");
// [/case]
// [windows]
constexpr auto place =
    row_number().over(partition_by(col<&Book::author_id>), order_by(col<&Book::pages>.desc()));
constexpr auto ranked =
    from<Book>().select(col<&Book::title>, size, place).order_by(col<&Book::id>);
// [/windows]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Author, Book>>();
    db.insert_many<Author>({{1, "Austen"}, {2, "Butler"}});
    db.insert_many<Book>({{1, "Emma", 474, 1}, {2, "Persuasion", 249, 1}, {3, "Kindred", 264, 2}});

    std::cout << db.count(prolific) << " prolific, " << db.count(brief) << " brief\n";
    for (const auto& [name, books] : db.all(with_counts))
        std::cout << name << ": " << books << '\n';
    for (const Book& book : db.all(long_ones)) std::cout << book.title << " is a long one\n";
    for (const auto& [title, words, number] : db.all(ranked))
        std::cout << title << " is " << words << ", number " << number << " of its author\n";
    std::cout << sql<dialect::sqlite>(prolific) << '\n';
}
