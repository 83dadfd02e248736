#include <refract/migrate/folder_lock.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

using refract::migrate::folder_lock;

namespace {

struct folder_of_locks {
    std::filesystem::path path = std::filesystem::temp_directory_path() / refract_test::unique_name();
    ~folder_of_locks() { std::filesystem::remove_all(path); }
};
constexpr auto nobody_waits = [] { FAIL("nobody else holds it"); };

} // namespace

TEST_CASE("a folder is held by one, and the other says that it waits") {
    const folder_of_locks folder;
    std::filesystem::create_directories(folder.path);
    std::optional<folder_lock> first(std::in_place, folder.path, nobody_waits);
    std::atomic<bool> waits = false, has = false;
    std::thread other([&] {
        const folder_lock second(folder.path, [&] { waits = true; });
        has = true;
    });
    for (int left = 500; left > 0 && !waits; --left) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(waits);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK_FALSE(has);
    first.reset();
    other.join();
    CHECK(has);
}

TEST_CASE("who waits for a folder is told by whom it is held, where the system knows") {
    const folder_of_locks folder;
    const folder_lock first(folder.path, nobody_waits);
    std::string who;
    CHECK_THROWS_AS(folder_lock(
                        folder.path, [&](const std::string& told) { who = told; }, std::chrono::milliseconds(10)),
                    refract::busy);
    CHECK(who.starts_with("another program writes into " + folder.path.string()));
    if (std::filesystem::exists("/proc/locks")) CHECK(who.find(": process ") != std::string::npos);
    CHECK(refract::detail::holder_of_file(0).empty());
}

TEST_CASE("a folder that is held is made, and gone where nothing came into it") {
    const folder_of_locks folder;
    {
        const folder_lock hold(folder.path / "migrations", nobody_waits);
        CHECK(std::filesystem::is_directory(folder.path / "migrations"));
    }
    CHECK_FALSE(std::filesystem::exists(folder.path / "migrations"));
    {
        const folder_lock hold(folder.path / "migrations", nobody_waits);
        std::ofstream(folder.path / "migrations" / "chain.lock") << "";
    }
    CHECK(std::filesystem::exists(folder.path / "migrations" / "chain.lock"));
}

TEST_CASE("who waits for a folder that is taken away has the one that comes") {
    const folder_of_locks folder;
    std::optional<folder_lock> first(std::in_place, folder.path, nobody_waits);
    std::atomic<bool> waits = false;
    std::thread other([&] {
        const folder_lock second(folder.path, [&] { waits = true; });
        CHECK(std::filesystem::is_directory(folder.path));
    });
    for (int left = 500; left > 0 && !waits; --left) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    first.reset();
    other.join();
}

TEST_CASE("drafts of a program that was ended are taken away by who holds the folder") {
    const folder_of_locks folder;
    std::filesystem::create_directories(folder.path / ".draft_20260101000000_a");
    std::ofstream(folder.path / ".draft_20260101000000_a" / "migration.sql") << "CREATE";
    std::filesystem::create_directories(folder.path / ".git");
    const folder_lock hold(folder.path, nobody_waits);
    CHECK_FALSE(std::filesystem::exists(folder.path / ".draft_20260101000000_a"));
    CHECK(std::filesystem::exists(folder.path / ".git"));
}

TEST_CASE("a file is no folder to hold") {
    const folder_of_locks folder;
    std::ofstream(folder.path) << "";
    CHECK_THROWS_WITH(folder_lock(folder.path, nobody_waits),
                      folder.path.string() + " is a file, and should be the folder of the migrations");
    CHECK_THROWS_WITH(folder_lock(folder.path / "below", nobody_waits),
                      refract_test::has_text("is not a directory") || refract_test::has_text("Not a directory"));
}
