// Rows that are marked as deleted are hidden wherever a statement meets their table.

#include "support/databases.hpp"

#include <algorithm>
#include <thread>

using namespace refract;
using namespace refract_test;

namespace policies_test {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Writer {
    std::int64_t id{};
    std::string name;
    bool gone = false;
    bool operator==(const Writer&) const = default;
};
struct Essay {
    std::int64_t id{};
    std::int64_t writer_id{};
    std::string title;
    std::int32_t views = 0;
    std::optional<moment> deleted_at{};
    bool operator==(const Essay&) const = default;
};
struct Remark { // without a policy
    std::int64_t id{};
    std::int64_t essay_id{};
    std::string text;
};
struct Draft {
    std::int64_t id{};
    std::string text;
    std::int32_t revision{};
    std::optional<moment> changed_at{};
    std::optional<moment> deleted_at{};
};

} // namespace policies_test

template <> inline constexpr auto refract::model<policies_test::Writer> =
    refract::table(refract::soft_delete<&policies_test::Writer::gone>);
template <> inline constexpr auto refract::model<policies_test::Essay> =
    refract::table(refract::soft_delete<&policies_test::Essay::deleted_at>,
                   refract::foreign_key<&policies_test::Essay::writer_id>.references<&policies_test::Writer::id>());
template <> inline constexpr auto refract::model<policies_test::Remark> =
    refract::table(refract::foreign_key<&policies_test::Remark::essay_id>.references<&policies_test::Essay::id>());
template <> inline constexpr auto refract::model<policies_test::Draft> = refract::table(
    refract::column<&policies_test::Draft::revision>.version(), refract::updated_at<&policies_test::Draft::changed_at>,
    refract::soft_delete<&policies_test::Draft::deleted_at>);

using namespace policies_test;

namespace {

constexpr auto titles = from<Essay>().select(col<&Essay::title>).order_by(col<&Essay::id>);
using texts = std::vector<std::string>;

/// Ann: one (2 views), two (4, deleted), three (6). Bea, who is deleted: four (8). Remarks on one and on two.
template <class Fresh> void fill_policies(Fresh& fresh) {
    fresh.db().template create_tables<schema<Writer, Essay, Remark>>();
    const std::string yes = std::is_same_v<Fresh, fresh_database<on_sqlite>> ? "1" : "true";
    const std::string no = std::is_same_v<Fresh, fresh_database<on_sqlite>> ? "0" : "false";
    fresh.rows("INSERT INTO writer (id, name, gone) VALUES (1, 'Ann', " + no + "), (2, 'Bea', " + yes + ")");
    fresh.rows("INSERT INTO essay (id, writer_id, title, views, deleted_at) VALUES (1, 1, 'one', 2, NULL),"
               "(2, 1, 'two', 4, '2024-05-06 07:08:09.000000'), (3, 1, 'three', 6, NULL), (4, 2, 'four', 8, NULL)");
    fresh.rows("INSERT INTO remark (id, essay_id, text) VALUES (1, 1, 'on one'), (2, 2, 'on two')");
}

} // namespace

TEST_CASE("deleted rows are hidden in the text, once for each table", "[policies]") {
    using on = dialect::postgres;
    CHECK(sql<on>(from<Essay>()) ==
          R"(SELECT "id", "writer_id", "title", "views", "deleted_at" FROM "essay" WHERE "deleted_at" IS NULL)");
    CHECK(sql<on>(titles.where(col<&Essay::views> > 3 || col<&Essay::views> < 1)) ==
          R"(SELECT "title" FROM "essay" WHERE ("views" > $1 OR "views" < $2) AND "deleted_at" IS NULL ORDER BY "id")");
    CHECK(sql<on>(titles.with_deleted()) == R"(SELECT "title" FROM "essay" ORDER BY "id")");
    CHECK(sql<on>(from<Writer>().left_join<&Essay::writer_id>().select(count())) ==
          R"(SELECT count(*) FROM "writer" LEFT JOIN "essay" ON "essay"."writer_id" = "writer"."id" AND )"
          R"("essay"."deleted_at" IS NULL WHERE NOT "writer"."gone")");
    CHECK(sql<on>(delete_from<Essay>().where(col<&Essay::id> == 3)) ==
          R"(UPDATE "essay" SET "deleted_at" = clock_timestamp() WHERE "id" = $1 AND "deleted_at" IS NULL)");
    CHECK(sql<on>(delete_from<Essay>().where(col<&Essay::id> == 3).for_good()) ==
          R"(DELETE FROM "essay" WHERE "id" = $1 AND "deleted_at" IS NULL)");
    CHECK(sql<on>(update<Writer>().set(col<&Writer::name> = "x").all_rows()) ==
          R"(UPDATE "writer" SET "name" = $1 WHERE NOT "gone")");
}

