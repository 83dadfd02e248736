// Situations of SQLAlchemy's compliance suite: what a dialect has to get right.

#include "scenario.hpp"
#include "shop.hpp"

#include <limits>

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

struct Wanted {
    std::int64_t id{};
    std::string word{};
};
struct Node {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> parent_id{};
};
struct Step {
    std::int64_t id{};
    std::string path{};
    std::int64_t depth{};
};
struct Link {
    std::int64_t id{};
    std::int64_t from_id{};
    std::int64_t to_id{};
};
struct Reached {
    std::int64_t id{};
};
struct Number {
    std::int64_t n{};
};
struct Square {
    std::int64_t n{};
    std::int64_t square{};
};
struct Entry {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> hits{};
};
struct EntryCopy {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> hits{};
};
struct Values {
    std::int64_t id{};
    std::string text{};
    std::int64_t big{};
    std::int32_t small{};
    double number{};
    bool flag{};
    money exact{};
    date day{};
    sys_seconds moment{};
    std::optional<std::string> none{};
};

constexpr auto node_id = col<&Node::id>;
constexpr auto entry_id = col<&Entry::id>;
constexpr auto entry_name = col<&Entry::name>;
constexpr auto hits = col<&Entry::hits>;

constexpr auto roots =
    from<Node>().where(col<&Node::parent_id>.is_null()).select<Step>(node_id, col<&Node::name>, value(std::int64_t{0}));
constexpr auto children = from<Node>()
                              .join<Step>(col<&Node::parent_id> == col<&Step::id>)
                              .select<Step>(node_id, col<&Step::path> + "/" + col<&Node::name>, col<&Step::depth> + 1);
constexpr auto tree = with_recursive(roots.union_all(children));

} // namespace

template <> inline constexpr auto refract::model<Entry> = refract::table(refract::unique<&Entry::name>);

