// Pages in an order that the run time puts together: whatever its terms, they are slices of the whole list in this
// order. Keys that are not the primary one.

#include <refract/query/page_in_ordering.hpp>

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace page_in_ordering_test {

struct Maker {
    std::int64_t id{};
    std::string name{};
    bool operator==(const Maker&) const = default;
};
struct Part {
    std::int64_t id{};
    std::string code{};
    std::string name{};
    std::optional<std::int64_t> price{};
    std::optional<std::string> note{};
    std::optional<std::int64_t> maker_id{};
    bool operator==(const Part&) const = default;
};
/// Known by a code, by a place together, and by a number that it need not have.
struct Crate {
    std::int64_t id{};
    std::string code{};
    std::int32_t row{}, column{};
    std::optional<std::int64_t> number{};
    std::int32_t weight{};
    bool operator==(const Crate&) const = default;
};
struct PartLine {
    std::string name{};
    std::int64_t id{};
    bool operator==(const PartLine&) const = default;
};
struct NameCount {
    std::string name{};
    std::int64_t parts{};
    bool operator==(const NameCount&) const = default;
};

} // namespace page_in_ordering_test
using namespace page_in_ordering_test;

template <> inline constexpr auto refract::model<Part> =
    refract::table(refract::unique<&Part::code>, refract::foreign_key<&Part::maker_id>.references<&Maker::id>());
template <> inline constexpr auto refract::model<Crate> = refract::table(
    refract::unique<&Crate::code>, refract::index<&Crate::row, &Crate::column>.unique(),
    refract::unique<&Crate::number>, refract::index<&Crate::weight>.unique().where(refract::col<&Crate::weight> > 100));

namespace {

using stock = schema<Maker, Part, Crate>;

template <class Database> void fill_page_in_ordering(Database& db) {
    db.template create_tables<stock>();
    std::mt19937 random(4);
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    const std::vector<std::string> words{"", "a", "ab", "it's", "x\"y"};
    const auto word = [&] { return words[static_cast<std::size_t>(pick(0, 4))]; };
    for (const char* name : {"ann", "bob", "bob"}) db.insert(Maker{.name = name});
    for (int i = 0; i < 24; ++i) {
        Part part{.code = "c" + std::to_string(i * 7 % 24), .name = word()};
        if (pick(0, 2) > 0) part.price = pick(-2, 3);
        if (pick(0, 2) > 0) part.note = word();
        if (pick(0, 3) > 0) part.maker_id = pick(1, 3);
        db.insert(part);
    }
}

template <class Row> std::vector<Row> slice(const std::vector<Row>& all, std::size_t from, std::size_t to) {
    return {all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)};
}
/// The pages of an ordered query are slices of its rows.
template <class Database, class Query> void check_pages(Database& db, const Query& query) {
    const auto all = db.all(query);
    REQUIRE(all.size() > 3);
    for (std::size_t i = 0; i < all.size(); i += 3) {
        INFO("row " << i << " of " << all.size());
        const std::size_t limit = i % 4 + 1, behind = std::min(all.size(), i + 1 + limit);
        CHECK(db.all(query.after(all[i])) == slice(all, i + 1, all.size()));
        CHECK(db.all(query.before(all[i])) == slice(all, 0, i));
        CHECK(db.all(query.after(all[i]).limit(static_cast<std::int64_t>(limit))) == slice(all, i + 1, behind));
        const auto last = query.before(all[i]).limit(static_cast<std::int64_t>(limit));
        CHECK(db.all(last) == slice(all, i - std::min(limit, i), i));
        CHECK(db.count(last) == static_cast<std::int64_t>(std::min(limit, i)));
    }
}
/// What a call says that is refused.
template <class Call> std::string refusal(Call call) {
    try {
        call();
    } catch (const error& failure) { return failure.message(); }
    return "nothing";
}

} // namespace

TEMPLATE_TEST_CASE("pages in random orders of the run time are slices of the list", "[pages]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_page_in_ordering(db);
    std::mt19937 random(9);
    for (int round = 0; round < 24; ++round) {
        ordering<Part> order;
        for (auto terms = random() % 4; terms > 0; --terms) switch (random() % 6) {
            case 0: order.by(col<&Part::name>); break;
            case 1: order.by(col<&Part::name>.desc()); break;
            case 2: order.by(col<&Part::price>.desc().nulls_last()); break;
            case 3: order.by(col<&Part::price>); break;
            case 4: order.by(col<&Part::note>.asc().nulls_first()); break;
            case 5: order.by(col<&Part::note>.desc()); break;
            }
        switch (random() % 4) { // each a key
        case 0: order.by(col<&Part::id>); break;
        case 1: order.by(col<&Part::id>.desc()); break;
        case 2: order.by(col<&Part::code>); break;
        case 3: order.by(col<&Part::code>.desc()); break;
        }
        INFO("round " << round);
        check_pages(db, from<Part>().order_by(order));
    }
}

