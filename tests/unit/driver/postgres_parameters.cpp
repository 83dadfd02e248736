// Parameters in the form that libpq wants.

#include <refract/driver/postgres_parameters.hpp>

#include <support/catch.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace std::string_literals;

namespace {

constexpr std::string_view names[] = {"a", "b"};
constexpr enumeration_info native{names, 2, "letter"};

std::string value(const postgres_parameters& parameters, std::size_t i) {
    if (!parameters.values()[i]) return "NULL";
    return {parameters.values()[i], static_cast<std::size_t>(parameters.lengths()[i])};
}

} // namespace

TEST_CASE("parameters are declared, binary, and NULL until they are bound", "[postgres_parameters]") {
    const std::vector<sql_type> types{{.kind = type_kind::integer}, {.kind = type_kind::text}};
    postgres_parameters parameters(types);
    CHECK(parameters.size() == 2);
    CHECK(parameters.types()[0] == oid::int4);
    CHECK(parameters.types()[1] == oid::text);
    CHECK(parameters.formats()[0] == 1);
    CHECK(value(parameters, 0) == "NULL");
    parameters.bind(1, std::int64_t{5});
    CHECK(value(parameters, 0) == "\0\0\0\5"s);
    parameters.bind_null(1);
    CHECK(value(parameters, 0) == "NULL");
    parameters.bind(2, std::string_view());
    CHECK(value(parameters, 1).empty()); // empty is not NULL
}

TEST_CASE("views are passed by address unless they may be gone", "[postgres_parameters]") {
    const std::vector<sql_type> types{{.kind = type_kind::text}, {.kind = type_kind::bytes}};
    postgres_parameters parameters(types);
    std::string text = "by address";
    parameters.bind(1, std::string_view(text));
    CHECK(parameters.values()[0] == text.data());
    parameters.copy_views(true);
    parameters.bind(1, std::string_view(text));
    parameters.bind(2, wire::bytes(reinterpret_cast<const std::byte*>(text.data()), 2));
    text = "gone";
    CHECK(value(parameters, 0) == "by address");
    CHECK(value(parameters, 1) == "by");
    parameters.copy_views(false);
    parameters.bind_copy(1, std::string("temporary"));
    CHECK(value(parameters, 0) == "temporary");
}

TEST_CASE("copies stay where they are when others are made, and when all move", "[postgres_parameters]") {
    const std::vector<sql_type> types(40, sql_type{.kind = type_kind::text});
    postgres_parameters first(types);
    for (int i = 1; i <= 40; ++i) first.bind_copy(i, std::to_string(i));
    const postgres_parameters second(std::move(first));
    for (std::size_t i = 0; i < 40; ++i) CHECK(value(second, i) == std::to_string(i + 1));
}

TEST_CASE("a list is one array", "[postgres_parameters]") {
    const std::vector<sql_type> types{{.kind = type_kind::small_integer, .list = true},
                                      {.kind = type_kind::enumeration, .list = true, .enumeration = &native}};
    postgres_parameters parameters(types);
    const wire::list_items<std::int16_t> numbers{{1}, {2}};
    parameters.bind_list(1, numbers);
    CHECK(value(parameters, 0) == "\0\0\0\1\0\0\0\0\0\0\0\x15\0\0\0\2\0\0\0\1\0\0\0\2\0\1\0\0\0\2\0\2"s);
    parameters.bind_list(1, wire::list_items<std::int16_t>());
    CHECK(value(parameters, 0) == "\0\0\0\0\0\0\0\0\0\0\0\x15"s);

    // A native enum goes as text, because its number is not known.
    const wire::list_items<std::string_view> letters{{"a"}, {"q\"\\ ,{}"}};
    parameters.bind_list(2, letters);
    CHECK(parameters.formats()[1] == 0);
    CHECK(value(parameters, 1) == "{\"a\",\"q\\\"\\\\ ,{}\"}\0"s);
}

TEST_CASE("what cannot be stored is refused before it is sent", "[postgres_parameters]") {
    const std::vector<sql_type> types{
        {.kind = type_kind::text}, {.kind = type_kind::json}, {.kind = type_kind::text, .list = true}};
    postgres_parameters parameters(types);
    const std::string_view nul("a\0", 2);
    const wire::list_items<std::string_view> list{{nul}};
    CHECK_THROWS_AS(parameters.bind(1, nul), conversion_error);
    CHECK_THROWS_AS(parameters.bind_copy(1, nul), conversion_error);
    CHECK_THROWS_AS(parameters.bind(2, wire::json{nul}), conversion_error);
    CHECK_THROWS_AS(parameters.bind_list(3, list), conversion_error);
}

TEST_CASE("a text that takes its column's type is sent as text", "[postgres_parameters]") {
    const std::vector<sql_type> types{{.kind = type_kind::text, .of_column = true},
                                      {.kind = type_kind::text, .list = true, .of_column = true},
                                      {.kind = type_kind::integer}};
    postgres_parameters parameters(types);
    CHECK(parameters.types()[0] == oid::none);
    CHECK(parameters.types()[1] == oid::none);
    CHECK(parameters.types()[2] == oid::int4);
    CHECK(parameters.formats()[0] == 0);
    CHECK(parameters.formats()[2] == 1);
    parameters.bind(1, std::string_view("abcdef").substr(0, 3)); // text ends with NUL, views do not
    CHECK(parameters.values()[0] == "abc"s);
    const wire::list_items<std::string_view> list{{"a\"b"}, {"\\"}, {""}};
    parameters.bind_list(2, list);
    CHECK(parameters.values()[1] == R"({"a\"b","\\",""})"s);
}
