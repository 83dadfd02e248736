#include <refract/migrate/folder.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/migrations.hpp"

#include <filesystem>
#include <string>

#include <sys/stat.h>

using namespace refract;

namespace {

struct fresh_folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / refract_test::unique_name();
    fresh_folder() = default;
    fresh_folder(const fresh_folder&) = delete;
    ~fresh_folder() { std::filesystem::remove_all(path); }
};

} // namespace

TEST_CASE("migrations are read as they were written, in the order of their names", "[folder]") {
    const fresh_folder folder;
    CHECK(migrate::read_folder(folder.path).empty());
    migrate::write_migration(folder.path, {"20260102000000_second", "SELECT 2;\n", ""});
    migrate::write_migration(folder.path, {"20260101000000_first", "SELECT 1;\r\n", "SELECT 0;"});
    std::filesystem::create_directory(folder.path / "notes");
    detail::write_text_file(folder.path / "migration_lock.toml", "provider");
    const auto found = migrate::read_folder(folder.path);
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "20260101000000_first");
    CHECK(found[0].up == "SELECT 1;\r\n");
    CHECK(found[0].down == "SELECT 0;");
    CHECK(found[1].down.empty());
    CHECK_THROWS_WITH(migrate::write_migration(folder.path, found[0]), refract_test::has_text("already"));
}

TEST_CASE("a migration without its file is an error that says what to do", "[folder]") {
    const fresh_folder folder;
    std::filesystem::create_directories(folder.path / "20260101000000_empty");
    CHECK_THROWS_WITH(migrate::read_folder(folder.path), refract_test::has_text("20260101000000_empty has no file"));
}

TEST_CASE("what would be left out in silence, or read otherwise by each database, is an error", "[folder]") {
    const fresh_folder folder;
    const auto write = [&](const std::string& name, std::string_view text) {
        std::filesystem::create_directories(folder.path / name);
        detail::write_text_file(folder.path / name / "migration.sql", text);
    };
    write(".draft_20260101000000_a", "SELECT");
    write("20260101000000_a", "\xef\xbb\xbfSELECT 1");
    CHECK(migrate::read_folder(folder.path).at(0).up == "SELECT 1");
    write("20260101000000_a", "SELECT 1;\nSELECT 'caf\xe9'");
    CHECK_THROWS_WITH(migrate::read_folder(folder.path),
                      refract_test::has_text("line 2 of ") && refract_test::has_text("UTF-8"));
    write("20260101000000_a", std::string_view("\xff\xfeS\0", 4));
    CHECK_THROWS_WITH(migrate::read_folder(folder.path), refract_test::has_text("line 1 of "));
    write("20260101000000_a", "SELECT 'caf\xc3\xa9'");
    write("2026010200000_b", "SELECT 1");
    CHECK_THROWS_WITH(migrate::read_folder(folder.path),
                      refract_test::has_text("2026010200000_b") && refract_test::has_text("14 digits"));
    CHECK_THROWS_WITH(migrate::read_folder(folder.path / "20260101000000_a/migration.sql"),
                      refract_test::has_text("is a file"));
    CHECK_THROWS_WITH(detail::read_text_file(folder.path), refract_test::has_text("is a folder"));
}

TEST_CASE("ends of lines make no other migration", "[folder]") {
    const migrate::migration unix_text{"", "SELECT 1;\nSELECT 2;\n", ""},
        windows_text{"", "SELECT 1;\r\nSELECT 2;\r\n", ""};
    CHECK(unix_text.checksum() == windows_text.checksum());
    CHECK(unix_text.checksum() == detail::sha256::digits(unix_text.up));
    CHECK(unix_text.checksum() != migrate::migration{"", "SELECT 1;\nSELECT 2;", ""}.checksum());
}

TEST_CASE("names of migrations are 14 digits and a word", "[folder]") {
    CHECK(detail::is_migration_name("20260101000000_a"));
    for (const char* name : {"", "20260101000000", "20260101000000_", "2026010100000_ab", "2026010100000x_a", "notes"})
        CHECK_FALSE(detail::is_migration_name(name));
    CHECK(detail::name_of_folder("Add price, please!") == "add_price_please");
    CHECK(detail::name_of_folder("../../etc") == "etc");
    CHECK(detail::name_of_folder("größe") == "größe");
    CHECK(detail::name_of_folder("--").empty());
}

