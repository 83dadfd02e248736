// Queries are values: made at compile time or later, and run as often as needed.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Book {
    std::int64_t id{};
    std::string title, author;
    std::optional<int> pages{};
};
struct Spine { // fields of Book, matched by name
    std::string author, title;
};

// [constants]
constexpr auto thick =
    from<Book>()
        .where(col<&Book::pages>.between(200, 400) && !col<&Book::title>.like("E%"))
        .order_by(col<&Book::pages>.desc(), col<&Book::title>)
        .limit(2);
constexpr auto by_author = from<Book>().where(col<&Book::author> == param<std::string_view>);

constexpr auto spines = from<Book>().select<Spine>();

static_assert(sql<dialect::sqlite>(spines) == R"(SELECT "author", "title" FROM "book")");
// [/constants]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Book>>();
    db.insert_many<Book>(
        {{1, "Emma", "Austen", 474},
         {2, "Persuasion", "Austen", {}},
         {3, "Kindred", "Butler", 264},
         {4, "The Dispossessed", "Le Guin", 341}});
    // [verbs]
    std::vector<Book> all = db.all(thick);
    std::optional<Book> first = db.first(by_author, "Austen"); // the argument of param<>
    Book only = db.one(by_author, "Butler");                   // else not_found, too_many_rows
    std::optional<Book> third = db.find<Book>(3);              // by its key
    std::int64_t novels = db.count(by_author, "Austen");
    bool any = db.exists(from<Book>().where(col<&Book::title>.starts_with("The ")));
    std::vector<std::string> authors = db.all(from<Book>().select(col<&Book::author>).distinct());
    std::vector<Spine> last = db.all(spines.order_by(col<&Book::id>.desc()));
    // [/verbs]
    std::cout << all[0].title << ", " << all[1].title << ", " << first->title << ", " << only.title
              << ", " << third->title << ", " << novels << ", " << any << ", " << authors.size()
              << ", " << last[0].author << '\n';
    // [writes]
    auto guess = update<Book>().set(col<&Book::pages> = 250).where(col<&Book::pages>.is_null());
    auto titles = delete_from<Book>().where(col<&Book::id>.in(1, 3)).returning(col<&Book::title>);
    std::cout << db.exec(guess) << " updated\n";
    for (const std::string& title : db.all(titles)) std::cout << title << " deleted\n";
    // [/writes]
    std::cout << sql<dialect::sqlite>(thick) << '\n';
}
