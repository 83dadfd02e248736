#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/query/inserted_level.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace planted {
struct Writer {
    std::int64_t id{};
    std::string name;
};
struct Essay {
    std::int64_t id{};
    std::string title;
    std::int64_t writer_id{};
    std::int64_t views{};
};
} // namespace planted
using namespace planted;
template <> inline constexpr auto refract::model<Essay> =
    refract::table(refract::column<&Essay::title>.named("headline"), refract::column<&Essay::views>.default_to(0),
                   refract::foreign_key<&Essay::writer_id>.references<&Writer::id>());

namespace planted {
struct EssayLine {
    using model = Essay;
    std::int64_t id{};
    std::string title;
};
struct Author {
    using model = Writer;
    std::int64_t id{};
    std::string name;
    std::vector<EssayLine> essays;
};
struct AuthorName {
    using model = Writer;
    std::string name;
};
struct EssayOfAuthor {
    using model = Essay;
    std::string title;
    std::int64_t writer_id{}; // beside the row that it leads to
    AuthorName author;
};
} // namespace planted
using namespace planted;
template <> inline constexpr auto refract::shape<Author> =
    refract::relations(refract::by<&Author::essays, &Essay::writer_id>);
template <> inline constexpr auto refract::shape<EssayOfAuthor> =
    refract::relations(refract::by<&EssayOfAuthor::author, &Essay::writer_id>);

template <class Dialect, class Query> std::string printed() { return std::string(sql<Dialect>(Query{})); }

TEST_CASE("a key that the database makes is sent only if it is given") {
    CHECK(printed<dialect::postgres, inserted_level<Author, void, 0, inserted_form{}>>() ==
          R"(INSERT INTO "writer" ("name") VALUES ($1) RETURNING "id", "name")");
    CHECK(printed<dialect::sqlite, inserted_level<Author, void, 0, inserted_form{.with_key = true}>>() ==
          R"(INSERT INTO "writer" ("id", "name") VALUES (?1, ?2) RETURNING "id", "name")");
}
TEST_CASE("a row takes the key of the row above it, before its own fields") {
    using below = inserted_level<EssayLine, Author, 2, inserted_form{}>;
    CHECK(printed<dialect::postgres, below>() ==
          R"(INSERT INTO "essay" ("writer_id", "headline") VALUES ($1, $2) RETURNING "id", "headline")");
    static_assert(below::columns.all[0].from == column_source::above);
    static_assert(below::columns.all[1].field == 1);
}
TEST_CASE("a row that is inserted first hands back its key, which stands in the column once") {
    CHECK(printed<dialect::sqlite, inserted_level<AuthorName, EssayOfAuthor, 2, inserted_form{}>>() ==
          R"(INSERT INTO "writer" ("name") VALUES (?1) RETURNING "name", "id")");
    using around = inserted_level<EssayOfAuthor, void, 0, inserted_form{}>;
    CHECK(printed<dialect::sqlite, around>() ==
          R"(INSERT INTO "essay" ("writer_id", "headline") VALUES (?1, ?2) RETURNING "headline", "writer_id", "id")");
    static_assert(around::columns.count == 2 && !around::columns.is_tied_twice);
    static_assert(around::columns.all[0].from == column_source::nested && around::columns.all[0].field == 1);
}
TEST_CASE("what comes back are all fields, what is to be known, or nothing") {
    CHECK(printed<dialect::sqlite, inserted_level<EssayLine, Author, 2, inserted_form{.reads_back = false}>>() ==
          R"(INSERT INTO "essay" ("writer_id", "headline") VALUES (?1, ?2) RETURNING "id")");
    CHECK(printed<dialect::sqlite, inserted_level<EssayLine, Author, 2, inserted_form{.returns = false}>>() ==
          R"(INSERT INTO "essay" ("writer_id", "headline") VALUES (?1, ?2))");
}
TEST_CASE("many rows are lists; the statement makes keys, and takes those that others before it have left") {
    using lists = inserted_level<EssayLine, Author, 2, inserted_form{.as_lists = true, .reads_back = false}>;
    CHECK(printed<dialect::postgres, lists>() ==
          R"(WITH "refract_keys"(k) AS MATERIALIZED (SELECT ARRAY(SELECT CASE WHEN k IS NULL THEN nextval((SELECT )"
          R"(CASE WHEN has_sequence_privilege(s, 'USAGE, UPDATE') THEN s ELSE CAST(concat('refract: ', s) AS )"
          R"(integer)::regclass END FROM (SELECT pg_get_serial_sequence('"essay"', 'id')::regclass AS s) AS s)) )"
          R"(ELSE k END FROM unnest($4) AS k)), "refract_rows" AS (INSERT INTO "essay" ("writer_id", "id", )"
          R"("headline") OVERRIDING SYSTEM VALUE SELECT (SELECT CAST(current_setting($3) AS bigint[]) || $2)["c1"], )"
          R"("c2", "c3" FROM unnest($1, (SELECT k FROM "refract_keys"), $5) AS c("c1", "c2", "c3") RETURNING "id") )"
          R"(SELECT * FROM "refract_rows" WHERE (SELECT CASE WHEN ARRAY(SELECT CAST("id" AS bigint) FROM )"
          R"("refract_rows") = k THEN false ELSE CAST('refract: ' || (SELECT count(*) FROM "refract_rows") AS )"
          R"(boolean) END FROM "refract_keys"))");
    static_assert(lists::has_made_key && lists::columns.all[1].from == column_source::made);
    static_assert(!lists::keeps_key && lists::value_count == 5 && lists::count_makers(0) == 1);
}
TEST_CASE("a key is kept where other rows take it") {
    using lists = inserted_level<Author, void, 0, inserted_form{.as_lists = true}>;
    static_assert(lists::keeps_key && lists::value_count == 3);
    const std::string text = printed<dialect::postgres, lists>();
    CHECK(text.find(R"(unnest((SELECT k FROM "refract_keys"), $3) RETURNING "id", "name")") != text.npos);
    CHECK(text.find("THEN set_config($1, k::text, true) IS NOT NULL ELSE") != text.npos);
    CHECK(inserted_row<AuthorName, EssayOfAuthor, 2>::taken.count == 1); // by the row around it
    CHECK(inserted_row<EssayLine, Author, 2>::taken.count == 0);
}
TEST_CASE("a column that two rows decide is found") {
    inserted_columns found;
    found.add({.column = 4, .from = column_source::above});
    found.add({.column = 4, .field = 2});
    CHECK_FALSE(found.is_tied_twice);
    found.add({.column = 4, .from = column_source::nested});
    CHECK(found.is_tied_twice);
    CHECK(found.count == 1);
}
