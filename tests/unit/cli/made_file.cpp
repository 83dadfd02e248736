#include <refract/cli/made_file.hpp>
#include <refract/sqlite.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <filesystem>
#include <optional>
#include <string>

using namespace refract;
using refract::command_line::made_file;

namespace {

struct place_of_file {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / refract_test::unique_name();
    std::string path = (folder / "app.db").string();
    place_of_file() { std::filesystem::create_directories(folder); }
    place_of_file(const place_of_file&) = delete;
    ~place_of_file() { std::filesystem::remove_all(folder); }
    bool is_empty() const { return std::filesystem::is_empty(folder); }
};

} // namespace

TEST_CASE("a file into which nothing came is gone again", "[made_file]") {
    const place_of_file at;
    for (const sqlite::journal kept : {sqlite::journal::unchanged, sqlite::journal::rollback, sqlite::journal::wal}) {
        const made_file made(at.path);
        sqlite::database(at.path, {.journal = kept}).query<std::int64_t>("SELECT 1");
        CHECK(std::filesystem::exists(at.path));
    }
    CHECK(at.is_empty());
    { const made_file nothing(at.path); }
    { const made_file none(""); }
    { const made_file nowhere(at.folder / "missing" / "app.db"); }
    CHECK(at.is_empty());
}

TEST_CASE("a file that was there, or has something, stays", "[made_file]") {
    for (const char* const said :
         {"CREATE TABLE x (n INTEGER)", "PRAGMA user_version = 1", "PRAGMA application_id = 7"}) {
        const place_of_file at;
        {
            const made_file made(at.path);
            sqlite::database(at.path).execute(unsafe_sql(said));
        }
        CHECK(std::filesystem::exists(at.path));
    }
    const place_of_file at;
    sqlite::database(at.path, {.journal = sqlite::journal::rollback});
    CHECK(std::filesystem::exists(at.path));
    { const made_file known(at.path); }
    CHECK(std::filesystem::exists(at.path));
}

TEST_CASE("of those that make one file at once the last one decides", "[made_file]") {
    const place_of_file at;
    std::optional<made_file> one(at.path), other(at.path);
    sqlite::database(at.path, {.journal = sqlite::journal::rollback});
    one.reset();
    CHECK(std::filesystem::exists(at.path));
    SECTION("nothing came") {
        other.reset();
        CHECK(at.is_empty());
    }
    SECTION("something came") {
        sqlite::database(at.path).execute("CREATE TABLE x (n INTEGER)");
        other.reset();
        CHECK(std::filesystem::exists(at.path));
    }
    SECTION("somebody else has written beside it") {
        sqlite::database third(at.path, {.journal = sqlite::journal::wal});
        third.execute("CREATE TABLE x (n INTEGER)");
        other.reset();
        CHECK(std::filesystem::exists(at.path));
    }
}
