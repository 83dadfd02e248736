// Conditions over relations and their counts, against rows that were counted by hand and against SQL written by hand.

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace relation_filters {

struct Author {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> nick{};
    std::int64_t known_books{};
};
struct Book {
    std::int64_t id{};
    std::string title{};
    std::optional<std::int64_t> author_id{};
    std::optional<std::int64_t> pages{};
    bool printed{};
};
struct Label {
    std::int64_t id{};
    std::string text{};
};
struct BookLabel {
    std::int64_t book_id{};
    std::int64_t label_id{};
};
struct Employee {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> boss_id{};
    std::int64_t pay{};
};
struct Room {
    std::int32_t building{};
    std::int32_t number{};
    std::string name{};
};
struct Desk { // belongs to a room by two columns
    std::int64_t id{};
    std::int32_t building{};
    std::optional<std::int32_t> number{};
    std::optional<std::string> colour{};
};
struct Key { // stored as bytes on SQLite, on both sides
    refract::uuid id{};
    std::string name{};
};
struct Lock {
    std::int64_t id{};
    std::optional<refract::uuid> key_id{};
};

} // namespace relation_filters
using namespace relation_filters;

template <> inline constexpr auto refract::model<Book> =
    refract::table(refract::foreign_key<&Book::author_id>.references<&Author::id>());
template <> inline constexpr auto refract::model<BookLabel> =
    refract::table(refract::primary_key<&BookLabel::book_id, &BookLabel::label_id>,
                   refract::foreign_key<&BookLabel::book_id>.references<&Book::id>(),
                   refract::foreign_key<&BookLabel::label_id>.references<&Label::id>());
template <> inline constexpr auto refract::model<Employee> =
    refract::table(refract::foreign_key<&Employee::boss_id>.references<&Employee::id>());
template <> inline constexpr auto refract::model<Room> =
    refract::table(refract::primary_key<&Room::building, &Room::number>);
template <> inline constexpr auto refract::model<Key> =
    refract::table(refract::column<&Key::id>.stored_as(refract::uuid_bytes));
template <> inline constexpr auto refract::model<Lock> =
    refract::table(refract::column<&Lock::key_id>.stored_as(refract::uuid_bytes),
                   refract::foreign_key<&Lock::key_id>.references<&Key::id>());
template <> inline constexpr auto refract::model<Desk> =
    refract::table(refract::foreign_key<&Desk::building, &Desk::number>.references<&Room::building, &Room::number>());

namespace relation_filters {

struct Writer {
    std::int64_t id{};
    std::string name{};
};
struct Shelf {
    std::string name{};
    std::int64_t books{};
};
using all_tables = schema<Author, Book, Label, BookLabel, Employee, Room, Desk>;
using keys_and_locks = schema<Key, Lock>;
using ids = std::vector<std::int64_t>;

/// Ann has books 1 and 2, Bob book 3 without pages, Cid none, Dan books 4 and 5; book 6 has no author.
template <class Database> void fill_relation_filter(Database& db) {
    db.template create_tables<all_tables>();
    for (const char* name : {"Ann", "Bob", "Cid", "Dan"}) db.insert(Author{.name = name});
    db.insert(Book{.title = "Short", .author_id = 1, .pages = 100, .printed = true});
    db.insert(Book{.title = "Long", .author_id = 1, .pages = 300});
    db.insert(Book{.title = "Unknown", .author_id = 2, .printed = true});
    db.insert(Book{.title = "Leaflet", .author_id = 4, .pages = 50, .printed = true});
    db.insert(Book{.title = "Draft", .author_id = 4});
    db.insert(Book{.title = "Found", .pages = 200});
    for (const char* text : {"c++", "sql", "odd", "unused"}) db.insert(Label{.text = text});
    for (const auto& [book, label] : {std::pair(1, 1), {1, 2}, {3, 2}, {4, 1}, {4, 3}, {6, 3}})
        db.insert(BookLabel{book, label});
}
/// 1 leads 2 and 3, 2 leads 4, 4 leads 5; 6 is alone.
template <class Database> void hire(Database& db) {
    db.template create_tables<all_tables>();
    db.insert(Employee{.name = "Eve", .pay = 100});
    db.insert(Employee{.name = "Fay", .boss_id = 1, .pay = 50});
    db.insert(Employee{.name = "Gus", .boss_id = 1, .pay = 120});
    db.insert(Employee{.name = "Hal", .boss_id = 2, .pay = 60});
    db.insert(Employee{.name = "Ida", .boss_id = 4, .pay = 10});
    db.insert(Employee{.name = "Jon", .pay = 70});
}

inline constexpr auto writers = from<Author>().where(some<&Book::author_id>(col<&Book::printed>)).select<Writer>();

template <class Model, class Database, class Condition> ids found(Database& db, const Condition& condition) {
    return db.all(from<Model>().where(condition).select(col<&Model::id>).order_by(col<&Model::id>));
}

} // namespace relation_filters

