// Batches of rows: each knows to which row above it belongs.

#include <refract/graph/write_plan.hpp>

#include "support/databases.hpp"

using namespace refract::detail;

TEST_CASE("the row that belongs to one above is found by its number", "[graph]") {
    row_batch<sqlite_driver> batch;
    CHECK(batch.row_of(0) == row_batch<sqlite_driver>::none);
    for (const std::uint32_t above : {1U, 2U, 5U, 9U}) batch.owners.push_back(above);
    std::uint32_t next = 0;
    for (std::size_t above = 0; above < 12; ++above) {
        const bool is_there = above == 1 || above == 2 || above == 5 || above == 9;
        CHECK(batch.row_of(above) == (is_there ? next++ : row_batch<sqlite_driver>::none));
    }
    CHECK(next == 4);
}

TEST_CASE("chosen rows are some of a batch, or all", "[graph]") {
    const std::uint32_t numbers[] = {7, 3};
    const chosen_rows<sqlite_driver> some{nullptr, numbers, 2}, all{nullptr, nullptr, 4};
    CHECK(some[1] == 3);
    CHECK(all[3] == 3);
}
