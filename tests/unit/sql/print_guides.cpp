#include <refract/dialect/postgres.hpp>
#include <refract/sql/print_guides.hpp>

#include "support/catch.hpp"

#include <array>
#include <cstddef>
#include <string>

using namespace refract::detail;

TEST_CASE("what is said of a recursion stands behind it, its columns by their names") {
    static constexpr column_info columns[]{{.name = "id", .field = "id"}, {.name = "na\"me", .field = "name"}};
    static constexpr table_info tree{.name = "tree", .columns = columns, .column_count = 2};
    static constexpr node by[]{
        {.kind = node_kind::column, .column = 1, .table = []() -> const table_info& { return tree; }},
        {.kind = node_kind::column, .table = []() -> const table_info& { return tree; }}};
    const clause clauses[]{{.kind = clause_kind::search_breadth, .items = 2, .nodes = by},
                           {.kind = clause_kind::detect_cycles, .items = 1, .nodes = by + 1}};
    std::array<char, 200> text{};
    writer out{.text = {.out = text.data(), .room = text.size()}, .dialect = refract::dialect::postgres::info};
    print_guides(out, {.kind = verb::select, .clauses = clauses, .count = 2});
    CHECK(std::string(text.data(), out.text.size) ==
          " SEARCH BREADTH FIRST BY \"na\"\"me\", \"id\" SET \"search_order\" "
          "CYCLE \"id\" SET \"is_cycle\" USING \"cycle_path\"");
}