TEMPLATE_TEST_CASE("objects and queries see rows that are not deleted", "[policies]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_policies(fresh);
    auto& db = fresh.db();
    CHECK(db.all(titles) == texts{"one", "three", "four"});
    CHECK(db.all(titles.with_deleted()) == texts{"one", "two", "three", "four"});
    CHECK_FALSE(db.template find<Essay>(2));
    CHECK_THROWS_AS(db.template get<Writer>(2), not_found);
    CHECK_THROWS_AS(db.update(Essay{.id = 2, .writer_id = 1, .title = "x"}), not_found);
    CHECK(fresh.rows("SELECT title FROM essay WHERE id = 2") == text_rows{"two"});

    CHECK(db.template erase<Essay>(1));
    CHECK_FALSE(db.template erase<Essay>(1)); // it is gone already, and keeps its time
    CHECK(db.erase(db.template get<Essay>(4)));
    CHECK(db.all(titles) == texts{"three"});
    CHECK(fresh.rows("SELECT count(*) FROM essay WHERE deleted_at IS NOT NULL") == text_rows{"3"});
    CHECK(db.exec(delete_from<Essay>().all_rows()) == 1);
    CHECK(fresh.rows("SELECT count(*) FROM essay WHERE deleted_at IS NOT NULL") == text_rows{"4"});
    CHECK(db.template erase<Writer>(1));
    CHECK(db.all(from<Writer>()).empty());
    CHECK(db.count(from<Writer>().with_deleted()) == 2);
}

TEMPLATE_TEST_CASE("rows come back, and go for good", "[policies]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_policies(fresh);
    auto& db = fresh.db();
    // The key of a deleted row is taken: it is there for an upsert, which brings it back.
    CHECK_THROWS_AS(db.insert(Essay{.id = 2, .writer_id = 1, .title = "new"}), unique_violation);
    CHECK(db.upsert(Essay{.id = 2, .writer_id = 1, .title = "again"}).title == "again");
    CHECK(db.template get<Essay>(2) == Essay{.id = 2, .writer_id = 1, .title = "again"});
    CHECK(db.template erase<Essay>(2));
    db.exec(insert_into<Essay>()
                .set(col<&Essay::id> = 2, col<&Essay::writer_id> = 1, col<&Essay::title> = "once more",
                     col<&Essay::views> = 1)
                .template on_conflict<&Essay::id>()
                .do_update(col<&Essay::title> = excluded<&Essay::title>));
    CHECK(db.template get<Essay>(2).title == "once more");
    CHECK(db.exec(delete_from<Essay>().where(col<&Essay::id> == 2)) == 1);
    CHECK(db.exec(
              update<Essay>().with_deleted().set(col<&Essay::deleted_at> = std::nullopt).where(col<&Essay::id> == 2)) ==
          1);
    CHECK(db.all(titles) == texts{"one", "once more", "three", "four"});

    fresh.rows("DELETE FROM remark");
    CHECK(db.erase_for_good(db.template get<Essay>(1)));
    CHECK(db.template erase<Essay>(2));
    CHECK(db.template erase<Essay>(4));
    CHECK(db.template erase_for_good<Essay>(2));
    CHECK_FALSE(db.template erase_for_good<Essay>(2));
    CHECK(fresh.rows("SELECT id FROM essay ORDER BY id") == text_rows{"3", "4"});
    CHECK(db.exec(delete_from<Essay>().with_deleted().for_good().where(col<&Essay::deleted_at>.is_not_null())) == 1);
    CHECK(fresh.rows("SELECT id FROM essay") == text_rows{"3"});
}