TEMPLATE_TEST_CASE("SQLAlchemy: select", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    constexpr auto ids = from<Product>().select(product_id);

    s.ordered("a limit", ids.order_by(product_id).limit(2), "SELECT id FROM product ORDER BY id LIMIT 2");
    s.ordered("an offset without a limit", ids.order_by(product_id).offset(8),
              "SELECT id FROM product WHERE id > 8 ORDER BY id");
    s.ordered("a limit and an offset", ids.order_by(product_id).limit(2).offset(3), "SELECT 4 UNION ALL SELECT 5");
    s.ordered("a limit as a parameter", ids.order_by(product_id).limit(param<std::int64_t>),
              "SELECT 1 UNION ALL SELECT 2", 2);
    s.ordered("an offset as a parameter", ids.order_by(product_id).offset(param<std::int64_t>), "SELECT 12", 11);
    s.rows("a limit in a sub-query",
           from<Line>()
               .where(line_product.in(from<Product>().order_by(price.desc()).limit(2).select(product_id)))
               .select(line_order),
           "SELECT order_id FROM line WHERE product_id IN (4, 9)");
    s.rows("each operand with its own order and limit",
           ids.order_by(product_id).limit(1).union_all(ids.order_by(product_id.desc()).limit(1)),
           "SELECT 1 UNION ALL SELECT 12");
    s.ordered("the whole with an order, operands with theirs",
              ids.order_by(product_id)
                  .limit(2)
                  .union_all(ids.order_by(product_id.desc()).limit(2))
                  .order_by(product_id.desc())
                  .limit(3),
              "SELECT 12 UNION ALL SELECT 11 UNION ALL SELECT 2");
    s.ordered("distinct of the whole",
              ids.where(product_id < 3).union_distinct(ids.where(product_id < 4)).order_by(product_id),
              "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3");
    s.rows("a union inside another as its right operand",
           ids.where(product_id == 1).union_all(ids.where(product_id == 2).union_all(ids.where(product_id == 2))),
           "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 2");
    s.rows("a difference inside an intersection",
           ids.intersect(ids.where(product_id < 5).except(ids.where(product_id < 3))), "SELECT 3 UNION ALL SELECT 4");
    s.none("in an empty list, of numbers", ids.where(product_id.in(std::vector<std::int64_t>{})),
           "SELECT 1 WHERE 1 = 0");
    s.rows("not in an empty list, of numbers", ids.where(product_id.not_in(std::vector<std::int64_t>{})),
           "SELECT id FROM product");
    s.rows("not in an empty list, where the column is NULL",
           from<Order>().where(order_employee.not_in(std::vector<std::int64_t>{})).select(count()),
           "SELECT count(*) FROM orders");
    s.rows("in a list of one parameter that is run twice", ids.where(product_id.in(std::vector<std::int64_t>{7})),
           "SELECT 7");
    s.rows("between and its opposite", ids.where(product_id.between(3, 9) && product_id.not_between(5, 8)),
           "SELECT id FROM product WHERE id IN (3, 4, 9)");
    s.rows("NULL-safe equality of two columns",
           from<Order>().where(order_employee.is_not_distinct_from(order_id)).select(order_id),
           "SELECT id FROM orders WHERE employee_id = id");
    s.rows("NULL-safe inequality of two columns",
           from<Order>().where(order_employee.is_distinct_from(order_id)).select(order_id),
           "SELECT id FROM orders WHERE employee_id <> id OR employee_id IS NULL");
    s.rows("exists",
           from<Category>().where(exists(from<Product>().where(product_category == category_id))).select(category_id),
           "SELECT DISTINCT category_id FROM product WHERE category_id IS NOT NULL");
    s.rows(
        "not exists",
        from<Category>().where(!exists(from<Product>().where(product_category == category_id))).select(category_name),
        "SELECT 'Empty'");
    s.rows("a pattern that begins with an escaped sign", from<Customer>().where(company.like("%!_%", '!')).select(code),
           "SELECT 'THEBI'");
    s.rows("a search for a text with the escape sign itself",
           from<Customer>().where((company + "!").ends_with("!")).select(count()), "SELECT count(*) FROM customer");
    s.rows("a search for a backslash", from<Customer>().where((company + "\\").contains("\\")).select(count()),
           "SELECT count(*) FROM customer");
    s.ordered("a window with an order of its own",
              from<Product>().order_by(product_id).select(rank().over(order_by(price.desc()))),
              "SELECT rank() OVER (ORDER BY price DESC) FROM product ORDER BY id");
    s.ordered("an order by an expression of a group",
              from<Product>().group_by(product_category).order_by(sum(stock).desc()).select(product_category),
              "SELECT category_id FROM product GROUP BY category_id ORDER BY sum(stock) DESC");
    const std::vector<Wanted> wanted{{1, "one"}, {2, "it's"}, {99, "none"}};
    s.rows(
        "VALUES as a table",
        from(rows_of(wanted))
            .left_join<Product>(product_id == col<&Wanted::id>)
            .select(col<&Wanted::word>, product_name),
        "SELECT word, name FROM (SELECT 1 AS id, 'one' AS word UNION ALL SELECT 2, 'it''s' UNION ALL SELECT 99, 'none') "
        "AS w LEFT JOIN product AS p ON p.id = w.id");
    s.rows("an IN of rows, (a, b) IN ((1, 2), (3, 4))",
           ids.where(in(tuple(product_id, product_category), tuple(1, 1), tuple(2, 2), tuple(3, 2))),
           "SELECT id FROM product WHERE id = 1 AND category_id = 1 OR id IN (2, 3) AND category_id = 2");
}

