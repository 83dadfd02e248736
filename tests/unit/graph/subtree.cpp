// Structs that hold rows of their own kind, on both databases: what one statement brings is compared with a tree that
// is made by hand of the same rows.

#include <refract/graph/subtree.hpp>

#include <refract/verify/round_trips.hpp>

#include <support/databases.hpp>

#include <algorithm>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <random>
#include <tuple>

using namespace refract;
using namespace refract_test;

namespace subtrees {

struct Category {
    std::int64_t id{};
    std::optional<std::int64_t> inside_id{};
    std::string name{};
};
struct Product {
    std::int64_t id{};
    std::int64_t category_id{};
    std::string name{};
};
struct Folder { // of which some are deleted
    std::int32_t id{};
    std::optional<std::int32_t> inside_id{};
    std::string name{};
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> deleted_at{};
};
struct Part { // whose key is no number
    uuid id{};
    std::optional<uuid> whole_id{};
    std::string name{};
};
struct Person { // with two keys to its own table
    std::int64_t id{};
    std::optional<std::int64_t> mother_id{}, father_id{};
    std::string name{};
};
using subtree_schema = schema<Category, Product, Folder, Part, Person>;

} // namespace subtrees

template <> inline constexpr auto refract::model<subtrees::Category> =
    refract::table(refract::foreign_key<&subtrees::Category::inside_id>.references<&subtrees::Category::id>());
template <> inline constexpr auto refract::model<subtrees::Product> =
    refract::table(refract::foreign_key<&subtrees::Product::category_id>.references<&subtrees::Category::id>());
template <> inline constexpr auto refract::model<subtrees::Folder> =
    refract::table(refract::foreign_key<&subtrees::Folder::inside_id>.references<&subtrees::Folder::id>(),
                   refract::soft_delete<&subtrees::Folder::deleted_at>);
template <> inline constexpr auto refract::model<subtrees::Part> =
    refract::table(refract::foreign_key<&subtrees::Part::whole_id>.references<&subtrees::Part::id>());
template <> inline constexpr auto refract::model<subtrees::Person> =
    refract::table(refract::foreign_key<&subtrees::Person::mother_id>.references<&subtrees::Person::id>(),
                   refract::foreign_key<&subtrees::Person::father_id>.references<&subtrees::Person::id>());
namespace subtrees {
struct ProductLine {
    using model = Product;
    std::string name{};
};
struct CategoryTree {
    using model = Category;
    std::string name{};
    std::vector<CategoryTree> children{};
    std::vector<ProductLine> products{};
};
struct CategoryDeque { // its rows stay where they are
    using model = Category;
    std::string name{};
    std::deque<CategoryDeque> children{};
};
struct CategoryList {
    using model = Category;
    std::string name{};
    std::list<CategoryList> children{};
};
struct CategoryChain {
    using model = Category;
    std::string name{};
    std::unique_ptr<CategoryChain> inside{};
};
struct CategoryRoot { // a struct that is another one than those below it
    using model = Category;
    std::int64_t id{};
    std::vector<CategoryTree> children{};
};
struct CategoryMap {
    using model = Category;
    std::int64_t id{};
    std::string name{};
    std::map<std::int64_t, CategoryMap> children{};
};
struct FolderTree {
    using model = Folder;
    std::string name{};
    std::vector<FolderTree> children{};
};
struct PartTree {
    using model = Part;
    std::string name{};
    std::vector<PartTree> parts{};
};
struct PersonTree {
    using model = Person;
    std::string name{};
    std::vector<PersonTree> of_mother{}, of_father{};
};
} // namespace subtrees

template <> inline constexpr auto refract::shape<subtrees::PersonTree> =
    refract::relations(refract::by<&subtrees::PersonTree::of_mother, &subtrees::Person::mother_id>,
                       refract::by<&subtrees::PersonTree::of_father, &subtrees::Person::father_id>);

using namespace subtrees;

