// Four writers on one SQLite file, killed: kill_sqlite_writers [rounds].

#include "kill_writers.hpp"

#include <refract/sqlite.hpp>

#include <filesystem>

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 40;
    const std::string path =
        (std::filesystem::temp_directory_path() / ("refract_soak_" + std::to_string(getpid()) + ".db")).string();
    const auto open = [&] {
        return refract::sqlite::database(path, {.busy_timeout = std::chrono::milliseconds(20'000)});
    };
    const int result = soak::run(rounds, open, [](refract::sqlite::database& db) {
        soak::expect(db.query<std::string>("PRAGMA integrity_check") == std::vector<std::string>{"ok"},
                     "the file is damaged");
    });
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path + part);
    return result;
}
