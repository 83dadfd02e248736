#pragma once

// Situations as text: a file says whose they are, and each has a title and sections.
//
//     suite: Prisma: required columns
//     only: PostgreSQL                     (of all of the file; without it they are for each database)
//
//     === a required column without a default meets rows
//     --- before
//     CREATE TABLE x (n INTEGER);
//     --- rows of SQLite                   (a section of one database instead of the common one)
//     INSERT INTO x VALUES (1);
//
// What stands before the first title and has no such name is a remark.

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace refract_test {

struct section {
    std::string name, body;
};

inline std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

struct scenario {
    std::string suite, only, title;
    std::vector<section> sections{};

    /// A section as it is for a database; null where it has none.
    const section* find(const std::string& name, const std::string& database) const {
        for (const std::string& wanted : {name + " of " + database, name})
            for (const section& each : sections)
                if (each.name == wanted) return &each;
        return nullptr;
    }
    std::string text(const std::string& name, const std::string& database) const {
        const section* const found = find(name, database);
        return found ? found->body : "";
    }
    std::vector<std::string> lines(const std::string& name, const std::string& database) const {
        return lines_of(text(name, database));
    }
    bool is_for(const std::string& database) const {
        return (only.empty() || only == database) && find("not yet", database) == nullptr;
    }
};

/// "pulled of SQLite" is a section "pulled".
inline std::string_view common_name(std::string_view name) {
    for (const std::string_view end : {" of SQLite", " of PostgreSQL"})
        if (name.ends_with(end)) return name.substr(0, name.size() - end.size());
    return name;
}

inline std::vector<scenario> read_scenarios(const std::filesystem::path& file) {
    std::ifstream from(file, std::ios::binary);
    std::vector<scenario> all;
    scenario head;
    const auto value = [](const std::string& line, std::string_view name) {
        return line.starts_with(name) ? line.substr(name.size()) : std::string();
    };
    for (std::string line; std::getline(from, line);) {
        if (const std::string title = value(line, "=== "); !title.empty()) {
            all.push_back(head);
            all.back().title = title;
        } else if (all.empty()) {
            if (const std::string suite = value(line, "suite: "); !suite.empty()) head.suite = suite;
            if (const std::string only = value(line, "only: "); !only.empty()) head.only = only;
        } else if (const std::string name = value(line, "--- "); !name.empty()) {
            all.back().sections.push_back({name, ""});
        } else if (!all.back().sections.empty()) {
            all.back().sections.back().body += line + "\n";
        } else if (!line.empty()) {
            throw std::runtime_error(file.string() + ": '" + line + "' stands in no section");
        }
    }
    if (head.suite.empty() || all.empty()) throw std::runtime_error(file.string() + " has no suite or no scenario");
    return all;
}

/// Those of all files of a folder beside the tests; of one file where REFRACT_SCENARIOS names it by a part, and each
/// third one where REFRACT_SCENARIO_SHARE is 3.
inline std::vector<scenario> scenarios_in(const char* folder) {
    const char* const chosen = std::getenv("REFRACT_SCENARIOS");
    std::vector<std::filesystem::path> files;
    for (const auto& each : std::filesystem::directory_iterator(std::filesystem::path(REFRACT_SOURCE_FOLDER) /
                                                                "tests/migrations" / folder))
        if (each.path().extension() == ".scenario" &&
            (!chosen || each.path().filename().string().find(chosen) != std::string::npos))
            files.push_back(each.path());
    std::sort(files.begin(), files.end());
    const char* const share = std::getenv("REFRACT_SCENARIO_SHARE");
    const std::size_t each_of = share ? std::strtoull(share, nullptr, 10) : 1;
    std::vector<scenario> all;
    std::size_t number = 0;
    for (const auto& each : files)
        for (scenario& one : read_scenarios(each))
            if (number++ % each_of == 0) all.push_back(std::move(one));
    return all;
}

} // namespace refract_test
