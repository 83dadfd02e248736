// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/deployer.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/history.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Runs what a database has not seen of a folder of migrations.

namespace refract {
inline namespace v0 {
namespace migrate {

/// A migration that is in the program: `refract_embed_migrations` of CMake writes a list of them.
struct embedded_migration {
    std::string_view name{}, up{}, down{};
};

} // namespace migrate

namespace detail {

inline std::string list_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& each : names) text.append(text.empty() ? "" : ", ").append(each);
    return text;
}
inline bool is_listed(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}
template <class Dialect> std::vector<migrate::run_statement> read_statements(const migrate::migration& of) {
    return migrate::read_instructions(of.name, of.up, catalog_of<Dialect>.brackets_quote);
}
/// A squash that was ended before it had taken away what it replaces: an empty database would run it twice.
inline void refuse_both(const std::vector<migrate::migration>& folder) {
    const std::string both = migrate::find_both(folder);
    if (!both.empty())
        throw error(
            join_text({both, "; squash again by the same name, which ends it, or delete what it replaces from the "
                             "folder and write chain.lock anew (migrate chain, update_chain)"}));
}
/// What makes a deploy a mistake.
inline void refuse_history(const migrate::status& found, const std::vector<migrate::history_entry>& history) {
    for (const migrate::history_entry& each : history)
        if (each.is_half_done() && is_listed(found.missing, each.name))
            throw error(
                join_text({"the migration ", each.name, each.is_half_undone() ? " is half undone" : " failed half-way",
                           ", and is no longer in the folder; restore it from version control and ",
                           each.is_half_undone() ? "undo it again (migrate down)" : "deploy again",
                           ", or mend the database by hand and say "
                           "so (migrate resolve, resolve_applied, resolve_rolled_back)"}));
    for (const std::string& each : found.half_squashed)
        throw error(join_text({"the database has run only some of the migrations that ", each,
                               " replaces; deploy the "
                               "folder as it was before they were squashed, then this one"}));
}
inline std::vector<migrate::migration> read_embedded(std::span<const migrate::embedded_migration> all) {
    std::vector<migrate::migration> made;
    for (const migrate::embedded_migration& each : all)
        made.push_back({std::string(each.name), std::string(each.up), std::string(each.down)});
    std::sort(made.begin(), made.end(),
              [](const auto& one, const auto& two) { return one.name.compare(two.name) < 0; });
    return made;
}

/// What a deploy runs, in order: of the folder or the program's code.
template <class Database> struct deploy_list {
    struct place {
        std::string_view name{};
        const migrate::migration* file = nullptr;
        const migrate::code_migration<Database>* code = nullptr;
    };
    std::vector<place> all{};
};
template <class Database> deploy_list<Database> list_deploy(const std::vector<migrate::migration>& folder,
                                                            const migrate::status& found,
                                                            const std::vector<migrate::history_entry>& history,
                                                            const migrate::deploy_options<Database>& options) {
    deploy_list<Database> list;
    bool is_last_there = options.up_to.empty();
    const auto add = [&](typename deploy_list<Database>::place each) {
        is_last_there |= each.name == options.up_to;
        if (options.up_to.empty() || each.name <= options.up_to) list.all.push_back(each);
    };
    for (const migrate::migration& each : folder) {
        is_last_there |= each.name == options.up_to;
        if (is_listed(found.pending, each.name) || is_listed(found.squashed, each.name) ||
            is_listed(found.failed, each.name))
            add({each.name, &each, nullptr});
    }
    for (const migrate::code_migration<Database>& each : options.steps) {
        const bool is_done = std::any_of(history.begin(), history.end(), [&](const auto& entry) {
            return entry.name == each.name && entry.finished_at;
        });
        is_last_there |= each.name == options.up_to;
        if (!is_done) add({each.name, nullptr, &each});
    }
    if (!is_last_there) throw error("there is no migration " + options.up_to + " to deploy up to");
    std::stable_sort(list.all.begin(), list.all.end(),
                     [](const auto& one, const auto& two) { return one.name.compare(two.name) < 0; });
    return list;
}

/// Records a squashed migration whose parts the database has run.
template <class Database> void take_squashed(deployer<Database>& runner, const migrate::migration& what) {
    runner.in_turn([&](auto& transaction) {
        if (transaction.template find<migrate::history_entry>(what.name)) return;
        transaction.upsert(migrate::history_entry{.name = what.name,
                                                  .checksum = what.checksum(),
                                                  .started_at = migration_time(),
                                                  .finished_at = migration_time(),
                                                  .log = "its parts were run before they were squashed"});
    });
}

template <class Database> void add_done(std::vector<std::string>& done, const std::string& name,
                                        const migrate::deploy_options<Database>& options) {
    done.push_back(name);
    if (options.on_done) options.on_done(name);
}
template <class Database> std::vector<std::string> deploy_all(Database& db,
                                                              const std::vector<migrate::migration>& folder,
                                                              const migrate::deploy_options<Database>& options) {
    const std::vector<migrate::history_entry> history = migrate::read_history(db);
    const migrate::status found = migrate::compare_history(folder, history);
    refuse_both(folder);
    refuse_history(found, history);
    const deploy_list<Database> list = list_deploy(folder, found, history, options);
    for (const auto& each : list.all) // before any of them runs
        if (each.file) read_statements<typename Database::dialect>(*each.file);
    if (!list.all.empty() && !has_history(db)) db.template create_tables<migrate::history_schema>();
    std::vector<std::string> done;
    deployer<Database> runner(db, options);
    for (const std::string& each : found.applied) runner.build_on(each);
    for (std::size_t i = 0; i < list.all.size(); ++i) {
        const auto& each = list.all[i];
        runner.say_place(i + 1, list.all.size());
        if (is_listed(found.squashed, each.name))
            take_squashed(runner, *each.file);
        else if (each.file ? runner.run(*each.file) : runner.run(*each.code))
            add_done(done, std::string(each.name), options);
        runner.build_on(std::string(each.name));
    }
    return done;
}

inline void refuse_broken_chain(const std::filesystem::path& folder, const std::vector<migrate::migration>& all) {
    const std::string broken = migrate::find_break(all, migrate::read_chain(folder));
    if (!broken.empty())
        throw error(
            join_text({"the chain of the folder's migrations is broken: ", broken,
                       "; restore it from version control, or, where that was meant and no database has run it, "
                       "write chain.lock anew (migrate chain, update_chain)"}));
}

/// A wrong path would look like a folder of which all is done.
inline void require_folder(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder))
        throw error("there is no folder " + folder.string() + " with migrations (seen from " +
                    std::filesystem::current_path().string() + ")");
    refuse_file(folder);
}

} // namespace detail

