#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_full_text.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>

using namespace refract;

namespace print_full_text_test {
struct Book {
    std::int64_t id{};
    std::string title{};
};
struct BookText {
    std::int64_t id{};
    std::string title{};
};
} // namespace print_full_text_test
using namespace print_full_text_test;

template <> inline constexpr auto refract::model<Book> = table(named("bo'ok"), column<&Book::id>.named("no"));
template <> inline constexpr auto refract::model<BookText> =
    table(named("te\"xt"), full_text_of<Book>.tokenized_by("porter 'ascii'"));

TEST_CASE("names of full-text tables are quoted, and triggers keep them like their content") {
    CHECK(create_table<dialect::sqlite, BookText>() ==
          R"(CREATE VIRTUAL TABLE "te""xt" USING fts5("title", content='bo''ok', content_rowid='no', )"
          R"(tokenize='porter ''ascii'''))");
    const auto step = [](detail::full_text_step of) {
        return detail::print_to_string(dialect::sqlite::info, [of](detail::writer& out) {
            detail::print_full_text_step(out, detail::table_of<BookText>(), of);
        });
    };
    CHECK(step(detail::full_text_step::follow_update) ==
          R"(CREATE TRIGGER "te""xt_update" AFTER UPDATE ON "bo'ok" BEGIN )"
          R"(INSERT INTO "te""xt" ("te""xt", "rowid", "title") VALUES ('delete', old."no", old."title"); )"
          R"(INSERT INTO "te""xt" ("rowid", "title") VALUES (new."no", new."title"); END)");
    CHECK(step(detail::full_text_step::fill) == R"(INSERT INTO "te""xt" ("te""xt") VALUES ('rebuild'))");
}
