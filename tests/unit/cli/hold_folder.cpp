#include <refract/cli/hold_folder.hpp>

#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include <unistd.h>

using namespace refract_test;

TEST_CASE("a command that writes into a folder waits for who has it, and says so", "[hold_folder]") {
    command_line<on_sqlite> app;
    const refract::command_line::program ready{.name = "refract"};
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    std::optional<refract::migrate::folder_lock> held(std::in_place, app.folder(), [] {});
    said result;
    std::thread other([&] { result = app.run_program(ready, {"migrate", "chain"}); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK(app.read("chain.lock").empty());
    held.reset();
    other.join();
    CHECK(result.code == 0);
    CHECK(result.has("Another program writes into " + app.folder().string()));
    CHECK(!app.read("chain.lock").empty());
}

TEST_CASE("a command does not wait for a folder longer than it is told", "[hold_folder]") {
    command_line<on_sqlite> app;
    const refract::command_line::program ready{.name = "refract"};
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    const refract::migrate::folder_lock held(app.folder(), [] {});
    const said result = app.run_program(ready, {"migrate", "squash", "--name", "all", "--wait", "1"});
    CHECK(result.code == 1);
    CHECK(result.has("this one goes on when that is done, and waits up to 1 s."));
    CHECK(result.has("another program writes into " + app.folder().string()));
    CHECK(result.has("; this one has waited for 1 s, and gave up"));
    if (std::filesystem::exists("/proc/locks")) CHECK(result.has(": process " + std::to_string(getpid()) + " of "));
    CHECK(result.has("run it again when that one is done"));
}