TEMPLATE_TEST_CASE("pages in an ordering stand beside conditions, joins and groups", "[pages]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_page_in_ordering(db);
    for (const bool flag : {false, true}) {
        predicate<Part> wanted(col<&Part::name> != "no such name");
        if (flag) wanted &= col<&Part::id> > 2;
        ordering<Part> order(col<&Part::name>.desc());
        order.by(col<&Part::id>);
        check_pages(db, from<Part>().where(wanted).order_by(order).where_if(flag, col<&Part::id> < 20));
        // A struct of some columns, by name.
        check_pages(db, from<Part>().order_by(order).template select<PartLine>());
        // The terms as they are selected.
        check_pages(db, from<Part>().select(col<&Part::id>, col<&Part::name>).order_by(order));
    }
    // An outer join, whose whole rows are tuples.
    ordering<Part, Maker> both(col<&Maker::name>.desc().nulls_last());
    both.by(col<&Part::id>.desc());
    check_pages(db, from<Part>().template left_join<&Part::maker_id>().order_by(both));
    // A table twice.
    using other = alias<Part, "other">;
    ordering<Part, other> twins(col<&Part::id, other>.desc());
    twins.by(col<&Part::id>);
    check_pages(db, from<Part>()
                        .template join<other>(col<&Part::name> == col<&Part::name, other> &&
                                              col<&Part::id> < col<&Part::id, other>)
                        .order_by(twins));
    // Groups, by what they come to; an order of what is selected.
    ordering<Part> of_groups(count().desc());
    of_groups.by(col<&Part::name>);
    check_pages(db, from<Part>()
                        .group_by(col<&Part::name>)
                        .template select<NameCount>(col<&Part::name>, count())
                        .order_by(of_groups));
    // An expression of the order with a value of its own, that of the field of its name.
    const auto remainder = (col<&Part::id> % 3).template as<"remainder">();
    ordering<Part> named(remainder);
    named.by(col<&Part::id>.desc());
    check_pages(db, from<Part>().select(remainder, col<&Part::id>).order_by(named));
    // As a table.
    ordering<Part> by_id(col<&Part::id>);
    CHECK(db.all(from(from<Part>().order_by(by_id).before(Part{.id = 9}).limit(2).template select<PartLine>())
                     .select(col<&PartLine::id>)
                     .order_by(col<&PartLine::id>.desc())) == std::vector<std::int64_t>{8, 7});
}

TEMPLATE_TEST_CASE("orders of the run time that tell no rows apart are refused when they run", "[pages]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_page_in_ordering(db);
    const Part seen{.id = 3, .name = "a"};
    const auto ask = [&](const ordering<Part>& order) {
        return refusal([&] { static_cast<void>(db.all(from<Part>().order_by(order).after(seen))); });
    };
    const std::string apart = "a page begins behind a row, and its ordering of the run time does not tell the rows "
                              "apart: some would be lost; let it end in a key of each table, order.by(col<&T::id>)";
    CHECK(ask(ordering<Part>(col<&Part::name>)) == apart);
    CHECK(ask(ordering<Part>(col<&Part::price>)) == apart);
    CHECK(ask(ordering<Part>()) == "after or before behind an ordering of the run time: the ordering is empty; let it "
                                   "end in a key, order.by(col<&T::id>)");
    CHECK(ask(ordering<Part>(lower(col<&Part::name>)).by(col<&Part::id>)) ==
          "after or before behind an ordering of the run time: the row has no field for one of its terms; order by "
          "columns of the row's struct, or by what is selected");
    CHECK(ask(ordering<Part>(col<&Part::id>)) == "nothing");
    // A condition fixes the key.
    CHECK(db.all(from<Part>()
                     .where(col<&Part::id> == 5)
                     .order_by(ordering<Part>(col<&Part::name>))
                     .after(Part{.name = ""})
                     .select(col<&Part::id>))
              .size() <= 1);
    ordering<Part> many;
    for (int i = 0; i < 17; ++i) many.by(col<&Part::id>);
    CHECK(ask(many) == "after or before behind an ordering of the run time: the ordering has more than 16 terms");
}