// What is sent.
static_assert(sql<dialect::sqlite>(from<Key>().where(some<&Lock::key_id>()).select(col<&Key::name>)) ==
              R"(SELECT "name" FROM "key" WHERE EXISTS (SELECT 1 FROM "lock" WHERE "lock"."key_id" = "key"."id"))");
constexpr auto long_books =
    from<Author>().where(some<&Book::author_id>(col<&Book::pages> > 80)).select(col<&Author::id>);
static_assert(
    sql<dialect::sqlite>(long_books) ==
    R"(SELECT "id" FROM "author" WHERE EXISTS (SELECT 1 FROM "book" WHERE "book"."author_id" = "author"."id" )"
    R"(AND "book"."pages" > ?1))");
static_assert(
    sql<dialect::postgres>(long_books) ==
    R"(SELECT "id" FROM "author" WHERE EXISTS (SELECT 1 FROM "book" WHERE "book"."author_id" = "author"."id" )"
    R"(AND "book"."pages" > $1))");
static_assert(
    sql<dialect::sqlite>(from<Author>()
                             .where(every<&Book::author_id>(col<&Book::pages> > 80 || col<&Book::pages> < 9))
                             .select(col<&Author::id>)) ==
    R"(SELECT "id" FROM "author" WHERE NOT EXISTS (SELECT 1 FROM "book" WHERE "book"."author_id" = "author"."id" )"
    R"(AND NOT ("book"."pages" > ?1 OR "book"."pages" < ?2)))");
static_assert(sql<dialect::sqlite>(from<Author>().select(col<&Author::id>, count_of<&Book::author_id>())) ==
              R"(SELECT "id", (SELECT count(*) FROM "book" WHERE "book"."author_id" = "author"."id") FROM "author")");
static_assert(sql<dialect::sqlite>(from<Employee>()
                                       .where(some<&Employee::boss_id>(related<&Employee::boss_id>(col<&Employee::pay> >
                                                                                                   1)))
                                       .select(col<&Employee::id>)) ==
              R"(SELECT "id" FROM "employee" WHERE EXISTS (SELECT 1 FROM "employee" AS "inner_1" )"
              R"(WHERE "inner_1"."boss_id" = "employee"."id" AND EXISTS (SELECT 1 FROM "employee" AS "inner_2" )"
              R"(WHERE "inner_2"."id" = "inner_1"."boss_id" AND "inner_2"."pay" > ?1)))");
static_assert(sql<dialect::sqlite>(from<Room>().where(none<&Desk::number>()).select(col<&Room::name>)) ==
              R"(SELECT "name" FROM "room" WHERE NOT EXISTS (SELECT 1 FROM "desk" )"
              R"(WHERE "desk"."building" = "room"."building" AND "desk"."number" = "room"."number"))");
static_assert(
    sql<dialect::sqlite>(
        from<Book>().order_by(parent_of<&Book::author_id>(col<&Author::name>)).select(col<&Book::id>)) ==
    R"(SELECT "id" FROM "book" ORDER BY (SELECT "author"."name" FROM "author" WHERE "author"."id" = "book"."author_id"))");
// No more of it is kept than the values.
static_assert(sizeof(some<&Book::author_id>(col<&Book::pages> > 80)) == sizeof(std::int64_t));
static_assert(std::is_empty_v<decltype(every<&Book::author_id>())>);
static_assert(std::is_same_v<decltype(count_of<&Book::author_id>())::type, std::int64_t>);