TEST_CASE("a new migration stands behind those of the same second", "[folder]") {
    using detail::name_behind;
    CHECK(name_behind({}, "20260101000000_b") == "20260101000000_b");
    CHECK(name_behind({{.name = "20260101000000_z"}, {.name = "20250101000000_a"}}, "20260101000000_b") ==
          "20260101000001_b");
    CHECK(name_behind({{.name = "20260101000059_z"}}, "20260101000000_b") == "20260101000060_b");
    CHECK(name_behind({{.name = "00000000000000_z"}}, "00000000000000_b") == "00000000000001_b");
    CHECK(name_behind({{.name = "99999999999999_a"}, {.name = "99999999999999_z"}}, "20260101000000_b") ==
          "99999999999999_z_b"); // no number is higher
    CHECK(name_behind({{.name = "20260101000000_z"}}, "20260101000001_b") == "20260101000001_b");
}

TEST_CASE("a folder whose name no history and no chain could keep is refused", "[folder]") {
    for (const std::string name : {"20260101000000_a\nb", "20260101000000_\xff", "20260101000000_\x1b[31m"}) {
        const refract_test::migrations_folder folder;
        std::filesystem::create_directories(folder.path / name);
        folder.edit(name, "SELECT 1;"); // by hand
        CHECK_THROWS_WITH(refract::migrate::read_folder(folder.path),
                          "the folder of the migration 20260101000000 has a name that is no line of UTF-8; call it by "
                          "some plain words");
    }
}

TEST_CASE("a migration that is a link to nothing is not passed by", "[folder]") {
    const fresh_folder in;
    std::filesystem::create_directories(in.path / ".kept");
    std::filesystem::create_directory_symlink(".kept", in.path / "20260101000000_a");
    detail::write_text_file(in.path / ".kept" / "migration.sql", "CREATE TABLE a (n INTEGER);");
    CHECK(migrate::read_folder(in.path).size() == 1);
    std::filesystem::create_symlink("nowhere", in.path / "notes");
    CHECK(migrate::read_folder(in.path).size() == 1);
    std::filesystem::create_directory_symlink("nowhere", in.path / "20260102000000_b");
    CHECK_THROWS_WITH(migrate::read_folder(in.path),
                      "the migration 20260102000000_b is a link to nowhere, and nothing is there; restore that, or "
                      "delete the link");
}

TEST_CASE("a pipe in place of a file of a folder is told, and not waited for", "[folder]") {
    for (const std::string file : {"20260101000000_a/migration.sql", "20260101000000_a/down.sql", "chain.lock"}) {
        const refract_test::migrations_folder folder;
        folder.add("20260101000000_a", "CREATE TABLE a (x INTEGER);", "DROP TABLE a;");
        migrate::update_chain(folder.path);
        std::filesystem::remove(folder.path / file);
        REQUIRE(::mkfifo((folder.path / file).c_str(), 0600) == 0);
        const auto read = [&] {
            migrate::read_folder(folder.path);
            migrate::read_chain(folder.path);
        };
        CHECK_THROWS_WITH(read(), refract_test::has_text(file + " is a pipe, and should be a file"));
    }
}

TEST_CASE("a carriage return alone hides no statement behind a comment", "[folder]") {
    CHECK_THROWS_WITH(detail::checked_script("SELECT 1;\n-- all\rDROP TABLE a;\r", "x.sql"),
                      refract_test::has_text("line 2 of x.sql has a carriage return alone behind --"));
    for (const std::string good : {"-- all\r\nDROP TABLE a;\r\n", "SELECT\r1;", "-- all\r", "-- a\nSELECT\r1"})
        CHECK(detail::checked_script(good, "x.sql") == good);
}

TEST_CASE("a chain that an editor has marked is as it was", "[folder]") {
    const refract_test::migrations_folder folder;
    folder.add("20260101000000_a", "CREATE TABLE a (x INTEGER);");
    const std::string text = folder.text("chain.lock");
    detail::write_text_file(folder.path / "chain.lock", std::string(detail::mark_of_editors) + text);
    CHECK(migrate::find_break(migrate::read_folder(folder.path), migrate::read_chain(folder.path)).empty());
}

TEST_CASE("many migrations are written at once, or none", "[folder]") {
    const refract_test::migrations_folder folder;
    const std::vector<migrate::migration> two{{"20260101000000_a", "SELECT 1;", ""},
                                              {"20260102000000_b", "SELECT 2;", "--"}};
    migrate::write_migrations(folder.path, two);
    CHECK(migrate::read_folder(folder.path).size() == 2);
    CHECK(migrate::read_chain(folder.path) == migrate::make_chain(two));
    const std::vector<migrate::migration> more{{"20260103000000_c", "SELECT 3;", ""}, {"20260102000000_b", "", ""}};
    CHECK_THROWS_WITH(migrate::write_migrations(folder.path, more), "there is a migration 20260102000000_b already");
    CHECK(migrate::read_folder(folder.path).size() == 2);
}