namespace {

/// "a(b c(d))", in the order in which rows stand.
template <class Rows> std::string text_of_rows(const Rows& rows);
template <class Tree> std::string text_of_tree(const Tree& tree) {
    std::string made = tree.name;
    if constexpr (requires { tree.products; })
        for (const auto& each : tree.products) made += "+" + each.name;
    if constexpr (requires { tree.children; }) made += text_of_rows(tree.children);
    if constexpr (requires { tree.parts; }) made += text_of_rows(tree.parts);
    return made;
}
template <class Rows> std::string text_of_rows(const Rows& rows) {
    std::string made;
    for (const auto& each : rows) {
        made += made.empty() ? "(" : " ";
        if constexpr (requires { each.second; })
            made += text_of_tree(each.second);
        else
            made += text_of_tree(each);
    }
    return made.empty() ? made : made + ")";
}
using rows_by_parent = std::map<std::int64_t, std::vector<std::pair<std::int64_t, std::string>>>;
std::string text_by_hand(const rows_by_parent& all, std::int64_t parent) {
    const auto found = all.find(parent);
    if (found == all.end()) return "";
    std::string made;
    for (const auto& [id, name] : found->second) {
        made += made.empty() ? "(" : " ";
        made += name + text_by_hand(all, id);
    }
    return made + ")";
}

const auto top_categories = from<Category>().where(col<&Category::inside_id>.is_null()).order_by(col<&Category::id>);
template <class Tree, class Database> Tree tree_of(Database& db, std::int64_t id) {
    return db.one(from<typename Tree::model>()
                      .where(col<&Tree::model::id> == id)
                      .template select<Tree>()
                      .load_by(recursive_keys));
}
template <class Database> void add_categories(Database& db) {
    db.template create_tables<subtree_schema>();
    const std::tuple<int, int, const char*> rows[] = {{8, 0, "other"}, {9, 8, "o1"}, {1, 0, "root"}, {3, 1, "b"},
                                                      {2, 1, "a"},     {4, 2, "aa"}, {5, 2, "ab"},   {6, 5, "aba"}};
    for (const auto& [id, inside, name] : rows) {
        db.insert(
            Category{.id = id, .inside_id = inside ? std::optional<std::int64_t>(inside) : std::nullopt, .name = name});
        db.insert(Product{.category_id = id, .name = "p" + std::to_string(id)});
    }
}
} // namespace

TEMPLATE_TEST_CASE("all rows below come in one statement", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    add_categories(db);
    static_cast<void>(
        db.all(top_categories.template select<CategoryTree>().load_by(recursive_keys))); // prepared, from here on
    round_trips counter(db);
    const auto trees = db.all(top_categories.template select<CategoryTree>().load_by(recursive_keys));
    // BEGIN, the roots, all below them, the products of these and of the roots (for few keys SQLite asks one by one), COMMIT.
    const int products = TestType::is_sqlite ? 8 : 2;
    CHECK(counter.count() == 4 + products);
    REQUIRE(trees.size() == 2);
    CHECK(trees[1].name == "other");
    CHECK(text_of_tree(trees[1]) == "other+p8(o1+p9)");
    const std::string text = text_of_tree(trees[0]);
    CHECK((text == "root+p1(b+p3 a+p2(aa+p4 ab+p5(aba+p6)))" || text == "root+p1(a+p2(aa+p4 ab+p5(aba+p6)) b+p3)" ||
           text == "root+p1(b+p3 a+p2(ab+p5(aba+p6) aa+p4))" || text == "root+p1(a+p2(ab+p5(aba+p6) aa+p4) b+p3)"));
}

TEMPLATE_TEST_CASE("rows come into containers of all kinds", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    add_categories(db);
    const auto other = from<Category>().where(col<&Category::id> == 8);
    CHECK(text_of_rows(db.all(other.template select<CategoryDeque>().load_by(recursive_keys))) == "(other(o1))");
    CHECK(text_of_rows(db.all(other.template select<CategoryList>().load_by(recursive_keys))) == "(other(o1))");
    CHECK(text_of_rows(db.all(other.template select<CategoryMap>())) == "(other(o1))");
    const auto chain = db.one(
        from<Category>().where(col<&Category::id> == 6).template select<CategoryChain>().load_by(recursive_keys));
    std::string names;
    for (const auto* each = &chain; each; each = each->inside.get()) names += each->name + " ";
    CHECK(names == "aba ab a root ");
    const auto roots = db.all(top_categories.template select<CategoryRoot>().load_by(recursive_keys));
    REQUIRE(roots.size() == 2);
    CHECK(text_of_rows(roots[1].children) == "(o1+p9)");
    CHECK(tree_of<CategoryTree>(db, 5).children.at(0).name == "aba");
}