TEMPLATE_TEST_CASE("rows are chosen by those that belong to them", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    const auto is_long = col<&Book::pages> > 80;
    CHECK(found<Author>(db, some<&Book::author_id>(is_long)) == ids{1});
    CHECK(found<Author>(db, none<&Book::author_id>(is_long)) == ids{2, 3, 4});  // Bob's has no pages, Cid has no book
    CHECK(found<Author>(db, every<&Book::author_id>(is_long)) == ids{1, 2, 3}); // NULL pages are no counter-example
    CHECK(found<Author>(db, every<&Book::author_id>(col<&Book::pages> > 200)) == ids{2, 3});
    CHECK(found<Author>(db, every<&Book::author_id>(col<&Book::printed> == true)) == ids{2, 3});
    CHECK(found<Author>(db, every<&Book::author_id>(coalesce(col<&Book::pages>, 0) > 80)) == ids{1, 3});
    CHECK(found<Author>(db, some<&Book::author_id>(col<&Book::pages> == std::nullopt)) == ids{2, 4});
    CHECK(found<Author>(db, !some<&Book::author_id>(is_long)) == ids{2, 3, 4});
    CHECK(found<Author>(db, !none<&Book::author_id>(is_long)) == ids{1});
    CHECK(found<Author>(db, !every<&Book::author_id>(is_long)) == ids{4});
    CHECK(found<Author>(db, some<&Book::author_id>(is_long) || col<&Author::name> == "Cid") == ids{1, 3});
    CHECK(found<Author>(db, some<&Book::author_id>(col<&Book::printed>)) ==
          ids{1, 2, 4}); // a column that is a condition
    // With one row for both conditions, and with a row for each.
    CHECK(found<Author>(db, some<&Book::author_id>(col<&Book::pages> == 100 && col<&Book::title> == "Long")).empty());
    CHECK(found<Author>(db, some<&Book::author_id>(col<&Book::pages> == 100) &&
                                some<&Book::author_id>(col<&Book::title> == "Long")) == ids{1});
}
TEMPLATE_TEST_CASE("without a condition it is asked whether there are rows", "[relation_filter]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    CHECK(found<Author>(db, some<&Book::author_id>()) == ids{1, 2, 4});
    CHECK(found<Author>(db, none<&Book::author_id>()) == ids{3});
    CHECK(found<Author>(db, every<&Book::author_id>()) == ids{1, 2, 3, 4});
    CHECK(found<Author>(db, !every<&Book::author_id>()).empty());
    CHECK(found<Book>(db, related<&Book::author_id>()) == ids{1, 2, 3, 4, 5});
    CHECK(found<Book>(db, !related<&Book::author_id>()) == ids{6});
}
TEMPLATE_TEST_CASE("rows are chosen by the one to which they belong", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    CHECK(found<Book>(db, related<&Book::author_id>(col<&Author::name> == "Ann")) == ids{1, 2});
    CHECK(found<Book>(db, !related<&Book::author_id>(col<&Author::name> == "Ann")) == ids{3, 4, 5, 6});
    CHECK(found<Book>(db, related<&Book::author_id>(col<&Author::name> != "Ann")) == ids{3, 4, 5});
    CHECK(found<Book>(db, related<&Book::author_id>(col<&Author::nick> == std::nullopt)) == ids{1, 2, 3, 4, 5});
    // The other books of a book's author.
    CHECK(found<Book>(db, related<&Book::author_id>(some<&Book::author_id>(col<&Book::pages> == 300))) == ids{1, 2});
}

TEMPLATE_TEST_CASE("relations nest to any depth", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    const auto labelled_sql = some<&BookLabel::book_id>(related<&BookLabel::label_id>(col<&Label::text> == "sql"));
    CHECK(found<Book>(db, labelled_sql) == ids{1, 3});
    CHECK(found<Author>(db, some<&Book::author_id>(labelled_sql)) == ids{1, 2});
    CHECK(found<Author>(db, every<&Book::author_id>(labelled_sql)) == ids{2, 3});
    CHECK(found<Author>(db, every<&Book::author_id>(some<&BookLabel::book_id>())) == ids{2, 3});
    CHECK(found<Book>(db, none<&BookLabel::book_id>()) == ids{2, 5});
    CHECK(found<Label>(db, none<&BookLabel::label_id>()) == ids{4});
    const auto of_ann = related<&BookLabel::book_id>(related<&Book::author_id>(col<&Author::name> == "Ann"));
    CHECK(found<Label>(db, some<&BookLabel::label_id>(of_ann)) == ids{1, 2});
    CHECK(found<Label>(db, every<&BookLabel::label_id>(of_ann)) == ids{4}); // of no book at all
    // Authors with a label that a book of Ann's has: over the same tables there and back.
    const auto shares_with_ann = some<&Book::author_id>(
        some<&BookLabel::book_id>(related<&BookLabel::label_id>(some<&BookLabel::label_id>(of_ann))));
    CHECK(found<Author>(db, shares_with_ann) == ids{1, 2, 4});
    CHECK(fresh.rows("SELECT DISTINCT a.id FROM author a JOIN book b ON b.author_id = a.id JOIN book_label x ON "
                     "x.book_id = b.id JOIN book_label y ON y.label_id = x.label_id JOIN book c ON c.id = y.book_id "
                     "JOIN author d ON d.id = c.author_id WHERE d.name = 'Ann' ORDER BY 1") ==
          text_rows{"1", "2", "4"});
}