namespace policies_test {

struct EssayLine {
    using model = Essay;
    std::int64_t id{};
    std::string title;
    std::vector<Remark> remarks;
};
struct WriterTree {
    using model = Writer;
    std::int64_t id{};
    std::string name;
    std::vector<EssayLine> essays;
};
struct RemarkOn { // what it is on may be deleted
    using model = Remark;
    std::int64_t id{};
    std::optional<EssayLine> essay;
};
struct Written {
    std::string name;
    std::int64_t essays{};
};
using hidden = as_table<Essay, "hidden_essay">;

} // namespace policies_test

namespace {

/// A tree as text.
std::string spell(const EssayLine& line) {
    std::string text = line.title + "(";
    for (const Remark& each : line.remarks) text += each.text;
    return text + ")";
}
std::string spell(const std::vector<WriterTree>& writers) {
    std::string text;
    for (const WriterTree& each : writers) {
        text += each.name + ":";
        for (const EssayLine& line : each.essays) text += spell(line);
        text += " ";
    }
    return text;
}
std::string spell(const std::vector<RemarkOn>& remarks) {
    std::string text;
    for (const RemarkOn& each : remarks) text += each.essay ? spell(*each.essay) : "-";
    return text;
}

} // namespace

TEMPLATE_TEST_CASE("all levels of a shape hide deleted rows, or none", "[policies]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_policies(fresh);
    auto& db = fresh.db();
    const auto trees = from<Writer>()
                           .template select<WriterTree>(nested<&WriterTree::essays>().order_by(col<&Essay::id>))
                           .order_by(col<&Writer::id>);
    CHECK(spell(db.all(trees)) == "Ann:one(on one)three() ");
    CHECK(spell(db.all(trees.with_deleted())) == "Ann:one(on one)two(on two)three() Bea:four() ");
    std::vector<WriterTree> streamed;
    for (const WriterTree& each : db.each(trees.with_deleted())) streamed.push_back(each);
    CHECK(spell(streamed) == "Ann:one(on one)two(on two)three() Bea:four() ");
    streamed.clear();
    for (const WriterTree& each : db.each(trees)) streamed.push_back(each);
    CHECK(spell(streamed) == "Ann:one(on one)three() ");
    db.template load<&WriterTree::essays>(streamed, nested<&WriterTree::essays>().order_by(col<&Essay::id>));
    CHECK(spell(streamed) == "Ann:one(on one)three() ");
    const auto of_all = nested<&WriterTree::essays>().order_by(col<&Essay::id>).limit(2).with_deleted();
    CHECK(spell(db.all(from<Writer>().template select<WriterTree>(of_all))) == "Ann:one(on one)two(on two) ");
    const auto remarks = from<Remark>().template select<RemarkOn>().order_by(col<&Remark::id>);
    CHECK(spell(db.all(remarks)) == "one(on one)-");
    CHECK(spell(db.all(remarks.with_deleted())) == "one(on one)two(on two)");
}

