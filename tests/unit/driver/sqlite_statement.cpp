// Statements of SQLite: run again, streamed, with values that may be gone, and with lists.

#include <refract/driver/sqlite_statement.hpp>

#include <refract/driver/sqlite.hpp>

#include <support/sqlite_session.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

template <class Wire> std::string listed(const std::vector<Wire>& values) {
    sqlite_connection connection(":memory:", {});
    auto statement = connection.prepare(
        text_statement("SELECT group_concat(typeof(value) || ' ' || value, '|') FROM json_each(?1)", {{}}), true);
    wire::list_items<Wire> items;
    for (const Wire& each : values) items.add().value = each;
    statement.begin(false);
    statement.bind_list(1, items);
    REQUIRE(statement.step());
    return statement.row().cell(0).is_null() ? "none"
                                             : std::string(statement.row().cell(0).template read<std::string_view>());
}

} // namespace

TEST_CASE("statements run again and again", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY, s TEXT)");
    auto insert = connection.prepare(text_statement("INSERT INTO t (s) VALUES (?1)", {{}}), true);
    for (const char* text : {"a", "b"}) {
        insert.begin(false);
        insert.bind(1, std::string_view(text));
        CHECK_FALSE(insert.step());
        CHECK(insert.changes() == 1);
        insert.reset();
    }
    CHECK(connection.last_key() == 2);
    auto select = connection.prepare(text_statement("SELECT i, s AS text FROM t ORDER BY i"), false);
    CHECK(select.column_count() == 2);
    CHECK(select.column_name(1) == "text");
    CHECK(read_numbers(select) == std::vector<std::int64_t>{1, 2});
    select.reset();
    CHECK(read_numbers(select) == std::vector<std::int64_t>{1, 2});

    sqlite_statement moved(std::move(select));
    moved.reset();
    REQUIRE(moved.step());
    CHECK(moved.row().cell(1).read<std::string_view>() == "a");
    moved = connection.prepare(text_statement("SELECT 7"), false);
    CHECK(read_numbers(moved) == std::vector<std::int64_t>{7});
    const sqlite_statement empty;
    CHECK(empty.sql().empty());
}

TEST_CASE("values that may be gone are copied", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    auto statement = connection.prepare(text_statement("SELECT ?1, ?2", {{}, {}}), true);
    {
        std::string text(100, 'x');
        statement.begin(true);
        statement.bind(1, std::string_view(text));
        statement.bind(2, std::string(100, 'y'));
        text.assign(100, 'z');
    }
    REQUIRE(statement.step());
    CHECK(statement.row().cell(0).read<std::string_view>() == std::string(100, 'x'));
    CHECK(statement.row().cell(1).read<std::string_view>() == std::string(100, 'y'));
}

TEST_CASE("a statement streams while others run", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2), (3)");
    auto outer = connection.prepare(text_statement("SELECT i FROM t"), true);
    auto inner = connection.prepare(text_statement("SELECT ?1 * 10", {{}}), true);
    std::int64_t sum = 0;
    while (outer.step()) {
        inner.bind(1, outer.row().cell(0).read<std::int64_t>());
        sum += read_numbers(inner).at(0);
        inner.reset();
    }
    CHECK(sum == 60);
}

TEST_CASE("a list is one parameter of every type", "[sqlite]") {
    CHECK(listed<std::int64_t>({}) == "none");
    CHECK(listed<std::int64_t>({std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) ==
          "integer -9223372036854775808|integer 9223372036854775807");
    CHECK(listed<std::int16_t>({-1}) == "integer -1");
    CHECK(listed<bool>({true, false}) == "integer 1|integer 0");
    CHECK(listed<double>({0.1, 1e300}) == "real 0.1|real 1.0e+300");
    CHECK(listed<double>({2.0}) == "integer 2"); // equal to 2.0 in SQLite
    CHECK(listed<std::string_view>({"", "it's \"quoted\" \\ \n\t\x01", "\xc3\xa4"}) ==
          "text |text it's \"quoted\" \\ \n\t\x01|text \xc3\xa4");
    CHECK(listed<wire::date>({{0}}) == "text 1970-01-01");
    CHECK(listed<wire::timestamp>({{1}}) == "text 1970-01-01 00:00:00.000001");
    CHECK(listed<wire::time>({{0}}) == "text 00:00:00");
    CHECK(listed<wire::interval>({{7}}) == "integer 7");
    CHECK(listed<wire::decimal>({{-125, 2}}) == "real -1.25");
    CHECK(listed<wire::uuid>({{}}) == "text 00000000-0000-0000-0000-000000000000");
    CHECK_THROWS_AS(listed<double>({std::numeric_limits<double>::infinity()}), conversion_error);
    CHECK_THROWS_AS(listed<double>({std::numeric_limits<double>::quiet_NaN()}), conversion_error);
    CHECK_THROWS_AS(listed<std::string_view>({std::string_view("a\0", 2)}), conversion_error);
    CHECK_THROWS_AS(listed<wire::decimal>({{1'000'000'000'000'000'001, 18}}), conversion_error);
    CHECK(listed<std::string_view>({"\xff"}) == "text \xff");
}