TEMPLATE_TEST_CASE("a table belongs to itself", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    CHECK(found<Employee>(db, some<&Employee::boss_id>(col<&Employee::pay> > 100)) == ids{1});
    CHECK(found<Employee>(db, some<&Employee::boss_id>(some<&Employee::boss_id>())) == ids{1, 2});
    CHECK(found<Employee>(db, some<&Employee::boss_id>(some<&Employee::boss_id>(some<&Employee::boss_id>()))) ==
          ids{1});
    CHECK(found<Employee>(db, none<&Employee::boss_id>()) == ids{3, 5, 6});
    CHECK(found<Employee>(db, every<&Employee::boss_id>(col<&Employee::pay> >= 50)) == ids{1, 2, 3, 5, 6});
    CHECK(found<Employee>(db, !related<&Employee::boss_id>()) == ids{1, 6});
    CHECK(found<Employee>(
              db, related<&Employee::boss_id>(related<&Employee::boss_id>(col<&Employee::name> == "Eve"))) == ids{4});
    CHECK(db.all(from<Employee>().select(count_of<&Employee::boss_id>()).order_by(col<&Employee::id>)) ==
          ids{2, 1, 0, 1, 0, 0});
    // An explicit query inside means the innermost table as well.
    CHECK(found<Employee>(db, some<&Employee::boss_id>(exists(from<alias<Employee, "third">>().where(
                                  col<&Employee::boss_id, alias<Employee, "third">> == col<&Employee::id>)))) ==
          ids{1, 2});
}
TEMPLATE_TEST_CASE("rows outside and inside are compared under names", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    using report = alias<Employee, "report">;
    using boss = alias<Employee, "boss">;
    // Who leads somebody who is paid more.
    CHECK(found<Employee>(db, some<&Employee::boss_id, "report">(col<&Employee::pay, report> > col<&Employee::pay>)) ==
          ids{1, 2});
    CHECK(db.all(from<boss>()
                     .where(some<&Employee::boss_id, boss>(col<&Employee::pay> > col<&Employee::pay, boss>))
                     .select(col<&Employee::id, boss>)
                     .order_by(col<&Employee::id, boss>)) == ids{1, 2});
    CHECK(db.all(from<boss>()
                     .where(none<&Employee::boss_id, boss, "report">(col<&Employee::pay, report> >
                                                                     col<&Employee::pay, boss>))
                     .select(col<&Employee::id, boss>)
                     .order_by(col<&Employee::id, boss>)) == ids{3, 4, 5, 6});
    CHECK(found<Employee>(db, none<&Employee::boss_id, "report">(col<&Employee::pay, report> > col<&Employee::pay>)) ==
          ids{3, 4, 5, 6});
    CHECK(found<Employee>(db, every<&Employee::boss_id, "report">(col<&Employee::pay, report> < col<&Employee::pay>)) ==
          ids{3, 4, 5, 6});
    CHECK(found<Employee>(db, related<&Employee::boss_id, "boss">(col<&Employee::pay, boss> < col<&Employee::pay>)) ==
          ids{3, 4});
    CHECK(db.all(from<Employee>()
                     .select(count_of<&Employee::boss_id, "report">(col<&Employee::pay, report> > col<&Employee::pay>))
                     .order_by(col<&Employee::id>)) == ids{1, 1, 0, 0, 0, 0});
    CHECK(db.all(from<Employee>()
                     .where(related<&Employee::boss_id>())
                     .select(parent_of<&Employee::boss_id, "boss">(col<&Employee::pay, boss> - col<&Employee::pay>))
                     .order_by(col<&Employee::id>)) == std::vector<std::optional<std::int64_t>>{50, -20, -10, 50});
    // Two of a table in one query: without a second argument it is the one without an alias.
    const auto pairs = from<Employee>().join<boss>(col<&Employee::boss_id> == col<&Employee::id, boss>);
    CHECK(db.all(pairs.where(some<&Employee::boss_id>()).select(col<&Employee::id>).order_by(col<&Employee::id>)) ==
          ids{2, 4});
    CHECK(
        db.all(
            pairs.where(related<&Employee::boss_id, boss>()).select(col<&Employee::id>).order_by(col<&Employee::id>)) ==
        ids{4, 5});
}