namespace migrate {

/// Runs what a database has not seen of a folder; the names of those that were run:
/// `refract::migrate::deploy(db, "migrations")`, `deploy(db, "migrations", {.up_to = "20260101000000_first"})`.
///
/// Each migration is one transaction, unless its comments say otherwise. Programs that begin at once wait for each
/// other, and each statement is run by one. Errors: one that fails leaves nothing of its transaction, and says its
/// line; those before it stay, and the next deploy goes on there. A folder that is not there, or whose chain is broken.
template <class Database> std::vector<std::string> deploy(Database& db, const std::filesystem::path& folder,
                                                          const deploy_options<Database>& options = {}) {
    if (!options.updates_chain)
        detail::require_folder(folder);
    else if (std::filesystem::exists(folder)) // in development it comes with the first migration
        update_chain(folder);
    const std::vector<migration> all = read_folder(folder);
    detail::refuse_both(all);
    detail::refuse_broken_chain(folder, all);
    return detail::deploy_all(db, all, options);
}

/// The same of migrations that are in the program.
template <class Database> std::vector<std::string> deploy(Database& db, std::span<const embedded_migration> all,
                                                          const deploy_options<Database>& options = {}) {
    return detail::deploy_all(db, detail::read_embedded(all), options);
}

} // namespace migrate
} // namespace v0
} // namespace refract