TEMPLATE_TEST_CASE("SQLAlchemy: common table expressions", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Node, Link, Entry>>();
    db.insert_many(std::vector<Node>{{1, "a", {}}, {2, "b", 1}, {3, "c", 1}, {4, "d", 2}, {5, "e", 4}, {6, "z", {}}},
                   keys_are_given);
    db.insert_many(std::vector<Link>{{1, 1, 2}, {2, 2, 3}, {3, 3, 1}, {4, 3, 4}, {5, 8, 9}}, keys_are_given);
    scenarios s(fresh);
    const char* by_hand =
        "WITH RECURSIVE t(id, path, depth) AS (SELECT id, name, 0 FROM node WHERE parent_id IS NULL UNION ALL SELECT "
        "n.id, t.path || '/' || n.name, depth + 1 FROM node AS n JOIN t ON t.id = n.parent_id) ";

    s.rows("a query under a name", with(roots).template from<Step>().select(col<&Step::id>),
           "SELECT 1 UNION ALL SELECT 6");
    s.rows("read twice",
           with(roots)
               .template from<Step>()
               .where(col<&Step::id>.in(from<alias<Step, "again">>().select(max(col<&Step::id, alias<Step, "again">>))))
               .select(col<&Step::path>),
           "SELECT 'z'");
    s.ordered("a tree, from its roots", tree.template from<Step>().order_by(col<&Step::path>),
              (std::string(by_hand) + "SELECT * FROM t ORDER BY path").c_str());
    s.rows("the leaves of a tree",
           tree.template from<Step>()
               .where(!exists(from<Node>().where(col<&Node::parent_id> == col<&Step::id>)))
               .select(col<&Step::id>),
           "SELECT 3 UNION ALL SELECT 5 UNION ALL SELECT 6");
    s.rows("the depth of a tree", tree.template from<Step>().select(max(col<&Step::depth>)), "SELECT 3");
    s.rows("how many on each level",
           tree.template from<Step>().group_by(col<&Step::depth>).select(col<&Step::depth>, count()),
           (std::string(by_hand) + "SELECT depth, count(*) FROM t GROUP BY depth").c_str());
    constexpr auto leaf = from<Node>()
                              .where(node_id == param<std::int64_t>)
                              .template select<Step>(node_id, col<&Node::name>, value(std::int64_t{0}));
    using up = alias<Node, "up">;
    constexpr auto above = from<Node>()
                               .template join<Step>(node_id == col<&Step::id>)
                               .template join<up>(col<&Node::id, up> == col<&Node::parent_id>)
                               .template select<Step>(col<&Node::id, up>, col<&Node::name, up>, col<&Step::depth> + 1);
    s.ordered("the ancestors of a row",
              with_recursive(leaf.union_all(above))
                  .template from<Step>()
                  .order_by(col<&Step::depth>)
                  .select(col<&Step::path>),
              "SELECT 'e' UNION ALL SELECT 'd' UNION ALL SELECT 'b' UNION ALL SELECT 'a'", 5);
    constexpr auto start = from<Link>().where(col<&Link::from_id> == 1).template select<Reached>(col<&Link::to_id>);
    constexpr auto onward = from<Link>()
                                .template join<Reached>(col<&Link::from_id> == col<&Reached::id>)
                                .template select<Reached>(col<&Link::to_id>);
    s.rows("a graph with a circle", with_recursive(start.union_distinct(onward)).template from<Reached>(),
           "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4");
    constexpr auto one = from<Node>().where(node_id == 1).template select<Number>(value(std::int64_t{1}));
    constexpr auto more = from<Number>().where(col<&Number::n> < 10).template select<Number>(col<&Number::n> + 1);
    s.rows("numbers that no table has", with_recursive(one.union_all(more)).template from<Number>(),
           "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION "
           "SELECT 8 UNION SELECT 9 UNION SELECT 10");
    constexpr auto squares = from<Number>().template select<Square>(col<&Number::n>, col<&Number::n> * col<&Number::n>);
    s.rows("one query that reads another",
           with_recursive(one.union_all(more))
               .with(squares)
               .template from<Square>()
               .where(col<&Square::square> > 50)
               .select(col<&Square::n>),
           "SELECT 8 UNION SELECT 9 UNION SELECT 10");
    s.rows("its rows joined with a table",
           with_recursive(one.union_all(more))
               .template from<Number>()
               .template left_join<Node>(node_id == col<&Number::n>)
               .where(node_id.is_null())
               .select(col<&Number::n>),
           "SELECT 7 UNION SELECT 8 UNION SELECT 9 UNION SELECT 10");
    s.writes("an insert of its rows",
             with_recursive(one.union_all(more))
                 .template insert_into<Entry>()
                 .template columns<&Entry::name, &Entry::hits>()
                 .from(from<Number>().select("n" + cast<std::string>(col<&Number::n>), col<&Number::n>)),
             10, "SELECT sum(hits), max(name) FROM entry", {"55|n9"});
    s.writes("an update by it",
             with_recursive(one.union_all(more))
                 .template update<Entry>()
                 .set(hits = 0)
                 .where(hits.in(from<Number>().where(col<&Number::n> > 7).select(col<&Number::n>))),
             3, "SELECT sum(hits) FROM entry", {"28"});
    s.writes("a delete by it",
             with_recursive(one.union_all(more))
                 .template delete_from<Entry>()
                 .where(hits.in(from<Number>().select(col<&Number::n>))),
             7, "SELECT count(*) FROM entry", {"3"});
}

