#include <refract/base/raw_text.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

namespace {

constexpr bool hides(std::string_view sql) { return look_at_raw_text(sql).hides_hole; }
constexpr bool is_open(std::string_view sql) { return look_at_raw_text(sql).ends_open; }

static_assert(count_holes("") == 0);
static_assert(count_holes("{} {}{}") == 3);
static_assert(count_holes("{{}}") == 0);
static_assert(count_holes("{{}} {} {") == 1);
static_assert(count_holes("'{1,2}' }{") == 0);

} // namespace

TEST_CASE("a {} in quotes or a comment is seen, on whichever database it is one", "[raw_text]") {
    for (const char* sql :
         {"a LIKE '%{}%'", "a = {} -- {}", "a = {} /* {} */", "/* /* */ {} */ a", "\"{}\" = 1", "`{}` = 1", "$${}$$",
          "$body$ $x$ {} $body$", "'it''s {}'", "E'\\'{}'", "e'it''s \\' {}'", "(E'\\'{}'", "U&'{}'", "a = '{}",
          "-- one\n-- {}\n", "'' '{}'", "\"a\"\"{}\"", "/*{}", "$é$ {} $é$"})
        CHECK(hides(sql));
    for (const char* sql : {"",
                            "a = {}",
                            "'%' || {} || '%'",
                            "'{{}}' || {}",
                            "a -- one\n= {}",
                            "/* a */ {}",
                            "/*/**/*/ {}",
                            "a - {}",
                            "a / {}",
                            "a[{}]",
                            "'it''s' || {}",
                            "'\\' || {}",
                            "e '\\' || {}",
                            "name'\\' || {}",
                            "$1 + {} + $2",
                            "a$b {} $b$",
                            "\"it's\" = {}",
                            "-- it's\n{}",
                            "$$it's$$ || {}",
                            "data->>{}",
                            "'{'||{}||'}'",
                            "$"})
        CHECK_FALSE(hides(sql));
}

TEST_CASE("a text that ends in quotes or a comment is seen", "[raw_text]") {
    for (const char* sql : {"a -- b", "a 'b", "a \"b", "/* b", "/* /* */", "$$ b $", "'it''s", "E'\\'", "--"})
        CHECK(is_open(sql));
    for (const char* sql : {"", "a", "a -- b\n", "'b'", "''", "/**/", "$$ b $$", "E'\\\\'", "a - b", "$1", "a '' b"})
        CHECK_FALSE(is_open(sql));
}
