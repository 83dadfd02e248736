#include <refract/cli/databases.hpp>

#include "support/catch.hpp"

#include <filesystem>

#include <unistd.h>

using namespace refract;
using refract::command_line::database_kind;
using refract::command_line::when_missing;

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

TEST_CASE("a file that may not be written is read, and what writes fails there", "[databases]") {
    using lite = database_kind<sqlite::database>;
    const std::filesystem::path path = std::filesystem::temp_directory_path() / "refract_only_read.db";
    std::filesystem::remove(path);
    sqlite::database(path.string(), {.journal = sqlite::journal::rollback}).execute("CREATE TABLE tea (id INTEGER)");
    std::filesystem::permissions(path, std::filesystem::perms::owner_read);
    if (::access(path.c_str(), W_OK) != 0) // root may write it
        for (const when_missing then : {when_missing::fails, when_missing::is_made}) {
            sqlite::database db = lite::open("sqlite:" + path.string(), then);
            CHECK(db.query<std::int64_t>("SELECT count(*) FROM tea").front() == 0);
            CHECK_THROWS_AS(db.execute("CREATE TABLE coffee (id INTEGER)"), error);
        }
    std::filesystem::remove(path);
}

TEST_CASE("a folder is no database, and one in memory stands for what is not needed", "[databases]") {
    using lite = database_kind<sqlite::database>;
    const auto refused = [](const std::string& path, when_missing then) {
        try {
            lite::open("sqlite:" + path, then);
            return std::string();
        } catch (const refract::command_line::command_failure& failure) { return failure.sentence; }
    };
    const std::string folder = std::filesystem::temp_directory_path().string();
    CHECK(refused(folder, when_missing::fails) == folder + " is a folder, and should be the file of a database");
    CHECK(refused("/dev/zero", when_missing::fails) == "/dev/zero is a device, and should be the file of a database");
    CHECK(refused("/nowhere/none.db", when_missing::is_made)
              .starts_with("/nowhere/none.db cannot be opened, as SQLite writes beside it"));
    CHECK(refused("/nowhere/none.db", when_missing::is_not_needed).empty());
}