TEMPLATE_TEST_CASE("queries inside a query hide deleted rows", "[policies]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_policies(fresh);
    auto& db = fresh.db();
    // Relations: the essay that is deleted counts for none of them.
    CHECK(db.one(from<Writer>().select(count_of<&Essay::writer_id>())) == 2);
    CHECK(db.one(from<Writer>().with_deleted().select(count_of<&Essay::writer_id>()).where(col<&Writer::id> == 1)) ==
          3);
    CHECK(db.count(from<Remark>().where(related<&Remark::essay_id>())) == 1);
    CHECK(db.count(from<Writer>().where(every<&Essay::writer_id>(col<&Essay::views> != 4))) == 1);
    CHECK(db.count(from<Writer>().where(some<&Essay::writer_id>(col<&Essay::views> == 4))) == 0);
    predicate<Writer> wanted;
    wanted &= some<&Essay::writer_id>(col<&Essay::views> == 4);
    CHECK(db.count(from<Writer>().where(wanted)) == 0);
    CHECK(db.count(from<Writer>().where(wanted).with_deleted()) == 1);
    // Queries as values, as tables, in WITH and in set operations.
    const auto ids = from<Essay>().select(col<&Essay::id>);
    CHECK(db.count(from<Remark>().where(col<&Remark::essay_id>.in(ids))) == 1);
    CHECK(db.count(from<Remark>().where(col<&Remark::essay_id>.in(ids.with_deleted()))) == 2);
    CHECK(db.all(ids.where(col<&Essay::id> < 3).union_all(ids.where(col<&Essay::id> == 2)).with_deleted()) ==
          std::vector<std::int64_t>{1, 2, 2});
    CHECK(db.all(ids.where(col<&Essay::id> < 3).union_all(ids.where(col<&Essay::id> == 2))) ==
          std::vector<std::int64_t>{1});
    // A name of WITH is no table: what its query sees is what is read.
    CHECK(db.count(with<hidden>(from<Essay>().with_deleted()).template from<hidden>()) == 4);
    CHECK(db.count(with<hidden>(from<Essay>()).template from<hidden>()) == 3);
    CHECK(db.count(with<hidden>(from<Essay>()).template from<hidden>().with_deleted()) == 4);
    const auto written = from<Essay>()
                             .template join<&Essay::writer_id>()
                             .template select<Written>(col<&Writer::name>, count())
                             .group_by(col<&Writer::name>);
    CHECK(db.count(from(written)) == 1);
    CHECK(db.count(from(written).with_deleted()) == 2);
}

TEMPLATE_TEST_CASE("joins hide deleted rows before they join", "[policies]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_policies(fresh);
    auto& db = fresh.db();
    const auto names = [&](const auto& query) {
        std::string text;
        for (const auto& [id, title] : db.all(query))
            text += (id ? std::to_string(*id) : std::string("-")) + (title ? *title : std::string("-")) + " ";
        return text;
    };
    const auto on = col<&Essay::id> == col<&Remark::essay_id>;
    CHECK(names(from<Remark>()
                    .template left_join<Essay>(on)
                    .order_by(col<&Remark::id>)
                    .select(nullif(col<&Remark::id>, 0), col<&Essay::title>)) == "1one 2- ");
    const auto other = from<Essay>()
                           .template right_join<Remark>(on)
                           .order_by(col<&Remark::id>)
                           .select(nullif(col<&Remark::id>, 0), col<&Essay::title>);
    CHECK(names(other) == "1one 2- ");
    CHECK(names(other.with_deleted()) == "1one 2two ");
    const auto whole = from<Remark>()
                           .template full_join<Essay>(on)
                           .order_by(col<&Remark::id>, col<&Essay::id>)
                           .select(col<&Remark::id>, col<&Essay::title>)
                           .where(col<&Remark::id>.is_null() || col<&Remark::id> > 0);
    CHECK(db.count(whole) == 4);
    CHECK(db.count(whole.where(col<&Essay::title>.is_null())) == 1);
    CHECK(db.count(whole.with_deleted().where(col<&Essay::title>.is_null())) == 0);
    using second = alias<Essay, "second">;
    CHECK(db.count(from<Essay>().template cross_join<second>()) == 9);
    const auto joined = [&](bool flag) {
        return db.count(from<Remark>().template join_if<&Remark::essay_id>(flag).select(col<&Remark::id>));
    };
    CHECK(joined(true) == 1);
    CHECK(joined(false) == 2);
}

TEMPLATE_TEST_CASE("writes with other tables, bounds and returned rows meet rows that are not deleted", "[policies]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_policies(fresh);
    auto& db = fresh.db();
    const auto on = col<&Essay::writer_id> == col<&Writer::id>;
    CHECK(db.exec(update<Essay>().template from<Writer>().set(col<&Essay::views> += 10).where(on)) == 2);
    CHECK(fresh.rows("SELECT views FROM essay ORDER BY id") == text_rows{"12", "4", "16", "8"});
    CHECK(db.all(delete_from<Essay>().all_rows().order_by(col<&Essay::id>).limit(1).returning(col<&Essay::title>)) ==
          texts{"one"});
    CHECK(db.all(delete_from<Essay>().all_rows().order_by(col<&Essay::id>).limit(1).returning(col<&Essay::title>)) ==
          texts{"three"});
    CHECK(db.exec(delete_from<Essay>().template using_table<Writer>().where(on)) == 0); // four is of one who is deleted
    fresh.rows("DELETE FROM remark");
    CHECK(db.exec(delete_from<Essay>().template using_table<Writer>().where(on).with_deleted().for_good()) == 4);
}

