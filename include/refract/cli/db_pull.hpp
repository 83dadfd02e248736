// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/hold_folder.hpp>
#include <refract/cli/migrate_diff.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/merge_models.hpp>
#include <refract/migrate/print_models.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// `db pull`: a database that is there becomes models.

namespace refract {
inline namespace v0 {
namespace command_line {

/// A header that was pulled before, and those beside it that it includes.
inline std::vector<migrate::pulled_file> read_pulled(const std::filesystem::path& header) {
    std::vector<migrate::pulled_file> found;
    if (!std::filesystem::exists(header)) return found;
    found.push_back({header.filename().string(), detail::read_text_file(header)});
    if (found.front().text.find("// refract: pulled ") == std::string::npos &&
        found.front().text.find("#include <refract/") == std::string::npos)
        throw command_failure{
            1,
            fmt::format("{} was not written by db pull; name another with --output, or say --force", header.string())};
    constexpr std::string_view mark = "#include \"";
    const std::string text = found.front().text;
    const bool was_ended = !std::filesystem::exists(detail::replaced_files::draft_of(header));
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size();
        const std::string name = text.substr(begin, text.find('"', begin) - begin);
        const std::filesystem::path path = header.parent_path() / name, draft = detail::replaced_files::draft_of(path);
        if (was_ended && std::filesystem::exists(draft)) // the header is of a pull that was ended behind it
            found.push_back({name, detail::read_text_file(draft)});
        else if (std::filesystem::exists(path))
            found.push_back({name, detail::read_text_file(path)});
    }
    return found;
}

/// What a pull left that was ended while it wrote, and that has been read: whole files are put in their place, others
/// are taken away.
inline void settle_drafts(const std::filesystem::path& header) {
    const std::filesystem::path draft = detail::replaced_files::draft_of(header);
    const std::filesystem::path parts = std::filesystem::path(header).replace_extension();
    const bool are_whole = !std::filesystem::exists(draft);
    std::vector<std::filesystem::path> left;
    if (std::filesystem::is_directory(parts))
        for (const auto& each : std::filesystem::directory_iterator(parts))
            if (each.path().extension() == detail::end_of_draft) left.push_back(each.path());
    for (const std::filesystem::path& each : left)
        if (are_whole)
            std::filesystem::rename(each, std::filesystem::path(each).replace_extension());
        else
            std::filesystem::remove(each);
    std::filesystem::remove(draft); // at last, as it tells of the others
}

/// All of the files, or none: names and lines that somebody wrote into them are nowhere else.
inline void write_pulled(const std::filesystem::path& header, const std::vector<migrate::pulled_file>& files) {
    settle_drafts(header);
    detail::replaced_files all;
    for (const migrate::pulled_file& each : files) {
        const std::filesystem::path path = header.parent_path() / each.name;
        if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
        all.write(path, each.text);
    }
    all.put_in_place();
}

/// What would not compile: `shop::models` is a namespace, `1x y` is none.
inline void refuse_unusable_namespace(const std::string& said) {
    for (std::size_t begin = 0; begin <= said.size();) {
        const std::size_t end = std::min(said.find("::", begin), said.size());
        const std::string part = said.substr(begin, end - begin);
        const bool is_name =
            !part.empty() && (part[0] < '0' || part[0] > '9') && std::all_of(part.begin(), part.end(), [](char c) {
                return detail::sql_token::upper_case(c) != c || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || static_cast<unsigned char>(c) > 127;
            });
        if (!is_name || std::find(std::begin(detail::taken_words), std::end(detail::taken_words), part) !=
                            std::end(detail::taken_words))
            throw command_failure{64, fmt::format("\"{}\" is no namespace of C++; say one such as shop::models", said)};
        begin = end + 2;
    }
}

template <class Database> int pull_models(context& in, Database& db) {
    refuse_unknown_schemas(in, db);
    if (!in.said.namespace_name.empty()) refuse_unusable_namespace(in.said.namespace_name);
    const std::filesystem::path target = in.said.output.empty() ? "models.hpp" : in.said.output;
    migrate::pull_options how{.file_name = target.filename().string()};
    if (!in.said.namespace_name.empty()) how.namespace_name = in.said.namespace_name;
    std::optional<hold_folder> hold; // two that write at once would mix their files
    if (!in.said.print) hold.emplace(in, target.has_parent_path() ? target.parent_path() : ".");
    const std::vector<migrate::pulled_file> old =
        in.said.force ? std::vector<migrate::pulled_file>() : read_pulled(target);
    const migrate::pulled_files made =
        migrate::merge_models<typename Database::dialect>(old, migrate::read_managed(db, schemas_of(in, db)), how);
    if (!in.said.print) write_pulled(target, made.files);
    json_object files = json_object::array();
    for (const migrate::pulled_file& each : made.files) {
        const std::filesystem::path path = target.parent_path() / each.name;
        if (in.said.print)
            in.out.product(each.text);
        else
            in.out.say("wrote " + path.string(), tone::good);
        files.push_back({{"name", path.string()}, {"text", each.text}});
    }
    in.out.data() = {{"files", files}, {"left_out", made.left_out}, {"gone", made.gone}};
    for (const std::string& each : made.gone) in.out.note("gone: " + each, tone::caution);
    for (const std::string& each : made.left_out) in.out.note("left out: " + each, tone::caution);
    return 0;
}

inline constexpr command db_pull{
    .path = "db pull",
    .summary = "Write models for a database that is there.",
    .details =
        "A header of structs that compiles, and that compares equal with the database. What models do not say is "
        "left out aloud. Many tables are split into files. Pulled again, a header keeps the names that were "
        "given to structs and fields, what stands outside of its marks, and lines that end in // keep.\n\n"
        "  app db pull --output src/models.hpp --namespace shop\n"
        "  app db pull --print --schema sales",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--output", into.output, "The header to write; models.hpp unless said");
            to.add_option("--namespace", into.namespace_name, "The namespace of the structs; models unless said");
            to.add_flag("--print", into.print, "Print, and write nothing");
            to.add_flag("--force", into.force, "Write it anew, whatever was changed in it");
        },
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return pull_models(in, db); });
        },
    .reads_schemas = true,
};

} // namespace command_line
} // namespace v0
} // namespace refract
