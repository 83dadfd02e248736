// A value of a tree that cannot be stored, or that was stored by others and cannot be read: the error names the table,
// the column, and where in the tree the row is.

#include <refract/graph/edit.hpp>
#include <refract/graph/tree_place.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace tree_place_test {

enum class Color { red, green };
struct Town {
    std::string name;
    Color color{};
};
struct Customer {
    std::int64_t id{};
    std::string name;
    std::string town;
};
struct Order {
    std::int64_t id{};
    std::int32_t number{};
    std::int64_t customer_id{};
};
struct Line {
    std::int64_t id{};
    std::string text;
    Color color{};
    std::int64_t order_id{};
};
struct Setting {
    std::int64_t customer_id{};
    std::string name;
    Color color{};
};
struct Media {
    std::int64_t id{};
    std::string kind;
    std::optional<Color> color;
    std::optional<std::string> text;
    std::int64_t customer_id{};
};
struct Photo {
    using model = Media;
    std::int64_t id{};
    Color color{};
};
struct Film {
    using model = Media;
    std::int64_t id{};
    std::string text;
};

} // namespace tree_place_test

template <> inline constexpr auto refract::model<tree_place_test::Town> =
    table(named("place_town"), primary_key<&tree_place_test::Town::name>);
template <> inline constexpr auto refract::model<tree_place_test::Customer> = table(
    named("place_customer"), foreign_key<&tree_place_test::Customer::town>.references<&tree_place_test::Town::name>());
template <> inline constexpr auto refract::model<tree_place_test::Order> =
    table(named("place_order"),
          foreign_key<&tree_place_test::Order::customer_id>.references<&tree_place_test::Customer::id>());
template <> inline constexpr auto refract::model<tree_place_test::Line> =
    table(named("place_line"), column<&tree_place_test::Line::color>.named("hue"),
          foreign_key<&tree_place_test::Line::order_id>.references<&tree_place_test::Order::id>());
template <> inline constexpr auto refract::model<tree_place_test::Setting> =
    table(named("place_setting"), primary_key<&tree_place_test::Setting::customer_id, &tree_place_test::Setting::name>,
          foreign_key<&tree_place_test::Setting::customer_id>.references<&tree_place_test::Customer::id>());
template <> inline constexpr auto refract::model<tree_place_test::Media> =
    table(named("place_media"), kinds<&tree_place_test::Media::kind, tree_place_test::Photo, tree_place_test::Film>,
          foreign_key<&tree_place_test::Media::customer_id>.references<&tree_place_test::Customer::id>());

namespace tree_place_test {

using tables = schema<Town, Customer, Order, Line, Setting, Media>;

struct LineRow {
    using model = Line;
    std::int64_t id{};
    std::string text;
    Color color{};
};
struct OrderRow {
    using model = Order;
    std::int64_t id{};
    std::int32_t number{};
    std::list<LineRow> lines;
};
struct SettingRow {
    using model = Setting;
    std::int64_t customer_id{};
    std::string name;
    Color color{};
};
struct Tree {
    using model = Customer;
    Town place; // at the same address as the tree
    std::int64_t id{};
    std::string name;
    std::vector<OrderRow> orders;
    std::map<std::string, SettingRow> settings;
    std::vector<std::variant<Photo, Film>> media;
};

constexpr auto bad_color = static_cast<Color>(7);

Tree make_tree(const std::string& town) {
    Tree made{.place = {.name = town, .color = Color::red},
              .id = 0,
              .name = "Ann",
              .orders = {OrderRow{.id = 0, .number = 1, .lines = {}}, OrderRow{.id = 0, .number = 2, .lines = {}}},
              .settings = {},
              .media = {Film{.id = 0, .text = "f"}, Photo{.id = 0, .color = Color::red}, Film{.id = 0, .text = "g"}}};
    made.orders[1].lines = {LineRow{.id = 0, .text = "a", .color = Color::red},
                            LineRow{.id = 0, .text = "b", .color = Color::green}};
    made.settings["dark"] = {.customer_id = 0, .name = {}, .color = Color::red};
    return made;
}
/// Spoils one row of a tree; what the error is to begin with.
std::string spoil(Tree& tree, int which) {
    switch (which) {
    case 0: tree.place.color = bad_color; return "place: column \"color\" of \"place_town\": the value 7";
    case 1:
        tree.orders[1].lines.back().color = bad_color;
        return "orders[1].lines[1]: column \"hue\" of \"place_line\": the value 7";
    case 2:
        tree.settings["dark"].color = bad_color;
        return "settings[...]: column \"color\" of \"place_setting\": the value 7";
    default:
        std::get<Photo>(tree.media[1]).color = bad_color;
        return "media[1]: column \"color\" of \"place_media\": the value 7";
    }
}
template <class Error = conversion_error, class Work> std::string message_of(Work work) {
    try {
        work();
    } catch (const Error& failure) { return failure.message(); }
    return "no error";
}
bool begins(const std::string& message, const std::string& wanted) {
    UNSCOPED_INFO(message);
    return message.starts_with(wanted);
}

} // namespace tree_place_test

TEMPLATE_TEST_CASE("what cannot be stored of a tree is named by table, column and place", "[graph]",
                   REFRACT_TEST_DATABASES) {
    using namespace tree_place_test;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    for (int which = 0; which < 4; ++which) {
        Tree tree = make_tree("Rome" + std::to_string(which));
        const std::string wanted = spoil(tree, which);
        CHECK(begins(message_of([&] { db.insert(tree); }), wanted));
        CHECK(begins(message_of([&] { db.insert_many(std::vector{make_tree("Oslo"), tree}); }), "[1]." + wanted));
        CHECK(begins(message_of([&] { db.save(tree); }), wanted));
        Tree stored = db.insert(make_tree("Bonn" + std::to_string(which)));
        CHECK(begins(message_of([&] {
                         spoil(stored, which);
                         db.save(stored);
                     }),
                     wanted));
    }
    CHECK(db.count(from<Customer>()) == 4);
}