TEMPLATE_TEST_CASE("the time of the last write is the database's, unless a query says it", "[policies]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Draft>>();
    const auto changed = [&] { return db.one(from<Draft>().select(col<&Draft::changed_at>).with_deleted()).value(); };
    Draft draft = db.insert(Draft{.id = 1, .text = "a"});
    const moment made = draft.changed_at.value();
    CHECK(made > moment{} + std::chrono::hours(24 * 365 * 50));
    CHECK(changed() == made);
    const auto waits = [] { std::this_thread::sleep_for(std::chrono::milliseconds(3)); };
    waits();
    db.update(draft);
    CHECK(draft.changed_at.value() > made);
    CHECK(changed() == draft.changed_at.value());
    waits();
    db.exec(update<Draft>().set(col<&Draft::text> = "b").where(col<&Draft::id> == 1));
    const moment by_query = changed();
    CHECK(by_query > draft.changed_at.value());
    db.exec(update<Draft>().set(col<&Draft::changed_at> = made).all_rows());
    CHECK(changed() == made);
    draft = db.template get<Draft>(1);
    waits();
    CHECK(db.upsert(draft).changed_at.value() > by_query);

    // A deletion that marks is an update: the object is stale behind it.
    draft = db.template get<Draft>(1);
    waits();
    CHECK(db.erase(draft));
    CHECK(changed() > draft.changed_at.value());
    CHECK(db.one(from<Draft>().with_deleted()).revision == draft.revision + 1);
    CHECK_FALSE(db.erase(draft)); // there is no such row
    CHECK_THROWS_AS(db.erase_for_good(draft), stale_object);
    CHECK_THROWS_AS(db.upsert(draft), stale_object);
    CHECK(db.erase_for_good(db.one(from<Draft>().with_deleted())));
    CHECK_FALSE(db.erase_for_good(draft));
    CHECK(fresh.rows("SELECT count(*) FROM draft") == text_rows{"0"});
}

namespace policies_test {

struct Node { // stored in forms of its own
    std::int64_t id{};
    std::optional<std::int64_t> above{};
    bool cut = false;
};
struct Label {
    std::int64_t id{};
    std::string text;
};
struct NodeLabel {
    std::int64_t node_id{};
    std::int64_t label_id{};
    bool removed = false;
};
struct NodeView {
    std::int64_t id{};
};
struct Step {
    std::int64_t id{};
};
struct LabelledNode {
    using model = Node;
    std::int64_t id{};
    std::vector<Label> labels;
};

} // namespace policies_test

template <> inline constexpr auto refract::model<policies_test::Node> =
    refract::table(refract::soft_delete<&policies_test::Node::cut>,
                   refract::column<&policies_test::Node::cut>.stored_as(refract::flag("Y", "N")),
                   refract::through<policies_test::NodeLabel>);
template <> inline constexpr auto refract::model<policies_test::NodeLabel> =
    refract::table(refract::primary_key<&policies_test::NodeLabel::node_id, &policies_test::NodeLabel::label_id>,
                   refract::foreign_key<&policies_test::NodeLabel::node_id>.references<&policies_test::Node::id>(),
                   refract::foreign_key<&policies_test::NodeLabel::label_id>.references<&policies_test::Label::id>(),
                   refract::soft_delete<&policies_test::NodeLabel::removed>);
template <> inline constexpr auto refract::model<policies_test::NodeView> = refract::table(refract::read_only_view);
template <> inline constexpr auto refract::view_of<policies_test::NodeView> =
    refract::from<policies_test::Node>().select<policies_test::NodeView>();

