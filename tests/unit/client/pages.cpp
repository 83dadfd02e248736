// Pages by key: what is behind a row and in front of it, compared with sorted vectors over random rows with NULLs and
// duplicates.

#include <support/databases.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace pages_test {

struct Owner {
    std::int64_t id{};
    std::string name{};
    bool operator==(const Owner&) const = default;
};
struct Item {
    std::int64_t id{};
    std::optional<std::int64_t> price{};
    std::string name{};
    std::optional<std::string> note{};
    std::optional<std::int64_t> owner_id{};
    bool operator==(const Item&) const = default;
};
struct Place {
    std::int64_t shelf{};
    std::string box{};
    std::int64_t items{};
    bool operator==(const Place&) const = default;
};
struct ByName {
    std::string name{};
    std::int64_t items{};
    std::optional<std::int64_t> total{};
    bool operator==(const ByName&) const = default;
};
struct Line {
    std::string name{};
    std::int64_t id{};
    bool operator==(const Line&) const = default;
};

} // namespace pages_test
using namespace pages_test;

template <> inline constexpr auto refract::model<Item> =
    refract::table(refract::foreign_key<&Item::owner_id>.references<&Owner::id>());
template <> inline constexpr auto refract::model<Place> =
    refract::table(refract::named("the \"place\""), refract::primary_key<&Place::shelf, &Place::box>);

namespace {

using shop = schema<Owner, Item, Place>;

enum class nulls { first, last };

/// A term of an order in memory: less than 0 if the left row comes first.
template <class Row> using comparison = std::function<int(const Row&, const Row&)>;

template <class Value> int compare(const Value& left, const Value& right) { return left < right ? -1 : right < left; }
template <class Row, class Get> comparison<Row> ascending(Get get) {
    return [get](const Row& left, const Row& right) { return compare(get(left), get(right)); };
}
template <class Row> comparison<Row> reversed(comparison<Row> other) {
    return [other](const Row& left, const Row& right) { return other(right, left); };
}
/// `placed`: where NULL stands, whatever the direction.
template <class Row, class Get> comparison<Row> optional_term(Get get, bool descending, nulls placed) {
    return [=](const Row& left, const Row& right) {
        const auto &a = get(left), &b = get(right);
        if (!a || !b) {
            const int null_first = !a && !b ? 0 : !a ? -1 : 1;
            return placed == nulls::first ? null_first : -null_first;
        }
        return descending ? compare(*b, *a) : compare(*a, *b);
    };
}
/// Where NULLs stand in an ascending order of which nothing is said.
template <class Backend> constexpr nulls placed_by(bool descending) {
    return Backend::is_sqlite != descending ? nulls::first : nulls::last;
}

template <class Row> void sort_by(std::vector<Row>& rows, const std::vector<comparison<Row>>& terms) {
    std::sort(rows.begin(), rows.end(), [&](const Row& left, const Row& right) {
        for (const auto& term : terms)
            if (const int order = term(left, right); order != 0) return order < 0;
        return false;
    });
}

template <class Row> std::vector<Row> part_of(const std::vector<Row>& all, std::size_t from, std::size_t to) {
    return {all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)};
}

/// All that is asked of an ordered query, against the rows in their order. `seen_from` gives what `after` takes of a row.
template <class Database, class Query, class Row, class After, class Before>
void check_pages(Database& db, const Query& query, const std::vector<Row>& sorted, After after, Before before) {
    REQUIRE(db.all(query) == sorted);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        INFO("row " << i << " of " << sorted.size());
        const auto behind = part_of(sorted, i + 1, sorted.size());
        const auto in_front = part_of(sorted, 0, i);
        CHECK(db.all(after(query, sorted[i])) == behind);
        CHECK(db.all(before(query, sorted[i])) == in_front);
        const std::size_t limit = i % 4 + 1;
        const auto count = static_cast<std::int64_t>(limit);
        const auto next = part_of(behind, 0, std::min(limit, behind.size()));
        const auto last = part_of(in_front, in_front.size() - std::min(limit, in_front.size()), in_front.size());
        CHECK(db.all(after(query, sorted[i]).limit(count)) == next);
        const auto page = before(query, sorted[i]).limit(count);
        CHECK(db.all(page) == last);
        if (i % 5 != 0) continue;
        CHECK(db.count(page) == static_cast<std::int64_t>(last.size()));
        CHECK(db.exists(page) == !last.empty());
        CHECK(db.first(page) == (last.empty() ? std::nullopt : std::optional(last.front())));
        std::vector<Row> streamed;
        for (const auto& row : db.each(page)) streamed.push_back(row);
        CHECK(streamed == last);
    }
}
/// The same of whole objects.
template <class Database, class Query, class Row>
void check_pages(Database& db, const Query& query, const std::vector<Row>& sorted) {
    check_pages(
        db, query, sorted, [](const auto& ordered, const Row& row) { return ordered.after(row); },
        [](const auto& ordered, const Row& row) { return ordered.before(row); });
}

