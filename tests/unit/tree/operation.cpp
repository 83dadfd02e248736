#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/tree/operation.hpp>

#include "support/catch.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

TEST_CASE("each operation has a row, in the order of the enumeration") {
    CHECK(spells_in_order(standard_spellings, sizeof standard_spellings / sizeof *standard_spellings));
    for (std::size_t i = 1; i < operation_count; ++i) CHECK(standard_spellings[i].binds > precedence::none);
}

// A query that uses one of these does not compile for the database.
static bool lacks(const dialect_info& dialect, operation op) {
    if (op >= operation::grouping && op <= operation::grouping_set)
        return dialect.name == dialect::sqlite::info.name || dialect.name == dialect::mariadb::info.name;
    const bool is_array = op >= operation::array_has && op <= operation::array_to_text;
    const bool gives_rows = op >= operation::rows_of_series && op <= operation::item_part;
    const bool is_statistic = op >= operation::stddev_pop && op <= operation::percentile_disc;
    if (op == operation::search_order || op == operation::is_cycle || op == operation::length_away)
        return dialect.name != dialect::postgres::info.name;
    if (op == operation::matches || (op >= operation::text_search && op <= operation::text_search_headline_by))
        return dialect.name != dialect::postgres::info.name;
    if (op == operation::shift_left || op == operation::shift_right)
        return dialect.name == dialect::mariadb::info.name || dialect.name == dialect::sqlserver::info.name;
    if (is_of_full_text(op)) return dialect.name != dialect::sqlite::info.name;
    if (op == operation::collate) return dialect.name == dialect::sqlserver::info.name;
    if (dialect.name == dialect::sqlite::info.name)
        return op == operation::pad_start || op == operation::reverse || op == operation::json_contains || is_array ||
               is_statistic || op == operation::array_agg || op == operation::rows_of_array;
    if (dialect.name != dialect::postgres::info.name)
        if (is_array || is_statistic || gives_rows || (op >= operation::json_text && op <= operation::json_of_fields) ||
            (op >= operation::json_agg && op <= operation::bool_or))
            return true;
    if (dialect.name == dialect::sqlserver::info.name) return op == operation::pad_start || op == operation::nth_value;
    if (dialect.name == dialect::mariadb::info.name)
        return op == operation::string_agg || op == operation::truncate_moment || op == operation::truncate_date;
    return false;
}

TEST_CASE("every database spells every operation that it has, and its patterns are well formed") {
    for (const dialect_info* dialect :
         {&dialect::sqlite::info, &dialect::postgres::info, &dialect::mariadb::info, &dialect::sqlserver::info})
        for (std::size_t i = 1; i < operation_count; ++i) {
            const spelling& row = (*dialect->spellings)[i];
            INFO(dialect->name << ", operation " << i << ": " << row.pattern);
            CHECK(static_cast<std::size_t>(row.op) == i);
            CHECK(row.pattern.empty() == lacks(*dialect, row.op));
            for (std::size_t open = row.pattern.find('{'); open != std::string_view::npos;
                 open = row.pattern.find('{', open + 1)) {
                const std::string_view hole = row.pattern.substr(open + 1, row.pattern.find('}', open) - open - 1);
                const std::string known =
                    " 0 1 2 (0) (1) (2) utc(0) ... type column0 unit name collation configuration over path part text of part kind fields item of of0 table0 number0 "
                    "rest jsonb_agg stddev_pop stddev_samp var_pop var_samp ";
                CHECK(known.find(" " + std::string(hole) + " ") != std::string::npos);
            }
        }
}
