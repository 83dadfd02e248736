// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/migrate_diff.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/print_models.hpp>

#include <filesystem>
#include <string>

/// \file
/// `db pull`: a database that is there becomes models.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int pull_models(context& in, Database& db) {
    const std::filesystem::path target = in.said.output.empty() ? "models.hpp" : in.said.output;
    migrate::pull_options how{.file_name = target.filename().string()};
    if (!in.said.namespace_name.empty()) how.namespace_name = in.said.namespace_name;
    if (!in.said.print && !in.said.force && std::filesystem::exists(target))
        throw command_failure{
            1, fmt::format("there is a file {} already; say --force to write it anew, or --print", target.string())};
    const migrate::pulled_files made =
        migrate::print_models<typename Database::dialect>(migrate::read_managed(db, schemas_of(in, db)), how);
    json_object files = json_object::array();
    for (const migrate::pulled_file& each : made.files) {
        const std::filesystem::path path = target.parent_path() / each.name;
        if (in.said.print) {
            in.out.product(each.text);
        } else {
            if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
            detail::write_text_file(path, each.text);
            in.out.say("wrote " + path.string(), tone::good);
        }
        files.push_back({{"name", path.string()}, {"text", each.text}});
    }
    in.out.data() = {{"files", files}, {"left_out", made.left_out}};
    for (const std::string& each : made.left_out) in.out.note("left out: " + each, tone::caution);
    return 0;
}

inline constexpr command db_pull{
    .path = "db pull",
    .summary = "Write models for a database that is there.",
    .details =
        "A header of structs that compiles, and that compares equal with the database. What models do not say is "
        "left out aloud. Many tables are split into files.\n\n"
        "  app db pull --output src/models.hpp --namespace shop\n"
        "  app db pull --print --schema sales",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--output", into.output, "The header to write; models.hpp unless said");
            to.add_option("--namespace", into.namespace_name, "The namespace of the structs; models unless said");
            to.add_flag("--print", into.print, "Print, and write nothing");
            to.add_flag("--force", into.force, "Write over a file that is there");
        },
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return pull_models(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract
