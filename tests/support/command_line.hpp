#pragma once

// The command line in a test: commands run in this process, on a fresh database and a folder of its own, and what they
// print is kept.

#include "databases.hpp"

#include <refract/cli.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace refract_test {

struct said {
    int code = 0;
    std::string out, errors;

    bool has(const std::string& text) const { return (out + errors).find(text) != std::string::npos; }
};

inline std::string url_of(const fresh_database<on_sqlite>& fresh) { return "sqlite:" + fresh.path(); }
#ifdef REFRACT_TEST_POSTGRES
inline std::string url_of(fresh_database<on_postgres>& fresh) {
    return fresh.url() + " options='-csearch_path=" + fresh.rows("SELECT current_schema()").front() + "'";
}
#endif

/// A database, a folder, and a person at the keyboard where `answers` are given.
template <class Backend> class command_line {
public:
    command_line() : fresh_(place::file), folder_(std::filesystem::temp_directory_path() / unique_name()) {
        std::filesystem::create_directories(folder_);
    }
    command_line(const command_line&) = delete;
    ~command_line() { std::filesystem::remove_all(folder_); }

    explicit operator bool() const { return static_cast<bool>(fresh_); }
    fresh_database<Backend>& fresh() { return fresh_; }
    const std::filesystem::path& folder() const { return folder_; }
    std::string url() { return url_of(fresh_); }

    /// Runs `app ARGUMENTS --url ... --migrations ...` with the models of a schema.
    template <class Schema> said run(std::vector<std::string> arguments, const char* answers = nullptr) {
        refract::command_line::program what{.name = "app"};
        refract::detail::add_included<Schema, refract::dialect::sqlite, std::nullptr_t>(what.databases);
        refract::detail::add_included<Schema, refract::dialect::postgres, std::nullptr_t>(what.databases);
        return run_program(what, std::move(arguments), answers);
    }
    said run_program(const refract::command_line::program& what, std::vector<std::string> arguments,
                     const char* answers = nullptr) {
        for (const std::string& each : {std::string("--url"), url(), std::string("--migrations"), folder_.string()})
            arguments.push_back(each);
        return run_plain(what, arguments, answers);
    }
    static said run_plain(const refract::command_line::program& what, const std::vector<std::string>& arguments,
                          const char* answers = nullptr) {
        const file in = open(answers ? answers : ""), out = open(""), errors = open("");
        said result;
        result.code = refract::command_line::run(
            what, arguments,
            {.in = in.get(), .out = out.get(), .errors = errors.get(), .is_interactive = answers != nullptr});
        result.out = text_of(out.get());
        result.errors = text_of(errors.get());
        return result;
    }

    /// The only migration whose name ends so.
    std::string migration(const std::string& ending) const {
        std::string found;
        for (const auto& each : std::filesystem::directory_iterator(folder_))
            if (each.path().filename().string().ends_with(ending)) found = each.path().filename().string();
        return found;
    }
    std::string read(const std::string& path) const {
        std::ifstream from(folder_ / path, std::ios::binary);
        return {std::istreambuf_iterator<char>(from), {}};
    }
    void write(const std::string& path, const std::string& text) const {
        std::filesystem::create_directories((folder_ / path).parent_path());
        std::ofstream(folder_ / path, std::ios::binary) << text;
    }

private:
    using file = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

    static file open(const std::string& text) {
        file made(std::tmpfile(), &std::fclose);
        std::fwrite(text.data(), 1, text.size(), made.get());
        std::rewind(made.get());
        return made;
    }
    static std::string text_of(std::FILE* from) {
        std::rewind(from);
        std::string text;
        for (int c = std::fgetc(from); c != EOF; c = std::fgetc(from)) text += static_cast<char>(c);
        return text;
    }

    fresh_database<Backend> fresh_;
    std::filesystem::path folder_;
};

} // namespace refract_test