TEMPLATE_TEST_CASE("what cannot be stored by a verb of a tree is named by table, column and place", "[graph]",
                   REFRACT_TEST_DATABASES) {
    using namespace tree_place_test;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    const Tree tree = db.insert(make_tree("Rome"));
    const std::int64_t order = tree.orders[1].id, line = tree.orders[1].lines.front().id;
    const LineRow good{.id = 0, .text = "c", .color = Color::red}, bad{.id = 0, .text = "c", .color = bad_color};
    const std::string column = "column \"hue\" of \"place_line\": the value 7";
    const auto edit = [&](auto... what) { return message_of([&] { db.template update<OrderRow>(order, what...); }); };
    CHECK(begins(edit(at<&OrderRow::lines>.create(good, bad)), "lines[1]: " + column));
    CHECK(begins(edit(at<&OrderRow::lines>.upsert(line, bad)), "lines: " + column));
    CHECK(
        begins(edit(at<&OrderRow::lines>.update(line, col<&Line::text> = "x", col<&Line::color> = bad_color)), column));
    CHECK(begins(edit(at<&OrderRow::lines>.update_where(col<&Line::color> == bad_color, col<&Line::text> = "x")),
                 column));
    CHECK(begins(edit(at<&OrderRow::lines>.connect_or_create(bad, good)), "lines[0]: " + column));
    CHECK(begins(message_of([&] {
                     db.template update<Tree>(
                         tree.id, at<&Tree::orders>.create(OrderRow{.id = 0, .number = 3, .lines = {good, bad}}));
                 }),
                 "orders[0].lines[1]: " + column));
    CHECK(begins(message_of([&] { db.exec(update<Line>().set(col<&Line::color> = bad_color).all_rows()); }), column));
    CHECK(begins(message_of([&] { db.all(from<Line>().where(col<&Line::color> == param<Color>), bad_color); }),
                 "argument 1: " + column));
    CHECK(db.count(from<Line>()) == 2);
}

TEMPLATE_TEST_CASE("what cannot be stored of objects is named by table, column and number", "[graph]",
                   REFRACT_TEST_DATABASES) {
    using namespace tree_place_test;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    const Tree tree = db.insert(make_tree("Rome"));
    const std::string column = "column \"hue\" of \"place_line\": the value 7";
    std::vector<Line> lines(120, Line{.id = 0, .text = "x", .color = Color::red, .order_id = tree.orders[0].id});
    lines[110].color = bad_color;
    CHECK(begins(message_of([&] { db.insert_many(lines); }), "[110]: " + column));
    lines[50].color = bad_color;
    CHECK(begins(message_of([&] { db.insert_many(lines); }), "[50]: " + column));
    CHECK(message_of([&] { db.insert_many(lines, on_conflict_do_nothing); }).find(column) != std::string::npos);
    CHECK(begins(message_of([&] { db.insert(lines[50]); }), column));
    lines[50].id = tree.orders[1].lines.front().id;
    CHECK(begins(message_of([&] { db.update(lines[50]); }), column));
    CHECK(begins(message_of([&] { db.upsert(lines[50]); }), column));
    CHECK(db.count(from<Line>()) == 2);
}

TEMPLATE_TEST_CASE("what the server refuses of a tree is named by table and column", "[graph]", on_postgres) {
    using namespace tree_place_test;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    Tree tree = make_tree("Rome");
    const std::string column = "column \"text\" of \"place_line\": ";
    for (const std::string& text : {std::string("a\0b", 3), std::string("\xff\xfe")}) {
        tree.orders[1].lines.back().text = text;
        const bool is_seen_here = text.size() == 3; // else the server has many rows in one value
        CHECK(begins(message_of([&] { db.insert(tree); }), is_seen_here ? "orders[1].lines[1]: " + column : column));
        CHECK(message_of([&] { db.insert_many(std::vector{tree}); }).find(column) != std::string::npos);
        CHECK(message_of([&] { db.save(tree); }).find(column) != std::string::npos);
    }
    Tree stored = db.insert(make_tree("Rome"));
    stored.orders[1].lines.back().text = "\xff";
    CHECK(begins(message_of([&] { db.save(stored); }), "orders[1].lines[1]: " + column + "invalid byte sequence"));
}

TEMPLATE_TEST_CASE("what cannot be read of a tree is named by the table's column", "[graph]", REFRACT_TEST_DATABASES) {
    using namespace tree_place_test;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    const Tree tree = db.insert(make_tree("Rome"));
    if constexpr (TestType::is_sqlite) {
        db.execute("PRAGMA ignore_check_constraints = 1");
        db.execute("UPDATE place_order SET number = 'abc'");
    } else {
        db.execute("ALTER TABLE place_order ALTER number TYPE text");
    }
    const auto message = [&](auto work) { return message_of<schema_mismatch>(work); };
    const auto whole = from<Customer>().template select<Tree>();
    const std::string column = TestType::is_sqlite ? "column \"number\" of \"place_order\" holds text"
                                                   : "column 2 \"number\" of \"place_order\" is text";
    CHECK(begins(message([&] { db.all(whole); }), column));
    CHECK(begins(message([&] {
                     Tree changed = tree;
                     changed.name = "Bob";
                     db.save(changed);
                 }),
                 column));
    CHECK(begins(message([&] {
                     db.all(from<Customer>().template select<Tree>(
                         nested<&Tree::orders>().order_by(col<&Order::id>).before(1000).limit(2)));
                 }),
                 column));
}
