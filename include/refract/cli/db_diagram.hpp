// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/migrate_diff.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/print_diagram.hpp>

#include <string>

/// \file
/// `db diagram`: the schema as a drawing.

namespace refract {
inline namespace v0 {
namespace command_line {

inline migrate::diagram_format format_of(const std::string& said) {
    using enum migrate::diagram_format;
    if (said == "mermaid" || said.empty()) return mermaid;
    if (said == "dbml") return dbml;
    if (said == "svg") return svg;
    throw command_failure{64, fmt::format("--format takes mermaid, dbml or svg, not \"{}\"", said)};
}

template <class Database> int draw(context& in, Database& db) {
    const migrate::diagram_format format = format_of(in.said.format);
    const std::string& side = in.said.from;
    if (side != "database" && side != "folder" && side != "models")
        throw command_failure{64, fmt::format("--from takes database, folder or models, not \"{}\"", side)};
    const migrate::database_definition found = describe_side(in, db, side, schemas_of(in, db));
    refuse_unknown_schemas(in, db, {&found});
    const std::string text = migrate::print_diagram(found, format);
    in.out.data() = {{"text", text}};
    if (in.said.output.empty())
        in.out.product(text);
    else
        detail::replace_text_file(in.said.output, text);
    return 0;
}

inline constexpr command db_diagram{
    .path = "db diagram",
    .summary = "Draw the tables and how they lead to each other: Mermaid, DBML or SVG.",
    .details = "  app db diagram --format svg --output schema.svg\n"
               "  app db diagram --from models                      # what the program says, not what is there",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--format", into.format, "mermaid, dbml or svg; mermaid unless said");
            to.add_option("--output", into.output, "A file; the standard output unless said");
            to.add_option("--from", into.from, "database, folder or models")->capture_default_str();
        },
    .run =
        [](context& in) {
            return with_database(in, when_read({&in.said.from}), [&](auto& db) { return draw(in, db); });
        },
    .reads_schemas = true,
};

} // namespace command_line
} // namespace v0
} // namespace refract