template <class Database> std::vector<Item> fill_pages(Database& db, unsigned seed, int count) {
    std::mt19937 random(seed);
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    const std::vector<std::string> words{"", "a", "ab", "b", "it's", "x", "xy"};
    const auto word = [&] { return words[static_cast<std::size_t>(pick(0, 6))]; };
    db.template create_tables<shop>();
    for (const char* name : {"ann", "bob", "bob"}) db.insert(Owner{.name = name});
    std::vector<Item> all;
    for (int i = 0; i < count; ++i) {
        Item item{.name = word()};
        if (pick(0, 2) > 0) item.price = pick(-2, 3);
        if (pick(0, 2) > 0) item.note = word();
        if (pick(0, 3) > 0) item.owner_id = pick(1, 3);
        all.push_back(db.insert(item));
    }
    return all;
}

const auto id = ascending<Item>([](const Item& item) { return item.id; });
const auto name = ascending<Item>([](const Item& item) { return item.name; });
auto price(bool descending, nulls placed) {
    return optional_term<Item>([](const Item& item) { return item.price; }, descending, placed);
}
auto note(bool descending, nulls placed) {
    return optional_term<Item>([](const Item& item) { return item.note; }, descending, placed);
}

} // namespace

TEMPLATE_TEST_CASE("pages of objects are those of a sorted list", "[pages]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::vector<Item> items = fill_pages(db, 7, 30);
    const auto sorted = [&](std::vector<comparison<Item>> terms) {
        std::vector<Item> all = items;
        sort_by(all, terms);
        return all;
    };
    check_pages(db, from<Item>().order_by(col<&Item::name>, col<&Item::id>), sorted({name, id}));
    check_pages(db, from<Item>().order_by(col<&Item::name>.desc(), col<&Item::id>.desc()),
                sorted({reversed(name), reversed(id)}));
    check_pages(db, from<Item>().order_by(col<&Item::name>.desc(), col<&Item::id>), sorted({reversed(name), id}));
    check_pages(db, from<Item>().order_by(col<&Item::price>, col<&Item::id>.desc()),
                sorted({price(false, placed_by<TestType>(false)), reversed(id)}));
    check_pages(db, from<Item>().order_by(col<&Item::price>.desc(), col<&Item::note>, col<&Item::id>),
                sorted({price(true, placed_by<TestType>(true)), note(false, placed_by<TestType>(false)), id}));
    check_pages(db,
                from<Item>().order_by(col<&Item::note>.asc().nulls_first(), col<&Item::name>,
                                      col<&Item::price>.desc().nulls_first(), col<&Item::id>),
                sorted({note(false, nulls::first), name, price(true, nulls::first), id}));
    check_pages(db,
                from<Item>().order_by(col<&Item::price>.asc().nulls_last(), col<&Item::note>.desc().nulls_last(),
                                      col<&Item::id>.desc()),
                sorted({price(false, nulls::last), note(true, nulls::last), reversed(id)}));
}

TEMPLATE_TEST_CASE("pages of what a condition lets through, of projections and of expressions", "[pages]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    std::vector<Item> items = fill_pages(db, 11, 30);
    // Values of the condition, of the order and of the page stand in their places.
    std::vector<Item> wanted;
    for (const Item& item : items)
        if (item.name != "x" && item.price.value_or(-9) > -2) wanted.push_back(item);
    const auto rest = [](const Item& item) { return std::optional(*item.price * 7 % 3); };
    sort_by(wanted, {optional_term<Item>(rest, true, nulls::last), id});
    check_pages(
        db,
        from<Item>()
            .where(col<&Item::name> != "x")
            .order_by((col<&Item::price> * 7 % 3).desc().nulls_last(), col<&Item::id>)
            .where(col<&Item::price> > -2),
        wanted, [&](const auto& query, const Item& row) { return query.after(rest(row), row.id); },
        [&](const auto& query, const Item& row) { return query.before(rest(row), row.id); });
    // Structs by name and by position, and values side by side.
    std::vector<Line> lines;
    std::vector<std::tuple<std::int64_t, std::string>> pairs;
    for (const Item& item : items) {
        lines.push_back({item.name, item.id});
        pairs.emplace_back(item.id, item.name);
    }
    sort_by(lines, {ascending<Line>([](const Line& line) { return line.name; }),
                    ascending<Line>([](const Line& line) { return line.id; })});
    check_pages(db, from<Item>().template select<Line>().order_by(col<&Item::name>, col<&Item::id>), lines);
    sort_by(pairs, {reversed(ascending<std::tuple<std::int64_t, std::string>>(
                       [](const auto& pair) { return std::get<0>(pair); }))});
    check_pages(db, from<Item>().select(col<&Item::id>, col<&Item::name>).order_by(col<&Item::id>.desc()), pairs);
    CHECK(db.all(from<Item>().order_by(col<&Item::id>).after(27).select(col<&Item::id>)) ==
          std::vector<std::int64_t>{28, 29, 30});
    CHECK(db.all(from<Item>().select(col<&Item::id>).limit(2).order_by(col<&Item::id>).before(27)) ==
          std::vector<std::int64_t>{25, 26});
    CHECK(db.all(from<Item>().select(col<&Item::id>).limit(2).offset(3).order_by(col<&Item::id>).before(27)) ==
          std::vector<std::int64_t>{22, 23});
}