TEMPLATE_TEST_CASE("keys of several columns tie all of them", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<all_tables>();
    db.insert(Room{1, 1, "a"});
    db.insert(Room{1, 2, "b"});
    db.insert(Room{2, 1, "c"});
    db.insert(Desk{.building = 1, .number = 1, .colour = "red"});
    db.insert(Desk{.building = 1, .number = 1});
    db.insert(Desk{.building = 2, .number = 1, .colour = "blue"});
    db.insert(Desk{.building = 1}); // in no room
    const auto rooms = [&](const auto& condition) {
        return db.all(from<Room>().where(condition).select(col<&Room::name>).order_by(col<&Room::name>));
    };
    using texts = std::vector<std::string>;
    CHECK(rooms(some<&Desk::building>()) == texts{"a", "c"});
    CHECK(rooms(some<&Desk::number>()) == texts{"a", "c"}); // the same key
    CHECK(rooms(none<&Desk::building>()) == texts{"b"});
    CHECK(rooms(every<&Desk::building>(col<&Desk::colour> == "red")) == texts{"a", "b"});
    CHECK(rooms(some<&Desk::building>(col<&Desk::colour> == std::nullopt)) == texts{"a"});
    CHECK(rooms(count_of<&Desk::building>() > 1) == texts{"a"});
    CHECK(found<Desk>(db, related<&Desk::building>()) == ids{1, 2, 3});
    CHECK(found<Desk>(db, related<&Desk::number>(col<&Room::name> == "c")) == ids{3});
    CHECK(found<Desk>(db, !related<&Desk::building>()) == ids{4});
}

TEMPLATE_TEST_CASE("rows that belong to a row are counted", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    using pairs = std::vector<std::tuple<std::string, std::int64_t>>;
    constexpr auto books = count_of<&Book::author_id>();
    const auto long_ones = count_of<&Book::author_id>(col<&Book::pages> > 80);
    CHECK(db.all(from<Author>().select(col<&Author::name>, books).order_by(col<&Author::id>)) ==
          pairs{{"Ann", 2}, {"Bob", 1}, {"Cid", 0}, {"Dan", 2}});
    CHECK(
        db.all(
            from<Author>().select(col<&Author::name>, long_ones).order_by(long_ones.desc(), col<&Author::id>.desc())) ==
        pairs{{"Ann", 2}, {"Dan", 0}, {"Cid", 0}, {"Bob", 0}});
    CHECK(found<Author>(db, books == 1) == ids{2});
    CHECK(found<Author>(db, books > long_ones) == ids{2, 4});
    CHECK(found<Author>(db, books == 0 || long_ones == 2) == ids{1, 3});
    CHECK(found<Book>(db, count_of<&BookLabel::book_id>(related<&BookLabel::label_id>(col<&Label::text> == "c++")) ==
                              1) == ids{1, 4});
    CHECK(db.all(from<Author>().select(case_when(books > 1, "many").otherwise("few")).order_by(col<&Author::id>)) ==
          std::vector<std::string>{"many", "few", "few", "many"});
    const auto shelves =
        db.all(from<Author>().select<Shelf>(col<&Author::name>, books).order_by(books, col<&Author::id>));
    REQUIRE(shelves.size() == 4);
    CHECK((shelves[0].name == "Cid" && shelves[3].name == "Dan" && shelves[3].books == 2));
}
TEMPLATE_TEST_CASE("rows are ordered by the one to which they belong", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    constexpr auto name = parent_of<&Book::author_id>(col<&Author::name>);
    CHECK(db.all(from<Book>().select(col<&Book::id>).order_by(name.desc().nulls_last(), col<&Book::id>)) ==
          ids{4, 5, 3, 1, 2, 6});
    CHECK(db.all(from<Book>().select(name).order_by(col<&Book::id>)) ==
          std::vector<std::optional<std::string>>{"Ann", "Ann", "Bob", "Dan", "Dan", std::nullopt});
    CHECK(found<Book>(db, parent_of<&Book::author_id>(lower(col<&Author::name>) + "!") == "ann!") == ids{1, 2});
}