TEMPLATE_TEST_CASE("what is unique together and never NULL ends an order", "[pages]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<stock>();
    for (std::int32_t i = 0; i < 12; ++i)
        db.insert(Crate{.code = "k" + std::to_string(i * 5 % 12), .row = i % 3, .column = i / 3, .weight = i % 4});
    check_pages(db, from<Crate>().order_by(col<&Crate::weight>, col<&Crate::code>.desc()));
    check_pages(db, from<Crate>().order_by(col<&Crate::weight>, col<&Crate::column>.desc(), col<&Crate::row>));
    check_pages(db, from<Crate>().where(col<&Crate::row> == 1).order_by(col<&Crate::column>));
    const auto ask = [&](const ordering<Crate>& order) {
        return refusal([&] { static_cast<void>(db.all(from<Crate>().order_by(order).after(Crate{}))); }) == "nothing";
    };
    CHECK(ask(ordering<Crate>(col<&Crate::code>)));
    CHECK(ask(ordering<Crate>(col<&Crate::row>).by(col<&Crate::column>)));
    CHECK_FALSE(ask(ordering<Crate>(col<&Crate::row>)));
    CHECK_FALSE(ask(ordering<Crate>(col<&Crate::number>))); // several rows have no number
    CHECK_FALSE(ask(ordering<Crate>(col<&Crate::weight>))); // only heavy ones are unique
    // Rows of a query with the struct of a table have not its keys.
    const auto twice = from<Crate>().union_all(from<Crate>());
    const auto lines = with<as_table<Crate, "lines">>(twice);
    ordering<as_table<Crate, "lines">> by_code(col<&Crate::code, as_table<Crate, "lines">>);
    CHECK(refusal([&] {
              static_cast<void>(
                  db.all(lines.template from<as_table<Crate, "lines">>().order_by(by_code).after(Crate{.code = "k"})));
          }).find("does not tell the rows apart") != std::string::npos);
}

TEST_CASE("a row says nothing of another table whose columns have the same names", "[pages]") {
    const auto both = from<Part>().join<&Part::maker_id>();
    const auto ask = [&](const auto& order, const auto& seen) {
        return refusal([&] { static_cast<void>(both.order_by(order).after(seen)); });
    };
    using parts = ordering<Part, Maker>;
    const std::string start = "after or before behind an ordering of the run time: the row has ";
    const std::string none = start +
                             "no field for one of its terms; order by columns of the row's struct, or by what is "
                             "selected";
    parts order(col<&Maker::name>);
    CHECK(ask(order, Part{.name = "a"}) == none);
    CHECK(ask(order, Maker{.name = "a"}) == "nothing");
    CHECK(ask(order, PartLine{.name = "a"}) == "nothing");
    CHECK(ask(order.by(col<&Maker::id>).by(col<&Part::id>), PartLine{.name = "a", .id = 3}) ==
          start + "one field for columns of two tables; order by what is selected, or give a row of whole objects");
    CHECK(ask(order, std::tuple(Part{}, Maker{})) == "nothing");
}

TEST_CASE("a page in an ordering has no text without it") {
    ordering<Part> order(col<&Part::id>);
    const auto page = from<Part>().select(col<&Part::id>).order_by(order).after(Part{.id = 3});
    CHECK(sql<dialect::sqlite>(page) == R"(SELECT "id" FROM "part")");
}

// What stands in WITH has not the key of its struct, wherever it is read.
namespace {
using lines = as_table<Part, "lines">;
constexpr auto twice = with<lines>(from<Part>().union_all(from<Part>()));
constexpr auto page_of_lines = from<lines>()
                                   .order_by(col<&Part::id, lines>)
                                   .after(3)
                                   .select<PartLine>(col<&Part::name, lines>, col<&Part::id, lines>);
template <class Query> constexpr bool loses_rows(const Query&) {
    return detail::violation_of<Query>.broken == detail::rule::page_order_ends_in_key;
}
} // namespace
static_assert(!loses_rows(page_of_lines));
static_assert(loses_rows(twice.with(page_of_lines).from<PartLine>()));
static_assert(loses_rows(twice.from<Part>().where(
    col<&Part::id>.in(from<lines>().order_by(col<&Part::id, lines>).after(3).select(col<&Part::id, lines>)))));
