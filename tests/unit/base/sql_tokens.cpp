#include <refract/base/sql_tokens.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

using namespace refract::detail;

namespace {

/// "w:a m:<= q:\"b\"": each token with the first letter of its kind.
std::string told(std::string_view sql, bool brackets_quote = true) {
    std::string all;
    for (const sql_token& each : sql_tokenizer(sql, brackets_quote).all()) {
        if (!all.empty()) all += ' ';
        all += "wqtnm"[static_cast<int>(each.kind)];
        all += ':';
        all += each.text;
    }
    return all;
}
bool is_same(std::string_view left, std::string_view right) {
    return is_same_sql(sql_tokenizer(left, true).all(), sql_tokenizer(right, true).all());
}

} // namespace

TEST_CASE("SQL is words, quoted names, texts, numbers and marks", "[sql_tokens]") {
    CHECK(told("SELECT a<=\"b \"\"c\"") == "w:SELECT w:a m:<= q:\"b \"\"c\"");
    CHECK(told("x'0a'||E'a\\'b' , 'it''s'") == "t:x'0a' m:|| t:E'a\\'b' m:, t:'it''s'");
    CHECK(told("1.5e-3+0x1F-.5,1-2") == "n:1.5e-3 m:+ n:0x1F m:- n:.5 m:, n:1 m:- n:2");
    CHECK(told("a::text->>'b' @> c") == "w:a m::: w:text m:->> t:'b' m:@> w:c");
    CHECK(told("`a``b` [c d].e") == "q:`a``b` q:[c d] m:. w:e");
    CHECK(told("a[1]", false) == "w:a m:[ n:1 m:]");
    CHECK(told("größe $1 $tag$ 'x' $tag$;") == "w:größe w:$1 t:$tag$ 'x' $tag$ m:;");
}

TEST_CASE("comments and blanks are no tokens, and what does not end goes to the end", "[sql_tokens]") {
    CHECK(told("a -- b\n/* c /* d */ e */ f") == "w:a w:f");
    CHECK(told("a -- b") == "w:a");
    CHECK(told(" \t\r\n").empty());
    CHECK(told("a 'b") == "w:a t:'b");
    CHECK(told("a [b") == "w:a q:[b");
    CHECK(told("/* a").empty());
}

TEST_CASE("quotes come off, and marks in them are once", "[sql_tokens]") {
    CHECK(unquote_sql("\"a\"\"b\"") == "a\"b");
    CHECK(unquote_sql("'it''s'") == "it's");
    CHECK(unquote_sql("[a b]") == "a b");
    CHECK(unquote_sql("plain") == "plain");
    CHECK(unquote_sql("\"\"").empty());
}

TEST_CASE("the same SQL is the same but for case, blanks and quotes of names", "[sql_tokens]") {
    CHECK(is_same("Price >= 0", "\"price\">=0 -- always"));
    CHECK_FALSE(is_same("price >= 0", "price > 0"));
    CHECK_FALSE(is_same("name = 'a'", "name = 'A'"));
    CHECK_FALSE(is_same("name = 'a'", "name = a"));
    CHECK(is_same("length([name]) > 1", "LENGTH(`name`) > 1"));
}