TEMPLATE_TEST_CASE("SQLAlchemy: inserts", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Entry, EntryCopy>>();
    scenarios s(fresh);
    const raw_sql table = "SELECT id, name, hits FROM entry ORDER BY id";

    s.writes("a row whose key the database makes", insert_into<Entry>().set(entry_name = "first", hits = 3), 1, table,
             {"1|first|3"});
    s.writes("a column left out takes its default", insert_into<Entry>().set(entry_name = "second"), 1, table,
             {"1|first|3", "2|second|NULL"});
    s.is("the key that was made", db.insert(Entry{.name = "third"}).id, "SELECT 3");
    s.rows("columns returned", insert_into<Entry>().set(entry_name = "fourth").returning(entry_id, entry_name),
           "SELECT 4, 'fourth'");
    s.writes("an expression as a value",
             insert_into<Entry>().set(entry_name = upper(value(std::string("fif"))) + "th", hits = value(2) * 3), 1,
             "SELECT name, hits FROM entry WHERE id = 5", {"FIFth|6"});
    s.writes("a value of a query",
             insert_into<Entry>().set(entry_name = "sixth", hits = scalar(from<alias<Entry, "old">>().select(
                                                                max(col<&Entry::hits, alias<Entry, "old">>)))),
             1, "SELECT hits FROM entry WHERE id = 6", {"6"});
    s.writes("rows of a query",
             insert_into<EntryCopy>().template columns<&EntryCopy::name, &EntryCopy::hits>().from(
                 from<Entry>().where(hits.is_not_null()).order_by(entry_id).select(entry_name, hits)),
             3, "SELECT name, hits FROM entry_copy ORDER BY id", {"first|3", "FIFth|6", "sixth|6"});
    s.writes("rows of a query with constants",
             insert_into<EntryCopy>().template columns<&EntryCopy::name, &EntryCopy::hits>().from(
                 from<Entry>().where(entry_id == 1).select(entry_name + "!", value(std::int64_t{9}))),
             1, "SELECT name, hits FROM entry_copy WHERE hits = 9", {"first!|9"});
    s.writes("rows of its own table",
             insert_into<Entry>().template columns<&Entry::name, &Entry::hits>().from(
                 from<Entry>().where(entry_id < 3).select(entry_name + " copy", hits)),
             2, "SELECT name FROM entry WHERE id > 6 ORDER BY id", {"first copy", "second copy"});
    s.writes(
        "a row that is there stays",
        insert_into<Entry>().set(entry_name = "first", hits = 99).template on_conflict<&Entry::name>().do_nothing(), 0,
        "SELECT hits FROM entry WHERE id = 1", {"3"});
    s.writes("a row that is there is updated",
             insert_into<Entry>()
                 .set(entry_name = "first", hits = 99)
                 .template on_conflict<&Entry::name>()
                 .do_update(hits = excluded<&Entry::hits>),
             1, "SELECT hits FROM entry WHERE id = 1", {"99"});
    s.writes("it counts up",
             insert_into<Entry>()
                 .set(entry_name = "first", hits = 1)
                 .template on_conflict<&Entry::name>()
                 .do_update(hits += excluded<&Entry::hits>),
             1, "SELECT hits FROM entry WHERE id = 1", {"100"});
    s.writes("it is updated under a condition that fails",
             insert_into<Entry>()
                 .set(entry_name = "first", hits = 1)
                 .template on_conflict<&Entry::name>()
                 .do_update(hits = excluded<&Entry::hits>)
                 .where(hits < excluded<&Entry::hits>),
             0, "SELECT hits FROM entry WHERE id = 1", {"100"});
    s.writes("NULL in a column that may be NULL", update<Entry>().set(hits = std::nullopt).where(entry_id == 1), 1,
             "SELECT hits FROM entry WHERE id = 1", {"NULL"});
    s.is("how many rows an update matched, changed or not",
         db.exec(update<Entry>().set(hits = coalesce(hits, 0)).all_rows()), "SELECT count(*) FROM entry");
    s.is("how many rows a delete removed", db.exec(delete_from<EntryCopy>().where(col<&EntryCopy::hits> > 5)),
         "SELECT 3");
    s.rows("rows returned by a delete", delete_from<EntryCopy>().all_rows().returning(col<&EntryCopy::name>),
           "SELECT 'first'");
    s.rows("rows returned by an update", update<Entry>().set(hits = 8).where(entry_id < 3).returning(entry_id, hits),
           "SELECT 1, 8 UNION ALL SELECT 2, 8");
    s.rows("a row that is there is returned, by an upsert that changes nothing",
           insert_into<Entry>()
               .set(entry_name = "second")
               .template on_conflict<&Entry::name>()
               .do_update(entry_name = col<&Entry::name>)
               .returning(entry_id),
           "SELECT id FROM entry WHERE name = 'second'");
    s.template refuses<unique_violation>("a value that has to be unique", [&] { db.insert(Entry{.name = "first"}); });
}