TEMPLATE_TEST_CASE("pages of tables with keys of several columns and hostile names", "[pages]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<shop>();
    std::vector<Place> places;
    for (const std::int64_t shelf : {2, 1, 3})
        for (const char* box : {"b", "it's", "a\"; DROP"}) places.push_back(db.insert(Place{shelf, box, shelf % 2}));
    const auto shelf = ascending<Place>([](const Place& place) { return place.shelf; });
    const auto box = ascending<Place>([](const Place& place) { return place.box; });
    const auto held = ascending<Place>([](const Place& place) { return place.items; });
    std::vector<Place> sorted = places;
    sort_by(sorted, {held, reversed(box), shelf});
    check_pages(db, from<Place>().order_by(col<&Place::items>, col<&Place::box>.desc(), col<&Place::shelf>), sorted);
    // A part of the key that a condition fixes need not be ordered by.
    std::vector<Place> second;
    for (const Place& place : sorted)
        if (place.shelf == 2) second.push_back(place);
    sort_by(second, {box});
    check_pages(db, from<Place>().where(col<&Place::shelf> == 2).order_by(col<&Place::box>), second);
}

TEMPLATE_TEST_CASE("pages of joins", "[pages]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::vector<Item> items = fill_pages(db, 5, 24);
    const std::vector<Owner> owners{{1, "ann"}, {2, "bob"}, {3, "bob"}};
    using pair = std::tuple<Item, std::optional<Owner>>;
    using both = std::tuple<Item, Owner>;
    std::vector<pair> outer;
    std::vector<both> inner;
    for (const Item& item : items) {
        if (!item.owner_id) {
            outer.emplace_back(item, std::nullopt);
            continue;
        }
        const Owner& owner = owners[static_cast<std::size_t>(*item.owner_id - 1)];
        outer.emplace_back(item, owner);
        inner.emplace_back(item, owner);
    }
    // The item tells its owner, so that the order ends in the key of the items alone.
    const auto name_of_owner = [](const pair& row) {
        const auto& owner = std::get<1>(row);
        return owner ? std::optional(owner->name) : std::nullopt;
    };
    const auto item_of = [](const auto& row) { return std::get<0>(row).id; };
    sort_by(outer, {optional_term<pair>(name_of_owner, true, nulls::last), ascending<pair>(item_of)});
    check_pages(db,
                from<Item>().template left_join<&Item::owner_id>().order_by(col<&Owner::name>.desc().nulls_last(),
                                                                            col<&Item::id>),
                outer);
    sort_by(inner, {ascending<both>([](const both& row) { return std::get<1>(row).name; }),
                    reversed(ascending<both>(item_of))});
    check_pages(db, from<Item>().template join<&Item::owner_id>().order_by(col<&Owner::name>, col<&Item::id>.desc()),
                inner);
    // A table twice.
    using other = alias<Item, "other">;
    std::vector<std::tuple<Item, Item>> twins;
    for (const Item& left : items)
        for (const Item& right : items)
            if (left.name == right.name && left.id < right.id) twins.emplace_back(left, right);
    sort_by(twins, {reversed(ascending<std::tuple<Item, Item>>([](const auto& row) { return std::get<1>(row).id; })),
                    ascending<std::tuple<Item, Item>>([](const auto& row) { return std::get<0>(row).id; })});
    check_pages(
        db,
        from<Item>()
            .template join<other>(col<&Item::name> == col<&Item::name, other> && col<&Item::id> < col<&Item::id, other>)
            .order_by(col<&Item::id, other>.desc(), col<&Item::id>),
        twins);
}

