#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/print_policy.hpp>

#include "support/catch.hpp"

#include <array>
#include <string>

using namespace refract;
using namespace refract::detail;

namespace {

constexpr column_info columns[]{{.name = "id", .field = "id"},
                                {.name = "at", .field = "at", .type = {.kind = type_kind::timestamp}},
                                {.name = "gone", .field = "gone", .type = {.kind = type_kind::boolean}}};
constexpr table_info by_time{.name = "t", .columns = columns, .column_count = 3, .deleted = 1};
constexpr table_info by_flag{.name = "f", .columns = columns, .column_count = 3, .deleted = 2};
const table_info& time_table() { return by_time; }

template <class Print> std::string printed(const dialect_info& dialect, Print print) {
    std::array<char, 200> text{};
    writer out{.text = {.out = text.data(), .room = text.size()}, .dialect = dialect};
    print(out);
    return std::string(text.data(), out.text.size);
}
constexpr clause join_of(join_kind kind) { return {.kind = clause_kind::join, .join = kind, .table = &time_table}; }

} // namespace

TEST_CASE("rows that are kept and those that are marked, by a time and by a flag") {
    const auto kept = [](const table_info& table) {
        return printed(refract::dialect::sqlite::info,
                       [&](writer& out) { print_is_kept(out, table, [&] { out.put("x"); }); });
    };
    CHECK(kept(by_time) == "x IS NULL");
    CHECK(kept(by_flag) == "NOT x");
    const auto mark = [](const dialect_info& dialect, const table_info& table, bool deleted) {
        return printed(dialect, [&](writer& out) { print_mark(out, table, deleted); });
    };
    CHECK(mark(refract::dialect::postgres::info, by_time, true) == "clock_timestamp()");
    CHECK(mark(refract::dialect::postgres::info, by_time, false) == "NULL");
    CHECK(mark(refract::dialect::postgres::info, by_flag, true) == "true");
    CHECK(mark(refract::dialect::sqlite::info, by_flag, false) == "0");
}

TEST_CASE("a condition on rows stands where no row is lost that an outer join makes") {
    const clause from{.kind = clause_kind::from, .table = &time_table};
    const auto place_in = [&](auto... kind) {
        static clause all[4];
        all[0] = from;
        std::size_t count = 1;
        ((all[count++] = join_of(kind)), ...);
        return statement_view{.kind = verb::select, .clauses = all, .count = count};
    };
    const auto at = [](const statement_view& in, std::size_t table) {
        const filter_place place = find_filter_place(in, in.clauses[table]);
        return place.is_inside ? -2 : place.join ? static_cast<int>(place.join - in.clauses) : -1;
    };
    const statement_view left = place_in(join_kind::left, join_kind::inner);
    CHECK(at(left, 0) == -1);
    CHECK(at(left, 1) == 1);
    CHECK(at(left, 2) == -1);
    const statement_view right = place_in(join_kind::inner, join_kind::right, join_kind::right);
    CHECK(at(right, 0) == 2);
    CHECK(at(right, 1) == 2);
    CHECK(at(right, 2) == 3);
    CHECK(at(right, 3) == -1);
    CHECK(at(place_in(join_kind::left, join_kind::full), 1) == -2);
}