TEMPLATE_TEST_CASE("SQLAlchemy: types", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Values>>();
    scenarios s(fresh);
    const Values first{1,
                       "it's \"\xC3\xA9\xE2\x82\xAC\" %_\\",
                       std::numeric_limits<std::int64_t>::max(),
                       -5,
                       0.1,
                       true,
                       cents(-1),
                       on(2026, 2, 28),
                       day_of(1969, 12, 31, 23, 59),
                       {}};
    const Values second{2,
                        "",
                        std::numeric_limits<std::int64_t>::min(),
                        0,
                        -1e300,
                        false,
                        cents(123456),
                        on(1, 1, 1),
                        day_of(2038, 1, 19, 3, 14),
                        ""};
    db.insert(first, keys_are_given);
    db.insert(second, keys_are_given);

    s.ordered("every type comes back",
              from<Values>()
                  .order_by(col<&Values::id>)
                  .select(col<&Values::text>, col<&Values::big>, col<&Values::small>, col<&Values::number>,
                          col<&Values::flag>, col<&Values::exact>, col<&Values::day>, col<&Values::none>),
              "SELECT text, big, small, number, flag, exact, day, none FROM \"values\" ORDER BY id");
    s.rows("a text with quotes, signs and letters of other languages",
           from<Values>().where(col<&Values::text> == first.text).select(col<&Values::id>), "SELECT 1");
    s.rows("the empty text is not NULL",
           from<Values>().where(col<&Values::text> == "" && col<&Values::none>.is_not_null()).select(col<&Values::id>),
           "SELECT 2");
    s.rows("the largest whole number",
           from<Values>().where(col<&Values::big> == std::numeric_limits<std::int64_t>::max()).select(col<&Values::id>),
           "SELECT 1");
    s.rows("the smallest whole number",
           from<Values>().where(col<&Values::big> == std::numeric_limits<std::int64_t>::min()).select(col<&Values::id>),
           "SELECT 2");
    s.rows("a floating-point number", from<Values>().where(col<&Values::number> == 0.1).select(col<&Values::id>),
           "SELECT 1");
    s.rows("a decimal, negative and smaller than one",
           from<Values>().where(col<&Values::exact> == cents(-1)).select(col<&Values::id>), "SELECT 1");
    s.rows("a boolean", from<Values>().where(col<&Values::flag> == false).select(col<&Values::id>), "SELECT 2");
    s.rows("a date long ago", from<Values>().where(col<&Values::day> == on(1, 1, 1)).select(col<&Values::id>),
           "SELECT 2");
    s.rows("a time before 1970",
           from<Values>().where(col<&Values::moment> < day_of(1970, 1, 1)).select(col<&Values::id>), "SELECT 1");
    s.rows(
        "a value alone, of each type",
        from<Values>().where(col<&Values::id> == 1).select(value(7), value(std::string("x")), value(true), value(1.5)),
        {"SELECT 7, 'x', 1, 1.5", "SELECT 7, 'x', true, 1.5"});
    s.rows("a name that is a word of SQL", from<Values>().select(count()), "SELECT 2");
    s.rows("a decimal is added to exactly",
           from<Values>().where(col<&Values::exact> + 0.01_dec == 0.00_dec).select(col<&Values::id>), "SELECT 1");
}
