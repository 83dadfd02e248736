#include <refract/migrate/pull_names.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("names of a database become names of C++", "[pull_names]") {
    CHECK(snake_name("AlbumId", "column") == "album_id");
    CHECK(snake_name("ALBUM ID", "column") == "album_id");
    CHECK(snake_name("HTTPServer", "column") == "http_server");
    CHECK(snake_name("class", "column") == "class_");
    CHECK(snake_name("NULL", "column") == "null");
    CHECK(snake_name("st_mtime", "column") == "st_mtime_"); // macros
    CHECK(snake_name("signals", "column") == "signals_");
    CHECK(snake_name("std", "column") == "std_");
    CHECK(snake_name("2fa", "column") == "column_2fa");
    CHECK(snake_name("__a__b__", "column") == "a_b");
    CHECK(snake_name("", "column") == "column");
    CHECK(snake_name("名前", "column") == "column");
    CHECK(type_name_of("order_items", "table") == "OrderItems");
    CHECK(type_name_of("2 x", "table") == "Table2X");
    name_giver names;
    names.keep("b");
    CHECK(names.give("a") == "a");
    CHECK(names.give("a") == "a_2");
    CHECK(names.give("b") == "b_2");
    // Those that are names already are served first.
    std::vector<std::string> made{"", "", "kept", ""};
    name_giver others;
    others.keep("kept");
    others.fill(made, {"a_b", "a_b", "", "kept"}, {false, true, true, true});
    CHECK(made == std::vector<std::string>{"a_b_2", "a_b", "kept", "kept_2"});
}

TEST_CASE("texts are texts of C++, and end no comment", "[pull_names]") {
    CHECK(cpp_literal("it's \"q\" \\ \t?"
                      "?/") == R"("it's \"q\" \\ \011?\077/")");
    CHECK(cpp_literal("a\nb\n") == "\"a\\n\"\n    \"b\\n\"");
    CHECK(cpp_comment("one \\\ntwo\r\n\nend", "///") == "/// one\n/// two\n///\n///\n/// end\n");
    CHECK(cpp_comment("", "///").empty());
}
