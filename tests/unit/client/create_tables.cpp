// create_tables, and what the tables then do: keys, references, defaults, checks.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/create_tables.hpp>

#include <limits>
#include <string>

namespace tables_test {

// Each of the five actions.
struct Target {
    std::int64_t id{};
    std::int64_t number{};
};
struct Cascading {
    std::int64_t id{};
    std::int64_t target{};
};
struct Nulling {
    std::int64_t id{};
    std::optional<std::int64_t> target{};
};
struct Defaulting {
    std::int64_t id{};
    std::int64_t target{};
};
struct Restricting {
    std::int64_t id{};
    std::int64_t target{};
};
struct Refusing {
    std::int64_t id{};
    std::int64_t target{};
};
using actions = refract::schema<Cascading, Nulling, Defaulting, Restricting, Refusing, Target>;

// Two tables that reference each other, and one itself.
struct Department {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> head_id{};
};
struct Employee {
    std::int64_t id{};
    std::int64_t department_id{};
    std::optional<std::int64_t> reports_to{};
};
using company = refract::schema<Department, Employee>;

enum class Size { small, large };

struct Product {
    std::int64_t id{};
    std::string name{};
    std::string code{};
    Size size{};
    bool on_sale{};
    std::int32_t stock{};
    double weight{};
    std::optional<std::string> note{};
    std::chrono::sys_time<std::chrono::microseconds> added_at{};
    refract::decimal<2> price{};
    std::chrono::year_month_day since{};
    std::int64_t odd{};
    std::int64_t twice{};
};
// A reference of two columns.
struct Shelf {
    std::string hall{};
    std::int32_t number{};
};
struct Item {
    std::int64_t id{};
    std::string hall{};
    std::int32_t shelf{};
    std::string quoted_column{};
};

} // namespace tables_test

using namespace tables_test;

template <> inline constexpr auto refract::model<Target> = refract::table(refract::unique<&Target::number>);
template <> inline constexpr auto refract::model<Cascading> = refract::table(
    refract::foreign_key<&Cascading::target>.references<&Target::number>().on_delete(refract::cascade).on_update(refract::cascade));
template <> inline constexpr auto refract::model<Nulling> = refract::table(
    refract::foreign_key<&Nulling::target>.references<&Target::number>().on_delete(refract::set_null).on_update(refract::set_null));
template <> inline constexpr auto refract::model<Defaulting> = refract::table(
    refract::column<&Defaulting::target>.default_to(0),
    refract::foreign_key<&Defaulting::target>.references<&Target::number>().on_delete(refract::set_default).on_update(refract::set_default));
template <> inline constexpr auto refract::model<Restricting> = refract::table(
    refract::foreign_key<&Restricting::target>.references<&Target::number>().on_delete(refract::restrict).on_update(refract::restrict));
template <> inline constexpr auto refract::model<Refusing> =
    refract::table(refract::foreign_key<&Refusing::target>.references<&Target::number>().named("refusing_target"));

template <> inline constexpr auto refract::model<Department> =
    refract::table(refract::foreign_key<&Department::head_id>.references<&Employee::id>());
template <> inline constexpr auto refract::model<Employee> = refract::table(
    refract::foreign_key<&Employee::department_id>.references<&Department::id>(),
    refract::foreign_key<&Employee::reports_to>.references<&Employee::id>().on_delete(refract::set_null));

