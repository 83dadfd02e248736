#include <refract/driver/postgres_trips.hpp>

#include "support/postgres_session.hpp"

using namespace refract::detail;
using namespace refract_test;

TEST_CASE("libpq's trace tells the round trips", "[postgres]") {
    postgres_session session;
    if (!session) return;
    postgres_trip_counter trips(session->native());
    CHECK(trips.count() == 0);
    session.ask("SELECT 1");
    // What looks like a message in a text is none, however long the line.
    session.ask("SELECT '" + std::string(59, 'F') + "F\t5\tSync'");
    for (std::size_t size = 40; size < 70; ++size) session.ask("SELECT '" + std::string(size, 'F') + "\t5\tSync'");
    CHECK(trips.count() == 2 + 30);
}
