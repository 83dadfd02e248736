#pragma once

// The data of TPC-H: packed files of comma-separated values.

#include "queries.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tpch {

using fields = std::vector<std::string>;

inline std::string read_whole(FILE* file) {
    std::string text;
    char buffer[1 << 16];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, count);
    return text;
}
inline std::string unpack(const std::filesystem::path& path) {
    const std::string command = "gzip -dc '" + path.string() + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    return pipe ? read_whole(pipe.get()) : std::string();
}
inline std::string read_file(const std::filesystem::path& path) {
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "r"), std::fclose);
    return file ? read_whole(file.get()) : std::string();
}

/// The rows of a file of comma-separated values, without its first one.
inline std::vector<fields> parse(std::string_view text) {
    std::vector<fields> rows;
    fields row(1);
    bool quoted = false, empty = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            row.back() += text[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            row.emplace_back();
            empty = false;
        } else if (c == '\n' && !quoted) {
            if (!empty || !row.back().empty() || row.size() == 1) rows.push_back(std::move(row));
            row.assign(1, {});
            empty = true;
        } else if (c != '\r') {
            row.back() += c;
            empty = false;
        }
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

inline void read(std::string& to, const std::string& from) { to = from; }
inline void read(std::int32_t& to, const std::string& from) { to = std::atoi(from.c_str()); }
inline void read(double& to, const std::string& from) { to = std::strtod(from.c_str(), nullptr); }
inline void read(date& to, const std::string& from) {
    to = on(std::atoi(from.substr(0, 4).c_str()), static_cast<unsigned>(std::atoi(from.substr(5, 2).c_str())),
            static_cast<unsigned>(std::atoi(from.substr(8, 2).c_str())));
}

template <class Model> std::vector<Model> read_models(const std::filesystem::path& folder, const char* name) {
    std::vector<Model> models;
    for (const fields& row : parse(unpack(folder / (std::string(name) + ".csv.gz")))) {
        Model& model = models.emplace_back();
        std::size_t at = 0;
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            (read(detail::field_of<Index>(model), row.at(at++)), ...);
        }(std::make_index_sequence<detail::field_count<Model>>{});
    }
    return models;
}

/// Makes the tables, with what the folder has.
template <class Database> void load(Database& db, const std::filesystem::path& folder) {
    db.template create_tables<everything>();
    db.transaction([&](auto& all) {
        all.insert_many(read_models<Region>(folder, "region"), keys_are_given);
        all.insert_many(read_models<Nation>(folder, "nation"), keys_are_given);
        all.insert_many(read_models<Supplier>(folder, "supplier"), keys_are_given);
        all.insert_many(read_models<Customer>(folder, "customer"), keys_are_given);
        all.insert_many(read_models<Part>(folder, "part"), keys_are_given);
        all.insert_many(read_models<Partsupp>(folder, "partsupp"), keys_are_given);
        all.insert_many(read_models<Orders>(folder, "orders"), keys_are_given);
        all.insert_many(read_models<Lineitem>(folder, "lineitem"), keys_are_given);
    });
}

} // namespace tpch