TEMPLATE_TEST_CASE("relations stand in joins and groups", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    const auto of_authors = from<Book>().left_join<&Book::author_id>().select(col<&Book::id>).order_by(col<&Book::id>);
    // Book stands outside and inside.
    CHECK(db.all(of_authors.where(some<&Book::author_id>(col<&Book::pages> == 300))) == ids{1, 2});
    CHECK(db.all(of_authors.where(none<&Book::author_id>())) == ids{6}); // whose author is missing
    CHECK(db.all(from<Author>()
                     .join<Book>(col<&Book::author_id> == col<&Author::id> && some<&BookLabel::book_id>())
                     .select(col<&Book::id>)
                     .order_by(col<&Book::id>)) == ids{1, 3, 4});
    using groups = std::vector<std::tuple<std::int64_t, std::int64_t>>;
    const auto sizes = from<Author>()
                           .join<&Book::author_id>()
                           .group_by(col<&Author::id>)
                           .select(col<&Author::id>, count())
                           .order_by(col<&Author::id>);
    CHECK(db.all(sizes.having(some<&Book::author_id>(col<&Book::pages> == std::nullopt))) == groups{{2, 1}, {4, 2}});
    CHECK(db.all(sizes.where(some<&BookLabel::book_id>())) == groups{{1, 1}, {2, 1}, {4, 1}});
    CHECK(db.all(sizes.having(count() == count_of<&Book::author_id>(col<&Book::printed>))) == groups{{2, 1}});
}
TEMPLATE_TEST_CASE("relations choose what is written, and counts are written", "[relation_filter]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    CHECK(db.exec(update<Author>()
                      .set(col<&Author::known_books> = count_of<&Book::author_id>(), col<&Author::nick> = "busy")
                      .where(some<&Book::author_id>(col<&Book::printed>))) == 3);
    CHECK(fresh.rows("SELECT id, nick, known_books FROM author ORDER BY id") ==
          text_rows{"1|busy|2", "2|busy|1", "3|NULL|0", "4|busy|2"});
    for (const bool flag : {false, true})
        CHECK(db.exec(update<Author>()
                          .set(col<&Author::nick> = "idle")
                          .set_if(flag, col<&Author::known_books> = count_of<&Book::author_id>(col<&Book::pages> > 80))
                          .where(every<&Book::author_id>(col<&Book::pages> > 80))) == 3);
    CHECK(fresh.rows("SELECT id, nick, known_books FROM author ORDER BY id") ==
          text_rows{"1|idle|2", "2|idle|0", "3|idle|0", "4|busy|2"});
    CHECK(db.exec(delete_from<BookLabel>().where(related<&BookLabel::book_id>(!related<&Book::author_id>()))) == 1);
    CHECK(db.all(delete_from<Author>().where(none<&Book::author_id>()).returning(col<&Author::name>)) ==
          std::vector<std::string>{"Cid"});
    CHECK(fresh.rows("SELECT count(*) FROM book_label") == text_rows{"5"});
}
TEMPLATE_TEST_CASE("a write may look at its own table", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    CHECK(db.exec(update<Employee>()
                      .set(col<&Employee::pay> = count_of<&Employee::boss_id>())
                      .where(some<&Employee::boss_id>(col<&Employee::pay> > 55))) == 2);
    CHECK(fresh.rows("SELECT pay FROM employee ORDER BY id") == text_rows{"2", "1", "120", "60", "10", "70"});
    CHECK(db.exec(delete_from<Employee>().where(none<&Employee::boss_id>() && related<&Employee::boss_id>())) == 2);
    CHECK(fresh.rows("SELECT id FROM employee ORDER BY id") == text_rows{"1", "2", "4", "6"});
}

