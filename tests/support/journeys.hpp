#pragma once

// How often a program waits for PostgreSQL.

#include <refract/postgres.hpp>

#include <cstdio>
#include <string_view>

namespace refract_test {

/// How many journeys some work takes: what the client ends with a Sync or sends as a simple query.
template <class Work> int journeys_of(refract::postgres::database& db, Work work) {
    std::FILE* const trace = std::tmpfile();
    PQtrace(db.connection().native(), trace);
    PQsetTraceFlags(db.connection().native(), PQTRACE_SUPPRESS_TIMESTAMPS);
    work();
    PQuntrace(db.connection().native());
    std::rewind(trace);
    int journeys = 0;
    for (char line[4096]; std::fgets(line, sizeof line, trace);) {
        const std::string_view text = line;
        if (text.starts_with("F") && (text.find("\tSync") != text.npos || text.find("\tQuery") != text.npos))
            ++journeys;
    }
    std::fclose(trace);
    return journeys;
}

} // namespace refract_test
