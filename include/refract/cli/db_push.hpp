// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/in_turn.hpp>
#include <refract/cli/renames.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/cli/show_plan.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/run_script.hpp>

#include <string>
#include <vector>

/// \file
/// `db push`: a database becomes what the models say, without files.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int push_models(context& in, Database& db) {
    const detail::limited<Database> locks = limit_locks(in, db);
    using dialect = typename Database::dialect;
    const migrate::model_set models = included(in, db).models();
    const migrate::database_definition before = migrate::read_managed(db, models.schemas),
                                       after = migrate::describe_models(db, models);
    const auto renames = choose_renames(in, before, after, detail::renames_of(models, before));
    const std::vector<migrate::step> steps = migrate::plan<dialect>(before, after, renames);
    const rows_of_tables rows = count_rows(db, steps, before, renames);
    in.out.data()["steps"] = json_of_steps(steps, rows);
    show_unmade(in, before, after);
    if (steps.empty()) {
        in.out.say("The database is what the models say.", tone::good);
        return 0;
    }
    note_long_steps(in, steps, rows);
    accept_losses(in, migrate::find_losses(db, before, after, renames));
    migrate::deploy_options<Database> options = told_wait<Database>(in);
    refuse_late_plan(options, before, models.schemas);
    detail::run_in_turn(db, detail::print_script(steps), options);
    for (const migrate::step& each : steps) in.out.say(each.about, tone::good);
    return 0;
}

inline constexpr command db_push{
    .path = "db push",
    .summary = "Make the database what the models say, without writing a migration.",
    .details = "For the first days of a project, and for prototypes: no file is written and no history kept.",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--rename", into.renames, "table=new or table.column=new; may be repeated");
            to.add_flag("--no-renames", into.no_renames, "What is gone is gone, do not ask");
            to.add_flag("--accept-data-loss", into.accept_data_loss, "Go on where values would be lost");
        },
    .run =
        [](context& in) {
            return with_database(in, when_missing::is_made,
                                 [&](auto& db) { return while_plan_is_late(in, [&] { return push_models(in, db); }); });
        },
    .needs_models = true,
};

} // namespace command_line
} // namespace v0
} // namespace refract