TEMPLATE_TEST_CASE("arguments and conditions of the run time stand inside", "[relation_filter]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    constexpr auto asked = from<Author>()
                               .where(col<&Author::id> < param<std::int64_t> &&
                                      some<&Book::author_id>(col<&Book::pages> > param<std::int64_t> &&
                                                             some<&BookLabel::book_id>(related<&BookLabel::label_id>(
                                                                 col<&Label::text> == param<std::string_view>))) &&
                                      col<&Author::name> != param<std::string_view>)
                               .select(col<&Author::id>)
                               .order_by(col<&Author::id>);
    CHECK(db.all(asked, 9, 10, "c++", "Dan") == ids{1});
    CHECK(db.all(asked, 9, 10, "c++", "Ann") == ids{4});
    CHECK(db.all(asked, 4, 10, "c++", "") == ids{1});
    CHECK(db.all(asked, 9, 99, "sql", "") == ids{1});
    for (const bool flag : {false, true}) {
        const auto labelled =
            from<Book>()
                .where_if(flag, some<&BookLabel::book_id>(related<&BookLabel::label_id>(col<&Label::text> == "odd")))
                .where(col<&Book::id> > 1)
                .select(col<&Book::id>)
                .order_by(col<&Book::id>);
        CHECK(db.all(labelled) == (flag ? ids{4, 6} : ids{2, 3, 4, 5, 6}));
    }
    predicate<Author> wanted;
    CHECK(found<Author>(db, wanted) == ids{1, 2, 3, 4});
    wanted |= some<&Book::author_id>(col<&Book::pages> > 80);
    CHECK(found<Author>(db, wanted) == ids{1});
    wanted |= none<&Book::author_id>(col<&Book::id> > 2) && col<&Author::name> == std::string("Cid");
    CHECK(found<Author>(db, wanted) == ids{1, 3});
    ordering<Author> order;
    order.by(count_of<&Book::author_id>(col<&Book::id> > 1).desc());
    order.by(col<&Author::id>);
    CHECK(db.all(from<Author>().select(col<&Author::id>).order_by(order)) == ids{4, 1, 2, 3});
}
TEMPLATE_TEST_CASE("a predicate is the condition of a relation", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    predicate<Book> wanted; // every book
    CHECK(found<Author>(db, some<&Book::author_id>(wanted)) == ids{1, 2, 4});
    CHECK(found<Author>(db, none<&Book::author_id>(wanted)) == ids{3});
    CHECK(found<Author>(db, every<&Book::author_id>(wanted)) == ids{1, 2, 3, 4});
    CHECK(found<Author>(db, count_of<&Book::author_id>(wanted) == 2) == ids{1, 4});
    wanted &= col<&Book::pages> > 80;
    CHECK(found<Author>(db, some<&Book::author_id>(wanted)) == ids{1});
    CHECK(found<Author>(db, none<&Book::author_id>(wanted)) == ids{2, 3, 4});
    CHECK(found<Author>(db, every<&Book::author_id>(wanted)) == ids{1, 2, 3});
    CHECK(found<Author>(db, count_of<&Book::author_id>(wanted) == 2) == ids{1});
    wanted |= col<&Book::title> == "Draft";
    CHECK(found<Author>(db, some<&Book::author_id>(wanted) && col<&Author::id> > 1) == ids{4});
    CHECK(found<Author>(db, every<&Book::author_id>(wanted)) == ids{1, 2, 3});
    predicate<Author> of_author = col<&Author::name> == "Ann";
    CHECK(found<Book>(db, related<&Book::author_id>(of_author)) == ids{1, 2});
    predicate<Author> around = some<&Book::author_id>(wanted); // in another predicate
    around &= col<&Author::name> != "Ann";
    CHECK(found<Author>(db, around) == ids{4});
    using volume = alias<Book, "volume">;
    predicate<volume> named = col<&Book::pages, volume> < 80;
    CHECK(found<Author>(db, some<&Book::author_id, "volume">(named)) == ids{4});
}

TEMPLATE_TEST_CASE("relations stand wherever a condition does", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    CHECK(db.all(with(writers).from<Writer>().select(col<&Writer::id>).order_by(col<&Writer::id>)) == ids{1, 2, 4});
    CHECK(db.all(from(writers).where(col<&Writer::id> > 1).select(col<&Writer::name>).order_by(col<&Writer::name>)) ==
          std::vector<std::string>{"Bob", "Dan"});
    const auto labelled = from<Author>().where(
        exists(from<Book>().where(col<&Book::author_id> == col<&Author::id> && count_of<&BookLabel::book_id>() == 2)));
    CHECK(db.all(labelled.select(col<&Author::id>).order_by(col<&Author::id>)) == ids{1, 4});
    const auto none_of_it = from<Author>().where(none<&Book::author_id>()).select(col<&Author::id>);
    const auto unknown =
        from<Author>().where(some<&Book::author_id>(col<&Book::pages> == std::nullopt)).select(col<&Author::id>);
    CHECK(db.all(none_of_it.union_all(unknown).order_by(col<&Author::id>)) == ids{2, 3, 4});
    CHECK(db.count(from<Author>().where(some<&Book::author_id>())) == 3);
    CHECK(db.exists(from<Author>().where(some<&Book::author_id>(col<&Book::pages> > 1000))) == false);
    CHECK(db.all(from<Author>().select(some<&Book::author_id>(col<&Book::pages> > 80)).order_by(col<&Author::id>)) ==
          std::vector<bool>{true, false, false, false});
    CHECK(db.all(from<Book>()
                     .where(col<&Book::author_id>.in(
                         from<Author>().where(every<&Book::author_id>(col<&Book::printed>)).select(col<&Author::id>)))
                     .select(col<&Book::id>)) == ids{3});
}
TEMPLATE_TEST_CASE("texts inside are values", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    for (const std::string text : {"x') OR ('1'='1", "%", "\"", "\\'; DROP TABLE book; --", "?1", "$1", "{}", ""}) {
        CHECK(found<Author>(db, some<&Book::author_id>(col<&Book::title> == text)).empty());
        db.exec(
            insert_into<Book>().set(col<&Book::title> = text, col<&Book::author_id> = 3, col<&Book::printed> = false));
        CHECK(found<Author>(db, some<&Book::author_id>(col<&Book::title> == text)) == ids{3});
        CHECK(found<Author>(db, every<&Book::author_id>(col<&Book::title> != text)) == ids{1, 2, 4});
        CHECK(found<Author>(db, count_of<&Book::author_id>(col<&Book::title> == text) == 1) == ids{3});
        db.exec(delete_from<Book>().where(col<&Book::title> == text));
    }
}

