#pragma once

#include "catch.hpp"
#include "statement_checks.hpp"
#include "text_statement.hpp"

#include <refract/driver/sqlite.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>

#include <unistd.h>

namespace refract_test {

// The first value of the answer as text: what SQLite's own shell would print.
inline std::string ask(refract::detail::sqlite_connection& connection, const std::string& sql) {
    std::string answer = "no row";
    char* message = nullptr;
    const auto take = [](void* to, int, char** values, char**) {
        *static_cast<std::string*>(to) = values[0] ? values[0] : "NULL";
        return 0;
    };
    if (sqlite3_exec(connection.native(), sql.c_str(), take, &answer, &message) != SQLITE_OK) {
        const std::string why = message ? message : "no reason";
        sqlite3_free(message);
        throw std::runtime_error(why);
    }
    return answer;
}

// A folder that is gone afterwards, for database files.
class sqlite_folder {
public:
    sqlite_folder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("refract_sqlite_" + std::to_string(getpid()) + "_" + std::to_string(++count));
        std::filesystem::create_directory(path_);
    }
    sqlite_folder(const sqlite_folder&) = delete;
    ~sqlite_folder() { std::filesystem::remove_all(path_); }
    std::string file(const std::string& name = "test.db") const { return (path_ / name).string(); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace refract_test
