// Streams that stand while the same connection writes.

#include <refract/driver/sqlite_kept_rows.hpp>

#include <support/databases.hpp>
#include <support/models.hpp>

#include <string_view>

using namespace refract;
using namespace refract_test;

namespace {
struct Label {
    std::string_view label;
};
} // namespace

TEMPLATE_TEST_CASE("a stream ends with the rows that were there", "[kept_rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.insert_many(std::vector<Tag>{{0, "a"}, {0, std::string(300, 'b')}, {0, "c"}});
    std::vector<std::string> seen;
    for (const Tag& each : db.each(from<Tag>().order_by(col<&Tag::id>))) {
        seen.push_back(each.label);
        db.insert(Tag{0, "new " + each.label});
        REQUIRE(seen.size() <= 3);
    }
    CHECK(seen == std::vector<std::string>{"a", std::string(300, 'b'), "c"});
    CHECK(db.count(from<Tag>()) == 6);

    std::size_t count = 0;
    for (const Tag& each : db.each(from<Tag>())) {
        db.exec(update<Tag>().set(col<&Tag::id> += 100).where(col<&Tag::id> == each.id));
        REQUIRE(++count <= 6);
    }
    CHECK(count == 6);
    count = 0;
    for (const Tag& each : db.each(from<Tag>())) { // each kind of write, streams in streams, an early end
        for (const Tag& inner : db.each(from<Tag>().where(col<&Tag::id> > each.id))) {
            db.erase(inner);
            break;
        }
        db.execute("UPDATE tag SET label = label || '!'");
        db.template insert_many<Tag>({{0, "more"}});
        REQUIRE(++count <= 6);
    }
    CHECK(count == 6);
}

TEST_CASE("a stream keeps its types and names, and the statement serves again", "[kept_rows]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    fresh.rows("INSERT INTO tag VALUES (1, 'a'), (2, 'b'), (3, x'00'), (4, 'd')");
    for (int round = 0; round < 2; ++round) {
        std::vector<std::int64_t> seen;
        try {
            for (const Tag& each : db.each(from<Tag>().order_by(col<&Tag::id>))) {
                seen.push_back(each.id);
                db.execute("UPDATE tag SET label = label WHERE id = 1");
            }
            FAIL("a blob is no text");
        } catch (const schema_mismatch& failure) {
            CHECK(failure.message().starts_with("column \"label\" holds a blob"));
        }
        CHECK(seen == std::vector<std::int64_t>{1, 2});
    }
    fresh.rows("UPDATE tag SET label = 'c' WHERE id = 3");
    CHECK(db.all(from<Tag>()).size() == 4);
}

TEST_CASE("a write under a stream of views is refused", "[kept_rows]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    db.insert_many(std::vector<Tag>{{0, "a"}, {0, "b"}});
    for (const Label& each : db.each(from<Tag>().select<Label>())) {
        CHECK_THROWS_AS(db.insert(Tag{0, "c"}), error);
        CHECK(db.count(from<Tag>()) == 2);
        CHECK(each.label.size() == 1);
    }
    CHECK(db.insert(Tag{0, "c"}).id == 3);
}
