#include <refract/migrate/lint_statement.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using refract::detail::lint_cursor;

namespace {

struct text_under_cursor {
    explicit text_under_cursor(std::string_view sql) : tokens(detail::sql_tokenizer(sql, false).all()), in(tokens) {}
    std::vector<detail::sql_token> tokens;
    lint_cursor in;
};
bool is_volatile_text(std::string_view sql) {
    const text_under_cursor text(sql);
    return detail::is_volatile_expression(text.in, text.tokens.size());
}

} // namespace

TEST_CASE("names are as the database takes them", "[lint_statement]") {
    text_under_cursor text("App.\"The \"\"Ware\"\"\" shop.app.ware, 1");
    CHECK(text.in.name() == detail::lint_name{"app", "The \"Ware\""});
    CHECK(text.in.name() == detail::lint_name{"app", "ware"});
    CHECK(text.in.take(","));
    CHECK(text.in.name().empty());
    CHECK(detail::lint_name{"a", "b"}.text() == "a.b");
    CHECK(detail::lint_name{"", "b"}.text() == "b");
}

TEST_CASE("lists know plain names from expressions", "[lint_statement]") {
    text_under_cursor text("(a, lower(b), c DESC, (d + 1), e.f) WHERE x");
    CHECK(text.in.listed_names() == std::vector<std::string>{"a", "", "c", "", ""});
    CHECK(text.in.is("WHERE"));
    CHECK(text_under_cursor("(a").in.listed_names() == std::vector<std::string>{"a"});
    CHECK(text_under_cursor("a").in.listed_names().empty());
}

TEST_CASE("words in parentheses are not those of the statement", "[lint_statement]") {
    text_under_cursor text("a (b WHERE (c)) WHERE d");
    CHECK(text.in.seek({"WHERE"}));
    CHECK(text.in.take("WHERE"));
    CHECK(text.in.here() == "d");
    CHECK_FALSE(text.in.seek({"WHERE"}));
    CHECK(text.in.is_done());
    CHECK(text.in.here().empty());
    text.in.skip();
    CHECK(text.in.is_done());
    CHECK(text_under_cursor("").in.here().empty());
}

TEST_CASE("an expression is volatile if it calls what may differ", "[lint_statement]") {
    CHECK_FALSE(is_volatile_text("now() - interval '1 day'"));
    CHECK_FALSE(is_volatile_text("'random()'"));
    CHECK_FALSE(is_volatile_text("coalesce(lower('A'), 'b')::varchar(20)"));
    CHECK(is_volatile_text("coalesce(random(), 1)"));
    CHECK(is_volatile_text("app.anything(1)"));
    CHECK(is_volatile_text("\"now it\"()"));
}
