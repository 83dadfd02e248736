#include <refract/schema/naming.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <utility>

using namespace refract::detail;

namespace {

std::string snake_case(std::string_view name) {
    text_sink counting;
    put_snake_case(counting, name);
    std::string text(counting.size, ' ');
    text_sink writing{.out = text.data()};
    put_snake_case(writing, name);
    return text;
}

struct HTTPLog {};

} // namespace

static_assert(snake_case_name<PostTag>() == "post_tag");
static_assert(snake_case_name<shop::stock::Article>() == "article");
static_assert(snake_case_name<HTTPLog>() == "http_log");

TEST_CASE("a struct's name becomes a table's name") {
    const std::pair<const char*, const char*> names[] = {
        {"User", "user"},
        {"PostTag", "post_tag"},
        {"HTTPLog", "http_log"},
        {"parseHTTP", "parse_http"},
        {"already_snake", "already_snake"},
        {"Half_Snake", "half_snake"},
        {"MD5Sum", "md5_sum"},
        {"HTML5Parser", "html5_parser"},
        {"Version2", "version2"},
        {"A", "a"},
        {"AB", "ab"},
        {"ABc", "a_bc"},
        {"Utf8Text", "utf8_text"},
        {"Größe", "größe"},
        {"x", "x"},
    };
    for (const auto& [name, expected] : names) { CHECK(snake_case(name) == expected); }
}