template <> inline constexpr auto refract::model<Product> = refract::table(
    refract::column<&Product::name>.default_to("it's \"new\""), refract::column<&Product::code>.collate("C"),
    refract::column<&Product::size>.default_to(Size::large), refract::column<&Product::on_sale>.default_to(true),
    refract::column<&Product::stock>.default_to(-3), refract::column<&Product::weight>.default_to(1.5),
    refract::column<&Product::added_at>.default_to(refract::now()),
    refract::column<&Product::price>.default_to(refract::decimal<2>::from_coefficient(1999)),
    refract::column<&Product::since>.default_to(
        std::chrono::year_month_day(std::chrono::year(2020), std::chrono::month(2), std::chrono::day(29))),
    refract::column<&Product::odd>.default_to(refract::detail::as_operand<std::int64_t>(3) *
                                              refract::detail::value_expression<std::int64_t>{{{2}}}),
    refract::column<&Product::twice>.generated(refract::col<&Product::stock> * 2 + refract::col<&Product::odd>),
    refract::unique<&Product::name, &Product::size>, refract::index<&Product::code>.unique(),
    refract::index<&Product::stock>.named("in stock").where(refract::col<&Product::stock> > 0).descending<&Product::stock>(),
    refract::check("stock_known", refract::col<&Product::stock> >= -3 && refract::col<&Product::code> != "bad"),
    refract::check("note_is_short", refract::length(refract::col<&Product::note>) < 10));

template <> inline constexpr auto refract::model<Shelf> =
    refract::table(refract::primary_key<&Shelf::hall, &Shelf::number>);
template <> inline constexpr auto refract::model<Item> =
    refract::table(refract::named("the \"items\""), refract::column<&Item::quoted_column>.named("select"),
                   refract::foreign_key<&Item::hall, &Item::shelf>.references<&Shelf::hall, &Shelf::number>().on_update(
                       refract::cascade));

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("create_tables makes what is missing and leaves the rest alone", "[tables]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<blog::Tag>>();
    db.insert(blog::Tag{.label = "kept"});
    db.template create_tables<blog::everything>();
    db.template create_tables<blog::everything>();
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"kept"});
    CHECK(db.insert(blog::User{.email = "a", .name = "A"}).id == 1);
    db.template create_tables<schema<>>();

    db.transaction([&](auto&) { db.template create_tables<company>(); }); // also inside a transaction
    db.template create_tables<company>();
    CHECK_FALSE(db.connection().in_transaction());
}

TEMPLATE_TEST_CASE("tables that reference each other", "[tables]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<company>();
    auto sales = db.insert(Department{.name = "Sales"});
    const auto ann = db.insert(Employee{.department_id = sales.id});
    const auto bob = db.insert(Employee{.department_id = sales.id, .reports_to = ann.id});
    sales.head_id = ann.id;
    db.update(sales);
    CHECK_THROWS_AS(db.insert(Employee{.department_id = 99}), foreign_key_violation);
    CHECK_THROWS_AS(db.insert(Department{.name = "x", .head_id = 99}), foreign_key_violation);
    CHECK_THROWS_AS(db.erase(ann), foreign_key_violation);
    sales.head_id = std::nullopt;
    db.update(sales);
    CHECK(db.erase(ann));
    CHECK(db.template get<Employee>(bob.id).reports_to == std::nullopt);
}

TEMPLATE_TEST_CASE("what happens to rows whose reference goes away", "[tables]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<actions>();
    for (std::int64_t number : {0, 1, 2, 3, 4, 5, 6, 7}) db.insert(Target{.number = number});
    const auto remove = [&](std::int64_t number) {
        return db.exec(delete_from<Target>().where(col<&Target::number> == number));
    };
    const auto change = [&](std::int64_t number) {
        return db.exec(update<Target>().set(col<&Target::number> = number + 100).where(col<&Target::number> == number));
    };

    db.insert(Cascading{.target = 1});
    db.insert(Cascading{.target = 2});
    CHECK(remove(1) == 1);
    CHECK(change(2) == 1);
    CHECK(fresh.rows("SELECT target FROM cascading") == text_rows{"102"});

    db.insert(Nulling{.target = 3});
    db.insert(Nulling{.target = 4});
    CHECK(remove(3) == 1);
    CHECK(change(4) == 1);
    CHECK(fresh.rows("SELECT target FROM nulling") == text_rows{"NULL", "NULL"});

    db.insert(Defaulting{.target = 5});
    db.insert(Defaulting{.target = 6});
    CHECK(remove(5) == 1);
    CHECK(change(6) == 1);
    CHECK(fresh.rows("SELECT target FROM defaulting") == text_rows{"0", "0"});

    db.insert(Restricting{.target = 7});
    CHECK_THROWS_AS(remove(7), foreign_key_violation);
    CHECK_THROWS_AS(change(7), foreign_key_violation);
    db.exec(delete_from<Restricting>().all_rows());
    db.insert(Refusing{.target = 7});
    try {
        remove(7);
        FAIL("no error");
    } catch (const foreign_key_violation& failure) {
        if constexpr (!TestType::is_sqlite) {
            CHECK(failure.constraint() == "refusing_target");
            CHECK(failure.table() == "refusing");
        }
    }
    CHECK_THROWS_AS(change(7), foreign_key_violation);
    CHECK(fresh.rows("SELECT number FROM target ORDER BY number") == text_rows{"0", "7", "102", "104", "106"});
}

