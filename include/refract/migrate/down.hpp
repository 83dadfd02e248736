// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/resolve.hpp>
#include <refract/migrate/table_text.hpp>
#include <refract/migrate/temporary_database.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The way back: migrations undone by their down.sql, or everything dropped and made anew.

namespace refract {
inline namespace v0 {
namespace migrate {

/// How far to go back: either a number of migrations, or to one that stays.
struct down_range {
    std::size_t steps = 1;
    std::string to{}; ///< the last one that stays applied; "0": none does
};

} // namespace migrate

namespace detail {

/// The applied migrations that a range undoes, the last one first.
inline std::vector<std::string> list_undone(const std::vector<migrate::migration>& folder,
                                            const std::vector<migrate::history_entry>& history,
                                            const migrate::down_range& range) {
    std::vector<std::string> applied, replaced;
    for (const migrate::migration& each : folder)
        for (std::string& part : migrate::replaced_by(each.up)) replaced.push_back(std::move(part));
    for (const migrate::history_entry& each : history) {
        const bool is_half_undone = each.is_half_undone();
        if (each.is_half_done() && !is_half_undone)
            throw error("the migration " + each.name +
                        " has failed half-way, or is running now; deploy again first, or say what became of "
                        "it (resolve)");
        if ((each.finished_at || is_half_undone) && !is_listed(replaced, each.name)) applied.push_back(each.name);
    }
    std::sort(applied.begin(), applied.end(), [](const auto& one, const auto& two) { return one.compare(two) > 0; });
    if (range.to.empty()) {
        applied.resize(std::min(applied.size(), range.steps));
    } else {
        const auto end = std::find(applied.begin(), applied.end(), range.to);
        if (end == applied.end() && range.to != "0")
            throw error("the migration " + range.to + " is not applied, so there is no way back to it");
        applied.erase(end, applied.end());
    }
    return applied;
}
template <class Dialect>
const migrate::migration& way_back_of(const std::vector<migrate::migration>& folder, const std::string& name) {
    const migrate::migration* const file = find_migration(folder, name);
    if (!file)
        throw error("the migration " + name +
                    " is not in the folder, so there is no way back; restore it from version "
                    "control (C++ has none)");
    if (migrate::read_instructions(name, file->down, catalog_of<Dialect>.brackets_quote, "down.sql").empty())
        throw error("the migration " + name +
                    " has no down.sql; write it, or undo by hand what it did and then delete "
                    "its row of _refract_migrations");
    return *file;
}

} // namespace detail

namespace migrate {

/// Undoes the last migrations of a database by their down.sql, each in a transaction unless its comments say otherwise,
/// and forgets them: `down(db, "migrations")`, `down(db, "migrations", {.to = "20260101000000_first"})`. The names of
/// those that were undone. Errors: before anything is undone, that one of them has no way back.
template <class Database> std::vector<std::string> down(Database& db, const std::filesystem::path& folder,
                                                        const down_range& range = {},
                                                        const deploy_options<Database>& options = {}) {
    detail::require_folder(folder);
    const std::vector<migration> all = read_folder(folder);
    detail::refuse_both(all);
    detail::deployer<Database> runner(db, options);
    for (const std::string& each : compare_history(all, read_history(db)).squashed) // its parts are there, so it is
        detail::take_squashed(runner, *detail::find_migration(all, each));
    const std::vector<history_entry> history = read_history(db);
    const std::vector<std::string> names = detail::list_undone(all, history, range);
    for (const std::string& each : names) detail::way_back_of<typename Database::dialect>(all, each);
    runner.undo_among(history);
    std::vector<std::string> undone;
    for (const std::string& each : names) {
        runner.say_place(undone.size() + 1, names.size());
        if (runner.undo(detail::way_back_of<typename Database::dialect>(all, each)))
            detail::add_done(undone, each, options);
    }
    return undone;
}

} // namespace migrate

namespace detail {

/// Whether a script says CREATE of that kind and name: `makes(sql, "EVENT TRIGGER", "watch")`. `anyway`: also where it
/// may be there already.
inline bool makes(const std::string& sql, std::string_view kind, const std::string& name, bool anyway = false) {
    const std::vector<sql_token> words = sql_tokenizer(kind, false).all();
    token_reader in(sql, sql_tokenizer(sql, false).all());
    while (!in.is_at_end()) {
        std::size_t said = in.is_at("CREATE") ? 1 : 0;
        while (said > 0 && said <= words.size() && in.is_at(words[said - 1].text, said)) ++said;
        if (said <= words.size()) {
            in.take();
            continue;
        }
        for (; said > 0; --said) in.take();
        if (in.skip_all({"IF", "NOT", "EXISTS"}) && !anyway) continue;
        const sql_token made = in.take();
        if (made.kind == sql_token_kind::word ? sql_token::is_like(made.text, name) : unquote_sql(made.text) == name)
            return true;
    }
    return false;
}
inline bool makes_schema(const std::string& sql, const std::string& name) { return makes(sql, "SCHEMA", name, true); }
/// What stands in no schema, and could not be made again.
template <class Session>
void drop_made_beside(Session& session, const deploy_facts& how, const std::vector<migrate::migration>& made) {
    if (how.of_database.empty()) return;
    for (const connection_place& each : session.template query<connection_place>(unsafe_sql(how.of_database, {})))
        if (std::any_of(made.begin(), made.end(),
                        [&](const auto& one) { return makes(one.up, each.name, each.value); }))
            session.execute(unsafe_sql(
                fill_pattern(how.drop_of_database, {{"kind", each.name}, {"name", quote_name(each.value)}}), {}));
}
/// "the publication changes has the table bill"
template <class Database>
std::vector<std::string> followed_from_outside(Database& db, const std::vector<std::string>& schemas) {
    std::vector<std::string> found;
    const constant_text& question = deploys_of<typename Database::dialect>.followed;
    for (const std::string& schema : question.empty() ? std::vector<std::string>() : schemas)
        for (std::string& each : db.template query<std::string>(unsafe_sql(question, {}), schema))
            found.push_back(std::move(each));
    return found;
}
/// `gone`: the schemas that go themselves; `made`: migrations that make all anew.
template <class Database>
void drop_schemas(Database& db, const std::vector<std::string>& schemas, const std::vector<std::string>& gone,
                  migrate::deploy_options<Database> options, const std::vector<migrate::migration>& made = {}) {
    const auto& how = deploys_of<typename Database::dialect>;
    options.on_begin = {}; // of the deploy that comes next
    deployer<Database>(db, options).in_turn([&](auto& transaction) {
        for (const std::string& schema : schemas)
            for (const std::string& sql : transaction.template query<std::string>(unsafe_sql(how.drop_all, {}), schema))
                transaction.execute(unsafe_sql(sql, {}));
        drop_made_beside(transaction, how, made);
        for (const std::string& each : gone)
            transaction.execute(unsafe_sql(fill_pattern(how.drop_schema, {{"name", quote_name(each)}}), {}));
    });
}

} // namespace detail

namespace migrate {

/// Drops all that is known to Migrate, with all rows and the history, in the schema that a connection looks in first,
/// or in those that are named: `drop_all(db, {"", "audit"})`. The schemas, and what belongs to extensions, stay. In one
/// transaction.
template <class Database> void drop_all(Database& db, const std::vector<std::string>& schemas = {std::string()}) {
    detail::drop_schemas<Database>(db, schemas, {}, {});
}

/// Drops everything, as `drop_all`, and runs a folder from its beginning; schemas that the folder makes go, too, and
/// what it makes that stands in none: publications, event triggers, servers. All rows are lost.
template <class Database> std::vector<std::string> reset(Database& db, const std::filesystem::path& folder,
                                                         const deploy_options<Database>& options = {},
                                                         const std::vector<std::string>& schemas = {std::string()}) {
    detail::require_folder(folder); // before anything is lost
    if (options.updates_chain) update_chain(folder);
    const std::vector<migration> all = read_folder(folder);
    detail::refuse_both(all);
    detail::refuse_broken_chain(folder, all);
    for (const migration& each : all) detail::read_statements<typename Database::dialect>(each);
    std::vector<std::string> made;
    for (const std::string& schema : schemas)
        if (!schema.empty() && std::any_of(all.begin(), all.end(), [&](const migration& each) {
                return detail::makes_schema(each.up, schema);
            }))
            made.push_back(schema);
    detail::drop_schemas(db, schemas, made, options, all);
    try {
        return deploy(db, folder, options);
    } catch (error& failure) {
        failure.add_context("everything was dropped, and deploy makes what is not there yet");
        throw;
    }
}

} // namespace migrate
} // namespace v0
} // namespace refract
