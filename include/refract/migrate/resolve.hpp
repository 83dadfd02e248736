// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/deploy.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a person knows of a database and the history does not: migrations that were applied, or undone, by hand. Of
/// the options of a deploy those hold that say how it waits for another one.

namespace refract {
inline namespace v0 {
namespace detail {

inline const migrate::migration* find_migration(const std::vector<migrate::migration>& all, std::string_view name) {
    for (const migrate::migration& each : all)
        if (each.name == name) return &each;
    return nullptr;
}
/// Calls `work(transaction, entry)` while no other program deploys; the entry is empty where there is none.
template <class Database, class Work>
void change_history(Database& db, std::string_view name, const migrate::deploy_options<Database>& options, Work work) {
    deployer<Database>(db, options).in_turn([&](auto& transaction) { // a table that nothing came into is gone with it
        if (!has_history(transaction))
            create_missing(transaction, printer_of<typename Database::dialect, migrate::history_schema>());
        migrate::read_history(transaction); // one that was changed by hand is not written into
        work(transaction, transaction.template find<migrate::history_entry>(std::string(name)));
    });
}
inline void mark_by_hand(migrate::history_entry& entry, std::string_view how) {
    entry.finished_at = migration_time();
    entry.is_outside = false;
    entry.done.clear();
    entry.log = how;
}
/// `file` is the one of the folder; null: it has none.
template <class Transaction> void mark_applied(Transaction& transaction, std::string_view name,
                                               const migrate::migration* file,
                                               std::optional<migrate::history_entry> entry) {
    if (entry && entry->finished_at)
        throw error(join_text({"the migration ", name, " is applied already; nothing was changed"}));
    if (!entry && !file)
        throw error(join_text({"there is no migration ", name, ", neither in the folder nor in the history"}));
    if (!entry)
        entry = migrate::history_entry{.name = std::string(name), .checksum = {}, .started_at = migration_time()};
    if (file) entry->checksum = file->checksum();
    mark_by_hand(*entry, "said to be applied, by hand");
    transaction.upsert(*entry);
}

} // namespace detail

namespace migrate {

/// Says that all of a migration is in the database, which was seen to by hand. Nothing of it is run. Errors: it is
/// applied already; it is neither in the folder nor in the history.
template <class Database> void resolve_applied(Database& db, const std::filesystem::path& folder, std::string_view name,
                                               const deploy_options<Database>& options = {}) {
    detail::require_folder(folder);
    const std::vector<migration> all = read_folder(folder);
    const migration* const file = detail::find_migration(all, name);
    detail::change_history(db, name, options, [&](auto& transaction, std::optional<history_entry> entry) {
        detail::mark_applied(transaction, name, file, std::move(entry));
    });
}

/// Says that nothing of a migration that failed is in the database any more: it is pending. Errors: it is applied, or
/// was never begun. Of one that replaces others and was half undone, the folder says which they are.
template <class Database> void resolve_rolled_back(Database& db, std::string_view name,
                                                   const std::filesystem::path& folder = {},
                                                   const deploy_options<Database>& options = {}) {
    const std::vector<migration> all = folder.empty() ? std::vector<migration>() : read_folder(folder);
    detail::change_history(db, name, options, [&](auto& transaction, const std::optional<history_entry>& entry) {
        if (!entry) throw error(detail::join_text({"the migration ", name, " was never begun on this database"}));
        if (entry->finished_at)
            throw error(detail::join_text({"the migration ", name, " is applied, and did not fail; down undoes it"}));
        const migration* const file = detail::find_migration(all, name);
        detail::forget_migration(transaction, entry->name, file ? file->up : std::string());
    });
}

/// Says whether the statement of a migration is done that ran outside of a transaction when its program ended; the next
/// deploy goes on behind it, or with it. Errors: there is no such statement.
template <class Database> void resolve_statement(Database& db, const std::filesystem::path& folder,
                                                 std::string_view name, bool is_done,
                                                 const deploy_options<Database>& options = {}) {
    detail::require_folder(folder);
    const std::vector<migration> all = read_folder(folder);
    const migration* const file = detail::find_migration(all, name);
    detail::change_history(db, name, options, [&](auto& transaction, std::optional<history_entry> entry) {
        if (!file || !entry || !entry->is_outside)
            throw error(
                detail::join_text({"no statement of the migration ", name, " waits to be told whether it is done"}));
        const bool is_undone = entry->done.starts_with(detail::mark_of_undoing);
        const auto statements = read_instructions(name, is_undone ? file->down : file->up,
                                                  detail::catalog_of<typename Database::dialect>.brackets_quote,
                                                  is_undone ? "down.sql" : "migration.sql");
        entry->is_outside = false;
        if (is_done) ++entry->steps;
        const auto steps = static_cast<std::size_t>(entry->steps);
        entry->done =
            (is_undone ? std::string(detail::mark_of_undoing) : "") + detail::hash_of_first(statements, steps);
        if (steps < statements.size() && !(is_undone && steps == 0)) {
            transaction.upsert(*entry);
        } else if (is_undone && is_done) {
            detail::forget_migration(transaction, entry->name, file->up);
        } else {
            detail::mark_by_hand(*entry, "its last statement was said to be done, by hand");
            transaction.upsert(*entry);
        }
    });
}

/// Marks the migrations of a folder as applied without running them, up to one or all: those that the history does not
/// have. For a database that was there before its first migration.
template <class Database> std::vector<std::string> baseline(Database& db, const std::filesystem::path& folder,
                                                            std::string_view up_to = {},
                                                            const deploy_options<Database>& options = {}) {
    const std::vector<migration> all = read_folder(folder);
    if (!up_to.empty() && !detail::find_migration(all, up_to))
        throw error(detail::join_text({"there is no migration ", up_to, " in the folder to mark up to"}));
    std::vector<std::string> marked;
    detail::change_history(db, "", options, [&](auto& transaction, const std::optional<history_entry>&) {
        for (const migration& each : all) {
            if (!up_to.empty() && std::string_view(each.name).compare(up_to) > 0) break;
            const auto entry = transaction.template find<history_entry>(each.name);
            if (entry && entry->is_half_done())
                throw error("the migration " + each.name +
                            " has failed half-way; say first what became of it (resolve)");
            if (entry && entry->finished_at) continue;
            history_entry made{.name = each.name, .checksum = each.checksum(), .started_at = detail::migration_time()};
            detail::mark_by_hand(made, "baseline: marked, not run");
            transaction.upsert(made);
            marked.push_back(each.name);
        }
    });
    return marked;
}

} // namespace migrate
} // namespace v0
} // namespace refract
