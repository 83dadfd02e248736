// Where libpq keeps cells: what is read there is what its functions say.

#include <refract/driver/postgres_layout.hpp>

#include <support/postgres_session.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

TEST_CASE("the libpq of the tests keeps its rows where they are looked for", "[postgres_layout]") {
    CHECK(knows_postgres_layout());
}

TEST_CASE("cells are found where libpq says they are", "[postgres_layout]") {
    postgres_session session;
    if (!session) return;
    const postgres_result result(
        PQexec(session->native(), "SELECT i, NULLIF(i, 7), repeat('x', i), '' FROM generate_series(1, 3000) i"));
    REQUIRE(PQntuples(result.get()) == 3000);
    const postgres_stored_rows head = look_into(result.get());
    REQUIRE(head.row_count == 3000);
    REQUIRE(head.column_count == 4);
    std::vector<postgres_stored_cell> asked;
    int different = 0, nulls = 0;
    for (int row = 0; row < 3000; ++row) {
        copy_postgres_row(asked, result.get(), row);
        for (std::size_t column = 0; column < 4; ++column) {
            const postgres_stored_cell& kept = head.rows[row][column];
            different += kept.size != asked[column].size || kept.bytes != asked[column].bytes;
            nulls += kept.size < 0;
        }
    }
    CHECK(different == 0);
    CHECK(nulls == 1);
}
