// Names of prepared statements: each connection has its own.

#include <refract/driver/postgres_names.hpp>

#include <support/postgres_session.hpp>

#include <set>
#include <string>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

TEST_CASE("two connections never have the same name", "[postgres_names]") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        postgres_names names;
        const std::uint32_t first = names.next();
        const std::string text = names.text(first);
        CHECK(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos);
        CHECK(text.size() < 40); // PostgreSQL cuts at 63
        CHECK(seen.insert(text).second);
        CHECK(seen.insert(names.text(names.next())).second);
    }
}

TEST_CASE("abandoned statements are deallocated, those that are gone as well", "[postgres_names]") {
    postgres_session session;
    if (!session) return;
    postgres_names names;
    const auto prepare = [&] {
        const std::uint32_t number = names.next();
        session->execute("PREPARE " + names.text(number) + " AS SELECT 1");
        return number;
    };
    const auto count = [&] { return session.ask("SELECT count(*) FROM pg_prepared_statements"); };
    for (const bool found : {false, true}) {
        for (int i = 0; i < 3; ++i) names.abandon(prepare());
        names.abandon(names.next()); // was never there
        CHECK(names.has_abandoned());
        if (found)
            names.deallocate_found(session->native());
        else
            names.deallocate(session->native());
        CHECK(count() == "0");
        CHECK_FALSE(names.has_abandoned());
    }
}