TEMPLATE_TEST_CASE("rows that stand at several places are at each of them", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    add_categories(db);
    const auto each =
        db.all(from<Category>().order_by(col<&Category::id>).template select<CategoryTree>().load_by(recursive_keys));
    REQUIRE(each.size() == 8);
    CHECK(each[0].children.size() == 2);
    CHECK(text_of_tree(each[4]) == "ab+p5(aba+p6)");
    CHECK(text_of_tree(each[5]) == "aba+p6");
    // Three rows have one above in common.
    std::size_t length = 0;
    const auto chains =
        db.all(from<Category>().order_by(col<&Category::id>).template select<CategoryChain>().load_by(recursive_keys));
    for (const auto& chain : chains)
        for (const auto* at = &chain; at; at = at->inside.get()) ++length;
    CHECK(length == 1 + 2 + 2 + 3 + 3 + 4 + 1 + 2);
    // A root that comes twice.
    const auto twice = db.all(from<Category>()
                                  .join<Product>(col<&Product::category_id> <= col<&Category::id>)
                                  .where(col<&Category::id> == 2)
                                  .template select<CategoryTree>()
                                  .load_by(recursive_keys));
    REQUIRE(twice.size() == 2);
    CHECK(twice[0].children.size() == 2);
    CHECK(twice[1].children.size() == 2);
}

TEMPLATE_TEST_CASE("circles of rows are an error, in one statement as level by level", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    add_categories(db);
    fresh.rows("UPDATE category SET inside_id = 6 WHERE id = 1");
    const auto read = [&](std::int64_t id) {
        return db.all(
            from<Category>().where(col<&Category::id> == id).template select<CategoryDeque>().load_by(recursive_keys));
    };
    CHECK_THROWS_WITH(read(1), has_text("more than 1000 levels"));
    CHECK_THROWS_WITH(read(5), has_text("more than 1000 levels"));
    CHECK_THROWS_WITH(tree_of<CategoryChain>(db, 4), has_text("more than 1000 levels"));
    CHECK(text_of_rows(read(8)) == "(other(o1))");
    fresh.rows("UPDATE category SET inside_id = 8 WHERE id = 8");
    CHECK_THROWS_WITH(read(8), has_text("more than 1000 levels"));
}

TEMPLATE_TEST_CASE("what stands below a deleted row does not come", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    db.template create_tables<subtree_schema>();
    const std::tuple<int, int, const char*> rows[] = {{1, 0, "r"}, {2, 1, "a"}, {3, 2, "b"}, {4, 3, "c"}, {5, 1, "d"}};
    for (const auto& [id, inside, name] : rows)
        db.insert(
            Folder{.id = id, .inside_id = inside ? std::optional<std::int32_t>(inside) : std::nullopt, .name = name});
    const auto root = from<Folder>().where(col<&Folder::id> == 1).template select<FolderTree>().load_by(recursive_keys);
    const std::string whole = text_of_rows(db.all(root));
    CHECK((whole == "(r(a(b(c)) d))" || whole == "(r(d a(b(c))))"));
    db.template erase<Folder>(2);
    CHECK(text_of_rows(db.all(root)) == "(r(d))");
    const std::string again = text_of_rows(db.all(root.with_deleted()));
    CHECK((again == "(r(a(b(c)) d))" || again == "(r(d a(b(c))))"));
}

TEMPLATE_TEST_CASE("keys may be UUIDs", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    db.template create_tables<subtree_schema>();
    const uuid bike = uuid::random(), wheel = uuid::random(), spoke = uuid::random();
    db.insert(Part{bike, {}, "bike"});
    db.insert(Part{wheel, bike, "wheel"});
    db.insert(Part{spoke, wheel, "spoke"});
    const auto whole =
        from<Part>().where(col<&Part::whole_id>.is_null()).template select<PartTree>().load_by(recursive_keys);
    static_cast<void>(db.all(whole)); // prepared, from here on
    round_trips counter(db);
    const auto all = db.all(whole);
    CHECK(counter.count() == 4);
    CHECK(text_of_rows(all) == "(bike(wheel(spoke)))");
}