TEMPLATE_TEST_CASE("flags in a form of their own, links, views and recursions", "[policies]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Node, Label, NodeLabel, NodeView>>();
    db.insert_many(std::vector<Node>{{1, {}, false}, {2, 1, false}, {3, 2, false}, {4, 1, false}});
    db.insert_many(std::vector<Label>{{1, "a"}, {2, "b"}});
    db.insert_many(std::vector<NodeLabel>{{1, 1, false}, {1, 2, true}, {4, 2, false}});
    const auto first = from<Node>().template select<Step>(col<&Node::id>).where(col<&Node::above>.is_null());
    const auto step =
        from<Node>().template join<Step>(col<&Node::above> == col<&Step::id>).template select<Step>(col<&Node::id>);
    const auto below = with_recursive(first.union_all(step)).template from<Step>();
    const auto labelled = from<Node>().template select<LabelledNode>().order_by(col<&Node::id>);
    CHECK(db.count(below) == 4);
    CHECK(db.count(from<NodeView>()) == 4);
    CHECK(db.all(labelled).front().labels.size() == 1);
    CHECK(db.all(labelled.with_deleted()).front().labels.size() == 2);

    CHECK(db.template erase<Node>(2)); // three stays, but nothing leads to it
    CHECK(fresh.rows("SELECT id, cut FROM node ORDER BY id") == text_rows{"1|N", "2|Y", "3|N", "4|N"});
    CHECK(db.count(below) == 2);
    CHECK(db.count(below.with_deleted()) == 4);
    CHECK(db.count(from<NodeView>()) == 3);
    CHECK(db.template erase<NodeLabel>(4, 2));
    CHECK(db.all(labelled).back().labels.empty());
    CHECK(db.upsert(Node{2, 1, false}).id == 2);
    CHECK(fresh.rows("SELECT cut FROM node WHERE id = 2") == text_rows{"N"});
}

namespace {

const std::string& text_of(const std::string& text) { return text; }
std::string text_of(const std::optional<std::string>& text) { return text.value_or("-"); }
/// The rows of a query as sorted texts.
template <class Database, class Query> texts sorted_rows(Database& db, const Query& query) {
    texts all;
    for (const auto& row : db.all(query))
        all.push_back(
            std::apply([](const auto&... value) { return (std::string() + ... + (text_of(value) + " ")); }, row));
    std::sort(all.begin(), all.end());
    return all;
}
template <class Query> constexpr auto of_three(const Query& query) {
    return query.select(col<&Writer::name>, col<&Essay::title>, col<&Remark::text>);
}
constexpr auto written = col<&Essay::writer_id> == col<&Writer::id>;
constexpr auto remarked = col<&Remark::essay_id> == col<&Essay::id>;
constexpr auto left_left = of_three(from<Writer>().left_join<Essay>(written).left_join<Remark>(remarked));
constexpr auto right_right = of_three(from<Writer>().right_join<Essay>(written).right_join<Remark>(remarked));
constexpr auto inner_right = of_three(from<Remark>().join<Essay>(remarked).right_join<Writer>(written));
constexpr auto left_full = of_three(from<Remark>().left_join<Essay>(remarked).full_join<Writer>(written));
constexpr auto full_left = of_three(from<Writer>().full_join<Essay>(written).left_join<Remark>(remarked));

/// What joins of three tables come to, two of which have deleted rows.
template <class Database> std::vector<texts> joined_rows(Database& db) {
    return {sorted_rows(db, left_left), sorted_rows(db, right_right), sorted_rows(db, inner_right),
            sorted_rows(db, left_full), sorted_rows(db, full_left)};
}

} // namespace

TEMPLATE_TEST_CASE("a hidden row is as if it were not there, in every kind of join", "[policies]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_policies(fresh);
    auto& db = fresh.db();
    const std::vector<texts> hidden_rows = joined_rows(db);
    if (std::is_same_v<TestType, on_sqlite>)
        fresh.rows("PRAGMA foreign_keys = OFF");
    else
        fresh.rows("ALTER TABLE remark DROP CONSTRAINT remark_essay_id_fkey;"
                   "ALTER TABLE essay DROP CONSTRAINT essay_writer_id_fkey");
    fresh.rows("DELETE FROM essay WHERE deleted_at IS NOT NULL");
    fresh.rows("DELETE FROM writer WHERE gone");
    CHECK(joined_rows(db) == hidden_rows);
    CHECK(hidden_rows[0] == texts{"Ann one on one ", "Ann three - "});
    CHECK(hidden_rows[3] == texts{"- - on two ", "Ann one on one "});
}
