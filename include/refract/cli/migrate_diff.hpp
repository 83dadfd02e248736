// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/renames.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/cli/show_plan.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/leftovers.hpp>
#include <refract/migrate/shadow.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// `migrate diff`: any two of an empty database, the models, a folder and a live database, compared.

namespace refract {
inline namespace v0 {
namespace command_line {

/// Whether the database is one of the sides; else it is asked for nothing that one in memory does not know.
inline when_missing when_read(std::initializer_list<const std::string*> sides) {
    for (const std::string* each : sides)
        if (*each == "database") return when_missing::fails;
    return when_missing::is_not_needed;
}
template <class Database> migrate::database_definition describe_side(context& in, Database& db, const std::string& side,
                                                                     const std::vector<std::string>& schemas) {
    if (side == "empty") return {};
    if (side == "models") return migrate::describe_models(db, included(in, db).models());
    if (side == "folder") {
        detail::require_folder(in.said.folder);
        migrate::shadow_database<Database> shadow(db);
        shadow.run(migrate::read_folder(in.said.folder), migrate::read_kept_schema(in.said.folder));
        note_place(in, shadow.place(), shadow.why());
        return shadow.read(schemas);
    }
    if (side == "database") return migrate::read_managed(db, schemas);
    throw command_failure{64, fmt::format("--from and --to take empty, models, database or folder, not \"{}\"", side)};
}

/// A mistyped one would look like one without tables: nothing would differ, or all of it be gone.
template <class Database>
void refuse_unknown_schemas(const context& in, Database& db,
                            const std::vector<const migrate::database_definition*>& sides = {}) {
    for (const std::string& each : in.said.schemas) {
        const detail::creation place{.question = Database::dialect::info.schemas.find_schema, .name = each};
        bool is_known = each.empty() || !detail::find_created(db, place).empty();
        for (const migrate::database_definition* side : sides) {
            is_known |= detail::is_listed(side->schemas, each);
            for (const migrate::table_definition& table : side->tables) is_known |= table.schema == each;
        }
        if (!is_known)
            throw command_failure{1, fmt::format("there is no schema \"{}\" in the database{}", each,
                                                 sides.size() > 1 ? ", nor in what it is compared with" : "")};
    }
}

/// Who may do what differs from database to database: no drift, unless migrations say it.
inline void leave_out_grants(context& in, migrate::database_definition& of, const migrate::database_definition& said) {
    const std::size_t count = detail::forget_grants_beside(of, said);
    in.out.data()["grants_left_out"] = count;
    if (count > 0)
        in.out.note(fmt::format("{} that no migration says {} left out.", count == 1 ? "A grant" : "Grants",
                                count == 1 ? "is" : "are"));
}

template <class Database> int show_difference(context& in, Database& db) {
    using dialect = typename Database::dialect;
    const auto schemas = schemas_of(in, db);
    const migrate::database_definition before = describe_side(in, db, in.said.from, schemas);
    migrate::database_definition after = describe_side(in, db, in.said.to, schemas);
    if (in.said.from == "folder" && in.said.to == "database") leave_out_grants(in, after, before);
    refuse_unknown_schemas(in, db, {&before, &after});
    std::vector<migrate::rename> renames, said;
    if (in.said.to == "models") renames = detail::renames_of(included(in, db).models(), before);
    for (const std::string& each : in.said.renames) said.push_back(parse_rename(each));
    refuse_mistyped(said, before, after);
    renames.insert(renames.end(), said.begin(), said.end());
    const std::vector<migrate::step> steps =
        migrate::plan<dialect>(before, after, renames, {.careful = !in.said.plain});
    const rows_of_tables rows = in.said.from == "database" ? count_rows(db, steps, before, renames) : rows_of_tables();
    in.out.data().update({{"from", in.said.from}, {"to", in.said.to}, {"steps", json_of_steps(steps, rows)}});
    if (in.said.script)
        in.out.product(detail::print_script(steps));
    else if (steps.empty())
        in.out.say("No difference.", tone::good);
    else
        for (const migrate::step& each : steps) in.out.say(text_of(each, rows));
    for (const std::string& each : migrate::find_leftovers(before, after)) in.out.note(each, tone::caution);
    return steps.empty() ? 0 : 2;
}

inline constexpr command migrate_diff{
    .path = "migrate diff",
    .summary = "Show what differs between two of: empty, models, folder, database.",
    .details = "Exits with 0 where nothing differs, 2 where something does, 1 after an error.\n\n"
               "  app migrate diff                                  # from the database to the models\n"
               "  app migrate diff --from empty --to models --script > schema.sql",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--from", into.from, "empty, models, folder or database")->capture_default_str();
            to.add_option("--to", into.to, "empty, models, folder or database")->capture_default_str();
            to.add_option("--rename", into.renames, "table=new or table.column=new; may be repeated");
            to.add_flag("--script", into.script, "Print SQL");
            to.add_flag("--plain", into.plain, "As few statements as possible, for an empty database");
        },
    .run =
        [](context& in) {
            return with_database(in, when_read({&in.said.from, &in.said.to}),
                                 [&](auto& db) { return show_difference(in, db); });
        },
    .reads_schemas = true,
};

} // namespace command_line
} // namespace v0
} // namespace refract
