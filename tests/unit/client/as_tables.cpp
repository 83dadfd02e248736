// One struct for several tables, and names for the queries of WITH.

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace as_tables_test {

struct Writer {
    std::int64_t id{};
    std::string name{};
    bool operator==(const Writer&) const = default;
};
struct Note {
    std::int64_t id{};
    std::string title{};
    std::int64_t views{};
    std::int64_t writer_id{};
    std::optional<std::int64_t> parent_id{};
    bool operator==(const Note&) const = default;
};

} // namespace as_tables_test

namespace names = as_tables_test;

template <> inline constexpr auto refract::model<names::Note> = refract::table(
    refract::column<&names::Note::title>.named("headline"), refract::unique<&names::Note::title>,
    refract::foreign_key<&names::Note::writer_id>.references<&names::Writer::id>(),
    refract::foreign_key<&names::Note::parent_id>.references<&names::Note::id>(), refract::index<&names::Note::views>,
    refract::check("views_positive", refract::col<&names::Note::views> >= 0));

using namespace refract;
using namespace refract_test;
using names::Note;
using names::Writer;

namespace {

using old_note = as_table<Note, "note_archive">;
using odd_note = as_table<Note, "a \"b\"; DROP TABLE note -- 'x'.y">;
using tables = schema<Writer, Note, old_note, odd_note>;
using ids = std::vector<std::int64_t>;
using titles = std::vector<std::string>;

template <class Database> void fill_as_tables(Database& db) {
    db.template create_tables<tables>();
    db.template create_tables<tables>(); // they are there
    db.insert_many(std::vector<Writer>{{.id = 1, .name = "Ann"}, {.id = 2, .name = "Bob"}}, keys_are_given);
    db.insert_many(std::vector<Note>{{.id = 1, .title = "a", .views = 1, .writer_id = 1},
                                     {.id = 2, .title = "b", .views = 20, .writer_id = 1},
                                     {.id = 3, .title = "c", .views = 30, .writer_id = 2}},
                   keys_are_given);
}

} // namespace

TEMPLATE_TEST_CASE("one struct is read from and written to two tables", "[as_tables]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_as_tables(db);
    CHECK(db.exec(insert_into<old_note>().from(from<Note>().where(col<&Note::views> > 10))) == 2);
    CHECK(db.exec(insert_into<odd_note>().from(from<old_note>().where(col<&Note::views, old_note> > 25))) == 1);
    CHECK(fresh.rows("SELECT headline FROM note_archive ORDER BY 1") == text_rows{"b", "c"});
    CHECK(fresh.rows("SELECT headline FROM \"a \"\"b\"\"; DROP TABLE note -- 'x'.y\"") == text_rows{"c"});

    CHECK(db.exec(update<old_note>()
                      .set(col<&Note::views, old_note> += 100, col<&Note::title, old_note> = "z")
                      .where(col<&Note::id, old_note> == 3)) == 1);
    CHECK(db.one(from<Note>().where(col<&Note::id> == 3)).views == 30);
    const std::vector<Note> changed = db.all(from<old_note>().where(col<&Note::id, old_note> == 3));
    REQUIRE(changed.size() == 1);
    CHECK(changed[0] == Note{.id = 3, .title = "z", .views = 130, .writer_id = 2});

    // Both in one query, with an alias of either, and as the whole object of one.
    const auto both =
        from<Note>().template left_join<old_note>(col<&Note::id, old_note> == col<&Note::id>).order_by(col<&Note::id>);
    const std::vector<std::tuple<Note, std::optional<Note>>> rows = db.all(both);
    REQUIRE(rows.size() == 3);
    CHECK(!std::get<1>(rows[0]));
    CHECK(std::get<1>(rows[2])->title == "z");
    CHECK(db.all(both.template select<old_note>())[1]->title == "b");
    using again = alias<old_note, "again">;
    CHECK(db.all(from<old_note>()
                     .template join<again>(col<&Note::id, again> > col<&Note::id, old_note>)
                     .select(col<&Note::title, again>)) == titles{"z"});
    CHECK(db.count(from<Note>().where(exists(from<old_note>().where(col<&Note::id, old_note> == col<&Note::id>)))) ==
          2);
    predicate<old_note> wanted;
    wanted &= col<&Note::title, old_note> == "z";
    CHECK(db.count(from<old_note>().where(wanted)) == 1);

    // An upsert, and rows that come back.
    const auto upsert = insert_into<old_note>()
                            .set(col<&Note::id, old_note> = 3, col<&Note::title, old_note> = "z",
                                 col<&Note::views, old_note> = 1, col<&Note::writer_id, old_note> = 2)
                            .template on_conflict<&Note::title>()
                            .do_update(col<&Note::views, old_note> = excluded<&Note::views> + 5)
                            .returning();
    CHECK(db.one(upsert).views == 6);
    CHECK(db.all(delete_from<old_note>().where(col<&Note::id, old_note> == 2).returning(col<&Note::title, old_note>)) ==
          titles{"b"});
    CHECK(db.count(from<Note>()) == 3);
}

