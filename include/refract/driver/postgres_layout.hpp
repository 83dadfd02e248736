// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_error.hpp>

#include <cstdint>
#include <cstring>
#include <vector>

/// \file
/// Where the cells of a result are. A value must not be read beyond its bytes, and asking libpq for each
/// cell's address and length costs a tenth of a row. libpq keeps both beside each other, one row after
/// another, since version 8. They are read there if a result made for the purpose is found to lie so,
/// in a version that was looked at; otherwise libpq's functions fill such rows.

namespace refract {
inline namespace v0 {
namespace detail {

/// A cell as libpq keeps it.
struct postgres_stored_cell {
    int size; ///< -1: NULL
    const char* bytes;
};

/// The beginning of a result as libpq keeps it.
struct postgres_stored_rows {
    int row_count, column_count;
    const PGresAttDesc* columns;
    const postgres_stored_cell* const* rows;
};
inline postgres_stored_rows look_into(const PGresult* result) {
    postgres_stored_rows head;
    std::memcpy(&head, static_cast<const void*>(result), sizeof head);
    return head;
}

/// One row, asked of libpq cell by cell.
inline void copy_postgres_row(std::vector<postgres_stored_cell>& to, const PGresult* result, int row) {
    to.clear();
    for (int column = 0; column < PQnfields(result); ++column) {
        const bool null = PQgetisnull(result, row, column) != 0;
        to.push_back({null ? -1 : PQgetlength(result, row, column), PQgetvalue(result, row, column)});
    }
}

/// Two rows of two columns: texts, an empty text, a NULL.
inline bool fill_postgres_probe(PGresult* probe) {
    char name[] = "probe", text[] = "probe text", nothing[] = "";
    PGresAttDesc columns[2]{};
    columns[0].name = columns[1].name = name;
    columns[0].typid = 25;
    columns[1].typid = 1043;
    columns[1].format = 1;
    return PQsetResultAttrs(probe, 2, columns) && PQsetvalue(probe, 0, 0, text, 10) &&
           PQsetvalue(probe, 0, 1, nullptr, -1) && PQsetvalue(probe, 1, 0, nothing, 0) &&
           PQsetvalue(probe, 1, 1, text, 5);
}
inline bool find_postgres_layout() {
    // Outside these versions the words would be taken for addresses unseen.
    if (PQlibVersion() < 120'000 || PQlibVersion() >= 190'000) return false;
    const postgres_result probe(PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK));
    if (!probe.get() || !fill_postgres_probe(probe.get())) return false;
    const postgres_stored_rows head = look_into(probe.get());
    if (head.row_count != 2 || head.column_count != 2 || !head.rows || !head.columns) return false;
    if (head.columns[0].name != PQfname(probe.get(), 0) || head.columns[1].name != PQfname(probe.get(), 1) ||
        head.columns[0].typid != 25 || head.columns[1].typid != 1043 || head.columns[1].format != 1)
        return false;
    std::vector<postgres_stored_cell> asked;
    for (int row = 0; row < 2; ++row) {
        copy_postgres_row(asked, probe.get(), row);
        for (std::size_t column = 0; column < 2; ++column) {
            const postgres_stored_cell& kept = head.rows[row][column];
            if (kept.size != asked[column].size || kept.bytes != asked[column].bytes) return false;
        }
    }
    return true;
}
/// Whether results of this libpq lie as described above; found out once.
inline bool knows_postgres_layout() {
    static const bool known = find_postgres_layout();
    return known;
}

} // namespace detail
} // namespace v0
} // namespace refract
