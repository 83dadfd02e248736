#include <refract/cli/databases.hpp>

#include "support/catch.hpp"

using namespace refract;
using refract::command_line::database_kind;

TEST_CASE("databases are told by their URLs", "[databases]") {
    using lite = database_kind<sqlite::database>;
    CHECK(lite::is_meant("sqlite:app.db"));
    CHECK(lite::path_of("sqlite:app.db") == "app.db");
    CHECK(lite::path_of("sqlite:///var/app.db") == "/var/app.db");
    CHECK(lite::path_of("sqlite::memory:") == ":memory:");
    CHECK(!lite::is_meant("app.db"));
#if __has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>)
    using server = database_kind<postgres::database>;
    CHECK(server::is_meant("postgresql://me@host/app"));
    CHECK(server::is_meant("postgres://me@host/app"));
    CHECK(server::is_meant("host=/run dbname=app"));
    CHECK(!server::is_meant("sqlite:app.db?x=1"));
    CHECK(!server::is_meant("mysql://me@host/app"));
#endif
}