TEMPLATE_TEST_CASE("another table has the keys, indexes and checks of its model", "[as_tables]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_as_tables(db);
    const auto put = [&](std::int64_t id, std::int64_t views, std::int64_t writer, std::optional<std::int64_t> parent) {
        return db.exec(
            insert_into<old_note>().set(col<&Note::id, old_note> = id, col<&Note::title, old_note> = std::to_string(id),
                                        col<&Note::views, old_note> = views, col<&Note::writer_id, old_note> = writer,
                                        col<&Note::parent_id, old_note> = parent));
    };
    CHECK_THROWS_AS(put(7, -1, 1, std::nullopt), check_violation);
    CHECK_THROWS_AS(put(7, 1, 9, std::nullopt), foreign_key_violation);
    CHECK_THROWS_AS(put(7, 1, 1, 2), foreign_key_violation); // 2 is a note, and no archived one
    CHECK(put(7, 1, 1, std::nullopt) == 1);
    CHECK(put(8, 1, 1, 7) == 1);
    CHECK_THROWS_AS(put(8, 1, 1, 7), unique_violation);
    CHECK(create_table<typename TestType::driver::dialect, old_note>().find(R"(REFERENCES "note_archive" ("id"))") !=
          std::string::npos);
}

TEMPLATE_TEST_CASE("a query in WITH has a name of its own", "[as_tables]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_as_tables(db);
    using popular = as_table<Note, "popular">;
    const auto many = from<Note>().where(col<&Note::views> > 10);
    CHECK(db.all(with<popular>(many).template from<popular>().order_by(col<&Note::id, popular>))[0] ==
          Note{.id = 2, .title = "b", .views = 20, .writer_id = 1});
    // Beside the table itself, twice, and before a write.
    using other = alias<popular, "other">;
    CHECK(db.all(with<popular>(many)
                     .template from<Note>()
                     .template join<popular>(col<&Note::id, popular> > col<&Note::id>)
                     .template left_join<other>(col<&Note::id, other> > col<&Note::id, popular>)
                     .where(col<&Note::title, other>.is_not_null())
                     .select(col<&Note::title>, col<&Note::title, popular>, col<&Note::title, other>)) ==
          std::vector<std::tuple<std::string, std::string, std::optional<std::string>>>{{"a", "b", "c"}});
    CHECK(db.exec(with<popular>(many)
                      .template update<Note>()
                      .set(col<&Note::views> += 1)
                      .where(col<&Note::id>.in(from<popular>().select(col<&Note::id, popular>)))) == 2);
    CHECK(db.exec(with<popular>(many).template delete_from<Note>().where(
              col<&Note::id>.in(from<popular>().select(col<&Note::id, popular>)))) == 2);
    CHECK(db.all(from<Note>().select(col<&Note::id>)) == ids{1});

    // One that reads itself: up to the root of a tree of notes.
    db.insert_many(std::vector<Note>{{.id = 5, .title = "e", .writer_id = 1, .parent_id = 1},
                                     {.id = 6, .title = "f", .writer_id = 1, .parent_id = 5},
                                     {.id = 7, .title = "g", .writer_id = 1}},
                   keys_are_given);
    using above = as_table<Note, "above">;
    const auto first = from<Note>().where(col<&Note::id> == 6);
    const auto next =
        from<Note>().template join<above>(col<&Note::id> == col<&Note::parent_id, above>).template select<Note>();
    CHECK(db.all(with_recursive<above>(first.union_all(next))
                     .template from<above>()
                     .order_by(col<&Note::id, above>)
                     .select(col<&Note::id, above>)) == ids{1, 5, 6});
    // A derived table may be named so as well.
    CHECK(db.count(from<popular>(from<Note>().where(col<&Note::id> > 5)).where(col<&Note::id, popular> < 7)) == 1);
}
