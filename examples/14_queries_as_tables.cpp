// Queries where tables stand, WITH, set operations, windows with frames, upserts.
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
    std::optional<std::int64_t> sequel_of;
};
struct Stock {
    std::int64_t book_id{};
    std::int64_t copies{};
};
template <> inline constexpr auto refract::model<Stock> = table(primary_key<&Stock::book_id>);

// [table]
// A struct that a query selects names it, and its columns.
struct AuthorTotal {
    std::int64_t author_id{}, books{}, pages{};
};
constexpr auto totals =
    from<Book>()
        .select<AuthorTotal>(col<&Book::author_id>, count(), coalesce(sum(col<&Book::pages>), 0))
        .group_by(col<&Book::author_id>);

constexpr auto long_ones = from(totals).where(col<&AuthorTotal::pages> > 500);
constexpr auto authors = from<Author>()
                             .join(totals, col<&AuthorTotal::author_id> == col<&Author::id>)
                             .select(col<&Author::name>, col<&AuthorTotal::books>);
// [/table]

// [with]
// WITH: one query under its name, read as often as wanted.
using any_total = alias<AuthorTotal, "any">;
constexpr auto most_pages = from<any_total>().select(max(col<&AuthorTotal::pages, any_total>));
constexpr auto busiest =
    with(totals).from<AuthorTotal>().where(col<&AuthorTotal::pages> == scalar(most_pages));
// [/with]

// [recursive]
// A query that reads its own rows: a book, what continues it, what continues that.
struct Volume {
    std::int64_t id{};
    std::string title;
    std::int64_t number{};
};
constexpr auto first_volumes =
    from<Book>()
        .where(col<&Book::sequel_of>.is_null())
        .select<Volume>(col<&Book::id>, col<&Book::title>, value(std::int64_t{1}));
constexpr auto next_volumes =
    from<Book>()
        .join<Volume>(col<&Book::sequel_of> == col<&Volume::id>)
        .select<Volume>(col<&Book::id>, col<&Book::title>, col<&Volume::number> + 1);
constexpr auto volumes = with_recursive(first_volumes.union_all(next_volumes))
                             .from<Volume>()
                             .order_by(col<&Volume::number>.desc(), col<&Volume::id>);
// [/recursive]

// [sets]
// The order and the limit are of the whole; what belongs together is said by the calls.
constexpr auto names = from<Author>().select(col<&Author::name>);
constexpr auto titles = from<Book>().select(col<&Book::title>);
constexpr auto words = names.union_all(titles)
                           .except(titles.where(col<&Book::pages> < 300))
                           .order_by(col<&Author::name>)
                           .limit(10);
// [/sets]

// [frames]
constexpr auto by_id = window(order_by(col<&Book::id>));
constexpr auto so_far =
    sum(col<&Book::pages>)
        .over(order_by(col<&Book::id>), rows_between(unbounded_preceding, current_row));
constexpr auto running =
    from<Book>()
        .order_by(col<&Book::id>)
        .select(col<&Book::title>, so_far, lag(col<&Book::title>, 1, "-").over(by_id));
// [/frames]

// [upsert]
auto deliver(std::int64_t book, std::int64_t copies) {
    return insert_into<Stock>()
        .set(col<&Stock::book_id> = book, col<&Stock::copies> = copies)
        .on_conflict<&Stock::book_id>()
        .do_update(col<&Stock::copies> = col<&Stock::copies> + excluded<&Stock::copies>);
}
// A row for each row of a query.
constexpr auto stock_all = insert_into<Stock>()
                               .columns<&Stock::book_id, &Stock::copies>()
                               .from(from<Book>().select(col<&Book::id>, value(1)))
                               .on_conflict()
                               .do_nothing();
// [/upsert]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Author, Book, Stock>>();
    db.insert_many<Author>({{1, "Austen"}, {2, "Butler"}});
    db.insert_many<Book>(
        {{1, "Emma", 474, 1, {}},
         {2, "Persuasion", 249, 1, {}},
         {3, "Dawn", 248, 2, {}},
         {4, "Adulthood Rites", 277, 2, 3},
         {5, "Imago", 264, 2, 4}});

    for (const AuthorTotal& each : db.all(long_ones))
        std::cout << each.author_id << ": " << each.books << " books, " << each.pages << " pages\n";
    for (const auto& [name, books] : db.all(authors)) std::cout << name << ": " << books << '\n';
    std::cout << db.one(busiest).author_id << " is the busiest\n";
    for (const Volume& each : db.all(volumes))
        std::cout << each.number << ' ' << each.title << '\n';
    for (const std::string& word : db.all(words)) std::cout << word << "; ";
    std::cout << '\n';
    for (const auto& [title, pages, before] : db.all(running))
        std::cout << title << ", with all before " << pages << " pages, after " << before << '\n';

    db.exec(deliver(1, 5));
    db.exec(deliver(1, 2));
    std::cout << db.get<Stock>(1).copies << " copies, " << db.exec(stock_all) << " books more\n";
    std::cout << sql<dialect::sqlite>(authors) << '\n';
}
