#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_object.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

struct Note {
    std::int64_t id{};
    std::string text;
    std::int32_t revision{};
    std::chrono::sys_time<std::chrono::microseconds> changed_at{};
};
template <> inline constexpr auto refract::model<Note> =
    refract::table(refract::column<&Note::revision>.version(), refract::column<&Note::changed_at>.updated_at());

namespace {

template <class Model, class Dialect = dialect::sqlite> std::string
text(object_action action, omitted_columns omitted = omit_nothing, std::size_t rows = 1, bool returns_made = false) {
    return print_to_string(
        Dialect::info, [&](writer& out) { print_object(out, table_of<Model>(), action, omitted, rows, returns_made); });
}

} // namespace

TEST_CASE("objects are found and erased by their key, all parts of it") {
    CHECK(text<Tag>(object_action::find) == R"(SELECT "id", "label" FROM "tag" WHERE "id" = ?1)");
    CHECK(text<PostTag>(object_action::erase) == R"(DELETE FROM "post_tag" WHERE "post_id" = ?1 AND "tag_id" = ?2)");
}

TEST_CASE("an insert leaves to the database what it is told to, and asks for it") {
    CHECK(text<Tag>(object_action::insert) == R"(INSERT INTO "tag" ("id", "label") VALUES (?1, ?2))");
    CHECK(text<Tag>(object_action::insert, omit_everything, 1, true) ==
          R"(INSERT INTO "tag" ("label") VALUES (?1) RETURNING "id")");
    // Of a user the key (first bit) and the time (second) can be left out.
    CHECK(
        text<User>(object_action::insert, 2, 1, true) ==
        R"(INSERT INTO "users" ("id", "email", "name", "bio", "role") VALUES (?1, ?2, ?3, ?4, ?5) RETURNING "created_at")");
    CHECK(text<Tag>(object_action::insert, omit_everything, 3) ==
          R"(INSERT INTO "tag" ("label") VALUES (?1), (?2), (?3))");
}

TEST_CASE("an update counts its version, expects the old one, and brings back what changed by itself") {
    CHECK(text<Tag>(object_action::update) == R"(UPDATE "tag" SET "label" = ?1 WHERE "id" = ?2)");
    CHECK(text<Note, dialect::postgres>(object_action::update) ==
          R"(UPDATE "note" SET "text" = $1, "revision" = "revision" + 1, "changed_at" = clock_timestamp() )"
          R"(WHERE "id" = $2 AND "revision" = $3 RETURNING "revision", "changed_at")");
}

TEST_CASE("a version is expected by an upsert and by the erasure of an object") {
    CHECK(text<Note>(object_action::upsert).find(R"( WHERE "note"."revision" = excluded."revision" RETURNING )") !=
          std::string::npos);
    CHECK(text<Note>(object_action::erase) == R"(DELETE FROM "note" WHERE "id" = ?1)");
    CHECK(text<Note>(object_action::erase_object) == R"(DELETE FROM "note" WHERE "id" = ?1 AND "revision" = ?2)");
    CHECK(text<Tag>(object_action::erase_object) == text<Tag>(object_action::erase));
}

TEST_CASE("an upsert keeps the key and writes the rest") {
    const std::string upsert = text<Tag>(object_action::upsert);
    CHECK(upsert.find(R"(ON CONFLICT ("id") DO UPDATE SET "label" = excluded."label")") != std::string::npos);
    CHECK(text<PostTag>(object_action::upsert).find("ON CONFLICT (\"post_id\", \"tag_id\") DO") != std::string::npos);
}

TEST_CASE("what is there already is skipped, of some rows or of lists") {
    const auto printed = [](const dialect_info& dialect, omitted_columns omitted, std::size_t rows) {
        writer counting{.dialect = dialect};
        print_object(counting, table_of<Tag>(), object_action::insert_new, omitted, rows, false);
        std::string made(counting.text.size, '\0');
        writer out{.text = {.out = made.data()}, .dialect = dialect};
        print_object(out, table_of<Tag>(), object_action::insert_new, omitted, rows, false);
        return made;
    };
    CHECK(printed(dialect::sqlite::info, omit_everything, 2) ==
          R"(INSERT INTO "tag" ("label") VALUES (?1), (?2) ON CONFLICT DO NOTHING)");
    CHECK(printed(dialect::postgres::info, omit_nothing, rows_in_lists) ==
          R"(INSERT INTO "tag" ("id", "label") OVERRIDING SYSTEM VALUE SELECT * FROM unnest($1, $2) )"
          R"(ON CONFLICT DO NOTHING)");
}