TEMPLATE_TEST_CASE("keys are compared in the form in which they are stored", "[relation_filter]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<keys_and_locks>();
    const auto first = *uuid::parse("00112233-4455-6677-8899-aabbccddeeff");
    const auto second = *uuid::parse("ffffffff-4455-6677-8899-aabbccddeeff");
    db.insert(Key{first, "first"});
    db.insert(Key{second, "second"});
    db.insert(Lock{.key_id = second});
    db.insert(Lock{});
    db.insert(Lock{.key_id = second});
    CHECK(db.all(from<Key>().where(none<&Lock::key_id>()).select(col<&Key::name>)) ==
          std::vector<std::string>{"first"});
    CHECK(db.all(from<Key>().select(count_of<&Lock::key_id>()).order_by(col<&Key::name>)) == ids{0, 2});
    CHECK(found<Lock>(db, related<&Lock::key_id>(col<&Key::id> == second)) == ids{1, 3});
    CHECK(db.all(from<Lock>().join<&Lock::key_id>().select(col<&Lock::id>).order_by(col<&Lock::id>)) == ids{1, 3});
    CHECK(db.all(from<Lock>().where(col<&Lock::key_id> != col<&Lock::key_id>).select(col<&Lock::id>)).empty());
}

TEMPLATE_TEST_CASE("pages go by counts", "[relation_filter]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_relation_filter(db);
    const auto by_books =
        from<Author>().select(col<&Author::id>).order_by(count_of<&Book::author_id>().desc(), col<&Author::id>);
    CHECK(db.all(by_books.after(std::int64_t{2}, std::int64_t{1})) == ids{4, 2, 3});
    CHECK(db.all(by_books.after(std::int64_t{1}, std::int64_t{2}).limit(5)) == ids{3});
    CHECK(db.all(by_books.before(std::int64_t{1}, std::int64_t{2})) == ids{1, 4});
    const auto by_printed = from<Author>()
                                .select(col<&Author::id>)
                                .order_by(count_of<&Book::author_id>(col<&Book::title> != "Short"), col<&Author::id>);
    CHECK(db.all(by_printed) == ids{3, 1, 2, 4}); // 0, 1, 1, 2
    CHECK(db.all(by_printed.after(std::int64_t{1}, std::int64_t{1}).where(col<&Author::name> != "Dan")) == ids{2});
}
TEMPLATE_TEST_CASE("a table under a name of the run time belongs to itself", "[relation_filter]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    hire(fresh.db());
    fresh.rows("ALTER TABLE employee RENAME TO staff");
    auto db = fresh.db().template in_table<Employee>("staff");
    const auto leaders = from<Employee>().where(some<&Employee::boss_id>(some<&Employee::boss_id>()));
    CHECK(db.all(leaders.select(col<&Employee::id>).order_by(col<&Employee::id>)) == ids{1, 2});
    CHECK(db.exec(update<Employee>().set(col<&Employee::pay> = 0).where(none<&Employee::boss_id>())) == 3);
    CHECK(fresh.rows("SELECT pay FROM staff ORDER BY id") == text_rows{"100", "50", "0", "60", "0", "0"});
}