TEMPLATE_TEST_CASE("defaults of every kind", "[tables]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    if constexpr (TestType::is_sqlite)
        sqlite3_create_collation(
            db.connection().native(), "C", SQLITE_UTF8, nullptr,
            [](void*, int left_size, const void* left, int right_size, const void* right) {
                return std::string(static_cast<const char*>(left), static_cast<std::size_t>(left_size))
                    .compare(std::string(static_cast<const char*>(right), static_cast<std::size_t>(right_size)));
            });
    db.template create_tables<schema<Product>>();

    const auto made = db.one(insert_into<Product>().set(col<&Product::code> = "a").returning());
    CHECK(made.name == "it's \"new\"");
    CHECK(made.size == Size::large);
    CHECK(made.on_sale);
    CHECK(made.stock == -3);
    CHECK(made.weight == 1.5);
    CHECK(made.note == std::nullopt);
    CHECK(made.added_at.time_since_epoch().count() > 1'600'000'000'000'000);
    CHECK(made.price == decimal<2>::from_coefficient(1999));
    CHECK(made.since ==
          std::chrono::year_month_day(std::chrono::year(2020), std::chrono::month(2), std::chrono::day(29)));
    CHECK(made.odd == 6);
    CHECK(made.twice == 0);

    // unique, over two columns and by an index
    CHECK_THROWS_AS(db.exec(insert_into<Product>().set(col<&Product::code> = "b")), unique_violation);
    CHECK_THROWS_AS(db.exec(insert_into<Product>().set(col<&Product::code> = "a", col<&Product::name> = "n")),
                    unique_violation);
    CHECK(db.exec(insert_into<Product>().set(col<&Product::code> = "b", col<&Product::size> = Size::small)) == 1);
    // checks
    CHECK_THROWS_AS(db.exec(update<Product>().set(col<&Product::stock> = -4).all_rows()), check_violation);
    CHECK_THROWS_AS(db.exec(update<Product>().set(col<&Product::code> = "bad").where(col<&Product::id> == 1)),
                    check_violation);
    CHECK_THROWS_AS(db.exec(update<Product>().set(col<&Product::note> = "0123456789").where(col<&Product::id> == 1)),
                    check_violation);
    CHECK(db.exec(update<Product>()
                      .set(col<&Product::note> = "012345678", col<&Product::stock> = 4)
                      .where(col<&Product::id> == 1)) == 1);
    CHECK(db.template get<Product>(1).twice == 14);
}

TEMPLATE_TEST_CASE("names that need quoting, and references of two columns", "[tables]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Item, Shelf>>();
    db.insert(Shelf{"A", 1});
    db.insert(Item{.hall = "A", .shelf = 1, .quoted_column = "x"});
    CHECK_THROWS_AS(db.insert(Item{.hall = "A", .shelf = 2}), foreign_key_violation);
    db.exec(update<Shelf>().set(col<&Shelf::hall> = "B").all_rows());
    CHECK(fresh.rows("SELECT \"hall\", \"shelf\", \"select\" FROM \"the \"\"items\"\"\"") == text_rows{"B|1|x"});
    CHECK(db.first(from<Item>().where(col<&Item::quoted_column> == "x"))->hall == "B");
    CHECK(db.all(from<Item>().template join<&Item::hall>()).size() == 1);
    db.template create_tables<schema<Item, Shelf>>();
}

TEMPLATE_TEST_CASE("create_tables makes all tables or none", "[tables]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    // An index of the second table has the name of something that is there already.
    db.execute("CREATE TABLE post_author_id_published_idx (a integer)");
    CHECK_THROWS_AS(db.template create_tables<blog::everything>(), error);
    if constexpr (TestType::is_sqlite)
        CHECK(fresh.rows("SELECT name FROM sqlite_schema WHERE type = 'table'") ==
              text_rows{"post_author_id_published_idx"});
    else
        CHECK(fresh.rows("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()") ==
              text_rows{"1"});
    db.execute("DROP TABLE post_author_id_published_idx");
    db.template create_tables<blog::everything>();
}

namespace tables_test {
struct Ledger {
    std::int64_t id{};
    std::string path{};
    double best{};
    double worst{};
};
enum class Phase { open, closed };
struct Ticket {
    std::int64_t id{};
    Phase phase{};
};
} // namespace tables_test
template <> inline constexpr auto refract::model<tables_test::Ledger> =
    refract::table(refract::column<&tables_test::Ledger::id>.type("bigint"),
                   refract::column<&tables_test::Ledger::path>.default_to("c:\\temp\\"),
                   refract::column<&tables_test::Ledger::best>.default_to(std::numeric_limits<double>::infinity()),
                   refract::column<&tables_test::Ledger::worst>.default_to(-std::numeric_limits<double>::infinity()));
template <> inline constexpr auto refract::enumeration<tables_test::Phase> =
    refract::enumerators<tables_test::Phase>(
        {{tables_test::Phase::open, "open"}, {tables_test::Phase::closed, "closed"}})
        .native("phase");

TEMPLATE_TEST_CASE("defaults and generated keys are what the database takes them for", "[tables]",
                   REFRACT_TEST_DATABASES) {
    using tables_test::Ledger;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    if constexpr (!TestType::is_sqlite) db.execute("SET standard_conforming_strings = off");
    db.template create_tables<schema<Ledger>>();
    const auto id = db.one(insert_into<Ledger>().set(col<&Ledger::id> = 5).returning(col<&Ledger::id>));
    const auto made = db.template get<Ledger>(id);
    CHECK(made.path == "c:\\temp\\");
    CHECK(made.best == std::numeric_limits<double>::infinity());
    CHECK(made.worst == -std::numeric_limits<double>::infinity());
    const auto next = db.insert(Ledger{.path = "d"}).id;
    CHECK(db.template get<Ledger>(next).path == "d");
    if constexpr (TestType::is_sqlite)
        CHECK(fresh.rows("SELECT DISTINCT typeof(best) FROM ledger") == text_rows{"real"});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("an enum type elsewhere is another type, and one that is replaced is found again", "[tables]") {
    using tables_test::Phase, tables_test::Ticket;
    fresh_database<on_postgres> fresh, other;
    if (!fresh) return;
    other.rows("CREATE TYPE phase AS ENUM ('other')");
    auto& db = fresh.db();
    db.create_tables<schema<Ticket>>();
    const auto open = from<Ticket>().where(col<&Ticket::phase> == Phase::open);
    db.insert(Ticket{.phase = Phase::open});
    CHECK(db.count(open) == 1);

    fresh.rows("ALTER TYPE phase RENAME TO phase_before");
    fresh.rows("CREATE TYPE phase AS ENUM ('open', 'closed')");
    fresh.rows("ALTER TABLE ticket ALTER COLUMN phase TYPE phase USING phase::text::phase");
    fresh.rows("DROP TYPE phase_before");
    db.insert(Ticket{.phase = Phase::closed});
    CHECK(db.count(open) == 1);
    CHECK(db.all(from<Ticket>()).size() == 2);
}
#endif