TEMPLATE_TEST_CASE("pages of groups, of queries that stand as tables, and of names", "[pages]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::vector<Item> items = fill_pages(db, 3, 40);
    std::vector<ByName> groups;
    for (const Item& item : items) {
        auto found =
            std::find_if(groups.begin(), groups.end(), [&](const ByName& each) { return each.name == item.name; });
        if (found == groups.end()) found = groups.insert(groups.end(), ByName{item.name, 0, {}});
        ++found->items;
        if (item.price) found->total = found->total.value_or(0) + *item.price;
    }
    const auto group_name = ascending<ByName>([](const ByName& group) { return group.name; });
    const auto group_items = ascending<ByName>([](const ByName& group) { return group.items; });
    const auto group_total =
        optional_term<ByName>([](const ByName& group) { return group.total; }, false, nulls::first);
    const auto grouped = from<Item>()
                             .group_by(col<&Item::name>)
                             .template select<ByName>(col<&Item::name>, count(), sum(col<&Item::price>));
    sort_by(groups, {reversed(group_items), group_total, group_name});
    check_pages(db, grouped.order_by(count().desc(), sum(col<&Item::price>).asc().nulls_first(), col<&Item::name>),
                groups);
    check_pages(
        db,
        from(grouped).order_by(col<&ByName::items>.desc(), col<&ByName::total>.asc().nulls_first(), col<&ByName::name>),
        groups);
    // Beside a condition of the groups.
    std::vector<ByName> large;
    for (const ByName& group : groups)
        if (group.items > 4) large.push_back(group);
    sort_by(large, {group_name});
    check_pages(db, grouped.having(count() > 4).order_by(col<&Item::name>), large);
    // A page is a query like any other: it stands as a table.
    const auto last = grouped.order_by(col<&Item::name>).before("x").limit(2);
    CHECK(db.all(from(last).order_by(col<&ByName::name>.desc()).select(col<&ByName::name>)) ==
          std::vector<std::string>{"it's", "b"});
    CHECK(db.all(from<Item>()
                     .where(col<&Item::name>.in(from<alias<Item, "o">>()
                                                    .select(col<&Item::name, alias<Item, "o">>)
                                                    .group_by(col<&Item::name, alias<Item, "o">>)
                                                    .order_by(col<&Item::name, alias<Item, "o">>)
                                                    .before("x")
                                                    .limit(1)))
                     .select(col<&Item::name>)
                     .distinct()) == std::vector<std::string>{"it's"});
    // Names of expressions.
    using band = std::tuple<std::int64_t, std::int64_t>;
    std::vector<band> bands;
    for (const Item& item : items) {
        const std::int64_t at = item.id / 7;
        auto found =
            std::find_if(bands.begin(), bands.end(), [&](const band& each) { return std::get<0>(each) == at; });
        if (found == bands.end()) found = bands.insert(bands.end(), band{at, 0});
        ++std::get<1>(*found);
    }
    const auto of_seven = (col<&Item::id> / 7).template as<"band">();
    sort_by(bands, {ascending<band>([](const band& each) { return std::get<1>(each); }),
                    reversed(ascending<band>([](const band& each) { return std::get<0>(each); }))});
    check_pages(db, from<Item>().select(of_seven, count()).group_by(of_seven).order_by(count(), of_seven.desc()),
                bands);
}

TEMPLATE_TEST_CASE("pages take arguments, and conditions of the run time", "[pages]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    std::vector<Item> items = fill_pages(db, 2, 20);
    sort_by(items, {name, id});
    constexpr auto next = from<Item>()
                              .where(col<&Item::id> > param<std::int64_t>)
                              .order_by(col<&Item::name>, col<&Item::id>)
                              .after(param<std::string_view>, param<std::int64_t>)
                              .limit(param<std::int64_t>);
    CHECK(db.all(next, 0, items[4].name, items[4].id, 3) == part_of(items, 5, 8));
    predicate<Item> wanted;
    wanted &= col<&Item::id> > 0;
    for (const bool flag : {false, true}) {
        const auto page = from<Item>()
                              .where_if(flag, col<&Item::name> != "no such name")
                              .order_by(col<&Item::name>, col<&Item::id>)
                              .where(wanted)
                              .before(items[9])
                              .limit(4);
        CHECK(db.all(page) == part_of(items, 5, 9));
        CHECK(db.count(page) == 4);
    }
    // With a query in WITH, and a row that is one of a query as a table.
    CHECK(db.all(with(from<Item>().template select<Line>(col<&Item::name>, col<&Item::id>))
                     .template from<Line>()
                     .order_by(col<&Line::id>)
                     .before(Line{"", 4})
                     .limit(1)) == db.all(from<Item>().template select<Line>().where(col<&Item::id> == 3)));
}
