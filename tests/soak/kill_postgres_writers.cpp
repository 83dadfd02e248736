// Four writers on one PostgreSQL database, killed: kill_postgres_writers [rounds]. Its tables are soak_row and
// soak_counter in the database of REFRACT_POSTGRES_URL.

#include "kill_writers.hpp"

#include <refract/postgres.hpp>

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 40;
    const char* const url = std::getenv("REFRACT_POSTGRES_URL");
    if (!url) return std::puts("skipped: REFRACT_POSTGRES_URL is not set"), 0;
    const auto open = [&] {
        refract::postgres::database db(url);
        db.execute("SET application_name TO 'refract_soak'");
        return db;
    };
    return soak::run(rounds, open, [](refract::postgres::database& db) {
        // A server may still be at the last statement of a client that is gone.
        for (int i = 0; i < 200; ++i) {
            if (db.query<std::int64_t>("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'refract_soak' "
                                       "AND pid <> pg_backend_pid() AND state <> 'idle'")[0] == 0)
                return;
            ::usleep(50'000);
        }
        throw std::runtime_error("the server did not notice that its clients are gone");
    });
}
