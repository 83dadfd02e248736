#include <refract/verify/repeats.hpp>

#include <refract/verify.hpp>

#include "support/databases.hpp"

#include <thread>

using namespace refract;
using namespace refract_test;

namespace repeated_queries {

struct Shelf {
    std::int64_t id{};
    std::string name;
};
struct Book {
    std::int64_t id{};
    std::int64_t shelf_id{};
};
struct ShelfTree {
    using model = Shelf;
    std::int64_t id{};
    std::string name{};
    std::vector<Book> books{};
};

} // namespace repeated_queries

using namespace repeated_queries;

template <> inline constexpr auto refract::model<repeated_queries::Book> =
    refract::table(refract::foreign_key<&repeated_queries::Book::shelf_id>.references<&repeated_queries::Shelf::id>());

namespace {

std::vector<query_repeat> reported;
void keep(const query_repeat& repeat) { reported.push_back(repeat); }

unsigned line_of_loop = 0;
template <class Database> std::size_t visit_one_by_one(Database& db) {
    std::size_t books = 0;
    for (const Shelf& each : db.all(from<Shelf>())) {
        line_of_loop = __LINE__ + 1;
        books += db.all(from<Book>().where(col<&Book::shelf_id> == each.id)).size();
    }
    return books;
}
template <class Database> void fill_repeats(Database& db) {
    db.template create_tables<schema<Shelf, Book>>();
    std::vector<Shelf> shelves;
    std::vector<Book> books;
    for (std::int64_t id = 1; id <= 12; ++id) {
        shelves.push_back({id, "s"});
        books.push_back({id, id});
    }
    db.insert_many(shelves);
    db.insert_many(books);
}

} // namespace

TEMPLATE_TEST_CASE("a loop that asks for what belongs to each row is told", "[verify]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_repeats(db);
    reported.clear();
    {
        repeat_watch watch(10, &keep);
        CHECK(visit_one_by_one(db) == 12);
        CHECK(watch.repeats().size() == 1);
        CHECK(reported.empty());
    }
    REQUIRE(reported.size() == 1);
    CHECK(reported[0].count == 12);
    CHECK(reported[0].line == line_of_loop);
    CHECK(reported[0].file.ends_with("repeats.cpp"));
    CHECK(reported[0].sql.find("\"shelf_id\" = ") != std::string::npos);
    CHECK(reported[0].to_string().find(":" + std::to_string(line_of_loop) + ": one query was run 12 times: SELECT") !=
          std::string::npos);
    visit_one_by_one(db); // nobody looks
    CHECK(reported.size() == 1);
    CHECK_FALSE(detail::all_records.is_heard());
}

TEMPLATE_TEST_CASE("a loop that loads a field of each object in hand is told", "[verify]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_repeats(db);
    auto shelves = db.all(from<Shelf>().template select<ShelfTree>());
    reported.clear();
    unsigned line = 0;
    {
        const repeat_watch watch(10, &keep);
        db.template load<&ShelfTree::books>(shelves);
        CHECK(watch.repeats().empty());
        line = __LINE__ + 1;
        for (ShelfTree& each : shelves) db.template load<&ShelfTree::books>(each);
    }
    REQUIRE(reported.size() == 1);
    CHECK(reported[0].count == 12);
    CHECK(reported[0].line == line);
    CHECK(reported[0].sql.find("FROM \"book\"") != std::string::npos);
}

TEMPLATE_TEST_CASE("what is no loop of the program is not told", "[verify]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_repeats(db);
    const repeat_watch watch(3, &keep);
    // A call that asks a few times, or writes row by row; and other lines.
    CHECK(db.all(from<Shelf>().select<ShelfTree>()).size() == 12);
    ShelfTree one{.id = 1};
    db.template load<&ShelfTree::books>(one);
    CHECK(one.books.size() == 1);
    one = {.id = 100};
    for (std::int64_t id = 200; id < 205; ++id) one.books.push_back({id, 0});
    CHECK(db.insert(one).books.size() == 5);
    const auto by_id = from<Shelf>().where(col<&Shelf::id> == 3);
    db.first(by_id);
    db.first(by_id);
    db.first(by_id);
    db.first(by_id);
    std::thread([&] { visit_one_by_one(db); }).join(); // another thread
    CHECK(watch.repeats().empty());
    {
        repeat_watch inner(11, &keep);
        visit_one_by_one(db);
        CHECK(inner.repeats().size() == 1);
        reported.clear();
    }
    CHECK(reported.size() == 1);
    CHECK(watch.repeats().size() == 1); // hears of it as well
    for (int i = 0; i < 4; ++i) db.all(from<Shelf>().select<ShelfTree>());
    CHECK(watch.repeats().size() == 2); // a tree in a loop
    {
        coverage covered; // counts beside it
        db.first(by_id);
        CHECK(detail::all_records.counts.is_raised());
    }
    CHECK(detail::all_records.is_heard());
}

TEMPLATE_TEST_CASE("what to do instead of a loop is about what it does", "[verify]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_repeats(db);
    const repeat_watch watch(1, [](const query_repeat&) {});
    for (int i = 0; i < 2; ++i) db.insert(Shelf{.id = 100 + i, .name = "new"});
    for (int i = 0; i < 2; ++i) db.insert(ShelfTree{.id = 200 + i, .name = "new", .books = {Book{200 + i, 0}}});
    for (std::int64_t i = 1; i < 3; ++i)
        db.exec(update<Shelf>().set(col<&Shelf::name> = "x").where(col<&Shelf::id> == i));
    for (std::int64_t i = 1; i < 3; ++i) db.template erase<Book>(i);
    for (std::int64_t i = 1; i < 3; ++i) db.template find<Shelf>(i);
    // A call that runs several statements is one.
    for (int i = 0; i < 2; ++i) db.save(ShelfTree{.id = 1, .name = "new"});
    for (int i = 0; i < 2; ++i) db.template update<ShelfTree>(1, col<&Shelf::name> = "x", at<&ShelfTree::books>.set());
    const auto told = [&](const std::string& what) {
        int count = 0;
        for (const query_repeat& each : watch.repeats()) count += each.to_string().find(what) != std::string::npos;
        return count;
    };
    CHECK(told("\n  write many rows at once: insert_many(objects)") == 2);
    CHECK(told("\n  write many rows at once: by one update or delete, where in(keys)") == 3);
    CHECK(told("\n  read what belongs to many rows at once") == 1);
    CHECK(told("\n  write many trees at once: save the tree around them") == 1);
    CHECK(watch.repeats().size() == 7);
}
