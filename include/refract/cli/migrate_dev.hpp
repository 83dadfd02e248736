// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/hold_folder.hpp>
#include <refract/cli/in_turn.hpp>
#include <refract/cli/renames.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/cli/show_plan.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/shadow.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// \file
/// `migrate dev`: the next migration of a project, written and run on the developer's database.

namespace refract {
inline namespace v0 {
namespace command_line {

inline void refuse_unusable_name(const std::string& said) {
    if (detail::name_of_folder(said).empty())
        throw command_failure{
            64, fmt::format("\"{}\" has nothing that a name could be made of; say --name add_price", said)};
    if (constexpr std::size_t most = 200; said.size() > most)
        throw command_failure{64, fmt::format("the name of a migration has at most {} bytes, as it is one of a "
                                              "folder; say it shorter",
                                              most)};
    for (std::size_t at = 0, size = 0; at < said.size(); at += size) {
        size = detail::size_of_character(std::string_view(said).substr(at));
        if (size == 0)
            throw command_failure{64, "the name of the migration is no UTF-8, and databases keep it as such"};
    }
}

/// What somebody changed beside the migrations would be in the next one, or be missed by it.
template <class Database> void refuse_drift(context& in, Database& db, const std::vector<std::string>& schemas) {
    if (!detail::has_history(db) || migrate::read_history(db).empty()) return;
    const migrate::drift found = migrate::find_drift(db, in.said.folder, schemas);
    note_place(in, found.place, found.why);
    if (found.empty()) return;
    std::string text = "the database was changed beside its migrations:";
    for (const migrate::step& each : migrate::plan<typename Database::dialect>(found.expected, found.actual))
        text.append("\n  ").append(each.about);
    throw command_failure{2, text +
                                 "\nUndo that by hand, write it as a migration and say migrate resolve --applied, or "
                                 "begin anew with migrate reset."};
}

/// Gives a migration the name that was said, or that is asked for, and writes it.
inline void write_named(context& in, migrate::migration& made) {
    if (in.said.name.empty()) {
        in.said.name = in.out.ask("A name for the migration: ", "--name");
        refuse_unusable_name(in.said.name);
        made.name = made.name.substr(0, detail::digits_of_migration + 1) + detail::name_of_folder(in.said.name);
    }
    made.name = detail::name_behind(migrate::read_folder(in.said.folder), made.name);
    migrate::write_migration(in.said.folder, made);
    in.out.data()["migration"] = made.name;
    in.out.say(fmt::format("wrote {}/{}/migration.sql", in.said.folder, made.name), tone::good);
}

/// For those who may not create databases, where the shadow is one.
template <class Database> void keep_schema(context& in, Database& db, const std::vector<std::string>& schemas) {
    using dialect = typename Database::dialect;
    if (!detail::catalog_of<dialect>.scratch.empty()) return;
    migrate::database_definition made = migrate::read_managed(db, schemas);
    try {
        if (detail::has_grants(made)) // those of this database alone name users that are not elsewhere
            detail::forget_grants_beside(made, migrate::describe_folder(db, in.said.folder, schemas));
    } catch (const error&) { return; } // this user sees what migrations make by what was kept before
    if (!migrate::keep_schema<dialect>(in.said.folder, made))
        in.out.note(fmt::format("{}/schema.sql was not written by migrate dev, and is left alone", in.said.folder),
                    tone::caution);
}

/// One that another program came before is out of the folder again: nothing of it was run, and nobody knows whether it
/// still fits.
template <class Database> void deploy_drafted(context& in, Database& db, const std::string& name,
                                              const migrate::deploy_options<Database>& options) {
    try {
        migrate::deploy(db, in.said.folder, options);
    } catch (const plan_is_late&) {
        migrate::remove_migration(in.said.folder, name);
        migrate::update_chain(in.said.folder);
        throw;
    }
}

/// What the folder has and the database has not, unless somebody changed that beside.
template <class Database> void deploy_pending(context& in, Database& db, const std::vector<std::string>& schemas,
                                              const migrate::deploy_options<Database>& options) {
    const bool is_half_done = !migrate::compare_history({}, migrate::read_history(db)).failed.empty();
    if (is_half_done) migrate::deploy(db, in.said.folder, options); // before, nobody could say what there should be
    refuse_drift(in, db, schemas);
    if (!is_half_done) migrate::deploy(db, in.said.folder, options);
}

/// Who only writes a migration has nothing run: a draft of before may not have been read yet.
template <class Database> void refuse_to_run(context& in, Database& db) {
    const migrate::status found =
        migrate::compare_history(migrate::read_folder(in.said.folder), migrate::read_history(db));
    std::vector<std::string> waiting = found.failed;
    waiting.insert(waiting.end(), found.pending.begin(), found.pending.end());
    if (waiting.empty()) return;
    in.out.data()["pending"] = waiting;
    throw command_failure{
        2, fmt::format("--create-only runs nothing, and the next migration begins where these end, which "
                       "the database has not run: {}. Read them and run migrate dev, which runs them "
                       "and writes what the models have more; a draft that is not wanted is a folder "
                       "to delete (and then migrate chain)",
                       detail::list_names(waiting))};
}

template <class Database> int develop(context& in, Database& db) {
    if (!in.said.name.empty()) refuse_unusable_name(in.said.name);
    using dialect = typename Database::dialect;
    const migrate::model_set models = included(in, db).models();
    refuse_problems(in, migrate::report_history(db, in.said.folder, models.schemas));
    migrate::deploy_options<Database> options = shown_deploy<Database>(in);
    options.updates_chain = true;
    options.turn_timeout = time_to_wait(in);
    if (in.said.create_only) refuse_to_run(in, db);
    deploy_pending(in, db, models.schemas, options);

    const migrate::database_definition before = migrate::read_managed(db, models.schemas),
                                       after = migrate::describe_models(db, models);
    const auto renames = choose_renames(in, before, after, detail::renames_of(models, before));
    const std::vector<migrate::step> steps = migrate::plan<dialect>(before, after, renames, {.careful = true});
    migrate::migration made = migrate::draft_of_plan<dialect>(steps, before, after, renames, in.said.name);
    show_unmade(in, before, after);
    if (made.up.empty() && !in.said.create_only) {
        in.out.say("The database is what the models say; there is nothing to migrate.", tone::good);
        in.out.data()["migration"] = nullptr;
        keep_schema(in, db, models.schemas);
        return 0;
    }
    const rows_of_tables rows = count_rows(db, steps, before, renames);
    note_long_steps(in, steps, rows);
    const std::vector<migrate::loss> losses = migrate::find_losses(db, before, after, renames);
    if (in.said.create_only) {
        show_losses(in, losses);
    } else {
        accept_losses(in, losses);
        refuse_unanswered(in);
    }
    write_named(in, made);
    in.out.data()["steps"] = json_of_steps(steps, rows);
    if (in.said.create_only) return in.out.say("It is not applied; edit it, then run migrate dev again."), 0;
    refuse_late_plan(options, before, models.schemas);
    deploy_drafted(in, db, made.name, options);
    keep_schema(in, db, models.schemas);
    return 0;
}

inline constexpr command migrate_dev{
    .path = "migrate dev",
    .summary = "Write the next migration from the models and run it on a development database.",
    .details = "Runs what the folder has and the database has not, compares the database with the models, writes the "
               "difference as migrations/20261127101500_add_price/migration.sql with down.sql beside it, and runs it.\n"
               "What is renamed says renamed_from in its model, or --rename; on a terminal you are asked, elsewhere "
               "the command ends with 3 and the flag that answers.\n\n"
               "  app migrate dev --name add_price\n"
               "  app migrate dev --name split_name --create-only     # write it, edit it, then run migrate dev",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--name", into.name, "What the migration does, in a few words");
            to.add_flag("--create-only", into.create_only,
                        "Write the migration and run nothing; refused where the folder has some that were not run");
            to.add_option("--rename", into.renames, "table=new or table.column=new; may be repeated");
            to.add_flag("--no-renames", into.no_renames, "What is gone is gone, do not ask");
            to.add_flag("--accept-data-loss", into.accept_data_loss, "Go on where values would be lost");
        },
    .run =
        [](context& in) {
            const hold_folder hold(in); // two that draft at once would write the same change twice
            return with_database(in, when_missing::is_made, [&](auto& db) {
                const auto locks = limit_locks(in, db);
                return while_plan_is_late(in, [&] { return develop(in, db); });
            });
        },
    .needs_models = true,
};

} // namespace command_line
} // namespace v0
} // namespace refract