TEMPLATE_TEST_CASE("a struct may hold its own kind by several keys", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    db.template create_tables<subtree_schema>();
    db.insert(Person{.id = 1, .name = "Eve"});
    db.insert(Person{.id = 2, .name = "Adam"});
    db.insert(Person{.id = 3, .mother_id = 1, .father_id = 2, .name = "Sue"});
    db.insert(Person{.id = 4, .mother_id = 1, .father_id = 2, .name = "Tom"});
    db.insert(Person{.id = 5, .mother_id = 3, .name = "Una"});
    db.insert(Person{.id = 6, .father_id = 4, .name = "Vic"});
    db.insert(Person{.id = 7, .mother_id = 5, .father_id = 6, .name = "Wim"});
    const auto text = [](const auto& self, const PersonTree& tree) -> std::string {
        std::vector<std::string> all;
        for (const auto& each : tree.of_mother) all.push_back("m" + self(self, each));
        for (const auto& each : tree.of_father) all.push_back("f" + self(self, each));
        std::sort(all.begin(), all.end());
        std::string made = tree.name + "(";
        for (const std::string& each : all) made += each;
        return made + ")";
    };
    CHECK(text(text, tree_of<PersonTree>(db, 1)) == "Eve(mSue(mUna(mWim()))mTom(fVic(fWim())))");
    CHECK(text(text, tree_of<PersonTree>(db, 2)) == "Adam(fSue(mUna(mWim()))fTom(fVic(fWim())))");
}

TEMPLATE_TEST_CASE("a row in the middle that cannot be read leaves nothing behind", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    add_categories(db);
    if constexpr (TestType::is_sqlite) {
        fresh.rows("UPDATE category SET name = x'00ff' WHERE id = 6");
        CHECK_THROWS_WITH(db.all(top_categories.template select<CategoryTree>().load_by(recursive_keys)),
                          has_text("name"));
    }
    // More rows of one key than its field holds.
    fresh.rows(TestType::is_sqlite ? "UPDATE category SET name = 'aba' WHERE id = 6"
                                   : "UPDATE category SET name = 'x' WHERE id = 6");
    CHECK(db.all(top_categories.template select<CategoryTree>().load_by(recursive_keys)).size() == 2);
    CHECK_FALSE(db.connection().in_transaction());
}

TEMPLATE_TEST_CASE("a thousand levels are read, and more are an error", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    db.template create_tables<subtree_schema>();
    std::vector<Category> all;
    for (int i = 1; i <= 1000; ++i)
        all.push_back({.id = i, .inside_id = i > 1 ? std::optional<std::int64_t>(i - 1) : std::nullopt, .name = "n"});
    db.insert_many(all);
    const auto depth = [&] {
        const auto tree = tree_of<CategoryDeque>(db, 1);
        std::size_t count = 1;
        for (const auto* at = &tree; !at->children.empty(); at = &at->children.front()) ++count;
        return count;
    };
    CHECK(depth() == 1000);
    db.insert(Category{.id = 1001, .inside_id = 1000, .name = "n"});
    db.insert(Category{.id = 1002, .inside_id = 1001, .name = "n"});
    CHECK_THROWS_WITH(depth(), has_text("more than 1000 levels"));
}

TEMPLATE_TEST_CASE("random trees come as they were written", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& db = fresh.db();
    db.template create_tables<subtree_schema>();
    std::mt19937 random(20261128);
    for (int round = 0; round < 12; ++round) {
        db.exec(update<Category>().set(col<&Category::inside_id> = std::nullopt).all_rows());
        db.exec(delete_from<Category>().all_rows());
        rows_by_parent by_hand;
        std::vector<std::int64_t> ids;
        const int count = 1 + static_cast<int>(random() % 120);
        for (int i = 1; i <= count; ++i) ids.push_back(i * 3);
        std::vector<Category> all;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const bool is_root = i == 0 || random() % 9 == 0;
            const std::int64_t parent = is_root ? 0 : ids[random() % i];
            all.push_back({.id = ids[i],
                           .inside_id = is_root ? std::nullopt : std::optional<std::int64_t>(parent),
                           .name = "n" + std::to_string(ids[i])});
            by_hand[parent].emplace_back(ids[i], all.back().name);
        }
        db.insert_many(all);
        const auto sorted = [](const auto& self, auto& rows) -> void {
            std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
                return std::stoi(a.name.substr(1)) < std::stoi(b.name.substr(1));
            });
            for (auto& each : rows) self(self, each.children);
        };
        auto trees = db.all(top_categories.template select<CategoryDeque>().load_by(recursive_keys));
        sorted(sorted, trees);
        CHECK(text_of_rows(trees) == text_by_hand(by_hand, 0));
        std::size_t seen = 0; // of a stream, some at a time
        for (const auto& each : db.each(top_categories.template select<CategoryDeque>().load_by(recursive_keys))) {
            seen += 1;
            CHECK(each.children.size() == by_hand[std::stoi(each.name.substr(1))].size());
        }
        CHECK(seen == by_hand[0].size());
    }
}
