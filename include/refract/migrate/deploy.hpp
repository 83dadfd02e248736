// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/change_patterns.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/history.hpp>
#include <refract/migrate/script.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Runs what a database has not seen of a folder of migrations.

namespace refract {
inline namespace v0 {
namespace detail {

inline std::chrono::sys_time<std::chrono::microseconds> migration_time() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

/// Foreign keys look away as long as it lives, where they have to and did look before.
template <class Database> class looking_away {
public:
    explicit looking_away(Database& db) : db_(db) {
        if (how.looks.empty()) return;
        looked_ = db.template query<std::int64_t>(unsafe_sql(how.looks, {})).front() != 0;
        if (looked_) db_.execute(unsafe_sql(how.look_away, {}));
    }
    looking_away(const looking_away&) = delete;
    ~looking_away() {
        if (!looked_) return;
        try {
            db_.execute(unsafe_sql(how.look_again, {}));
        } catch (const error&) {} // the connection is gone, and with it that it looked away
    }

private:
    static constexpr const change_patterns& how = changes_of<typename Database::dialect>;
    Database& db_;
    bool looked_ = false;
};

struct broken_key {
    std::string name, target;
    std::int64_t count = 0;
};

template <class Database> class deployer {
    using dialect = typename Database::dialect;

public:
    explicit deployer(Database& db) : db_(db) {}

    /// Runs a migration with its entry in one transaction; false where another program has run it meanwhile.
    bool run(const migrate::migration& what) {
        const looking_away<Database> quiet(db_);
        bool is_ours = true;
        db_.transaction([&](auto& transaction) {
            if (!dialect::info.schemas.lock.empty()) transaction.execute(unsafe_sql(dialect::info.schemas.lock, {}));
            is_ours = !transaction.template find<migrate::history_entry>(what.name);
            if (!is_ours) return;
            migrate::history_entry entry{
                .name = what.name, .checksum = what.checksum(), .started_at = migration_time()};
            for (const migrate::script_statement& each : migrate::split_script(what.up)) {
                run_statement(transaction, what, each);
                ++entry.steps;
            }
            refuse_broken_keys(transaction, what);
            entry.finished_at = migration_time();
            transaction.insert(entry);
        });
        return is_ours;
    }

    template <class Transaction>
    static void refuse_broken_keys(Transaction& transaction, const migrate::migration& what) {
        const constant_text& question = changes_of<dialect>.broken_keys;
        if (question.empty()) return;
        for (const broken_key& each : transaction.template query<broken_key>(unsafe_sql(question, {})))
            throw error(join_text({"the migration ", what.name, " leaves ", std::to_string(each.count), " rows of \"",
                                   each.name, "\" without the row of \"", each.target,
                                   "\" that they need, and nothing of it is left"}));
    }

private:
    template <class Transaction> static void run_statement(Transaction& transaction, const migrate::migration& what,
                                                           const migrate::script_statement& each) {
        try {
            transaction.execute(unsafe_sql(each.sql, {}));
        } catch (const connection_error&) { throw; } catch (const error& failure) {
            throw error(error_details{
                .message = join_text({"the migration ", what.name, " failed in line ", std::to_string(each.line),
                                      " of its migration.sql, and nothing of it is left: ", failure.message()}),
                .sql = std::string(each.sql),
                .code = std::string(failure.code()),
                .can_retry = failure.can_retry()});
        }
    }
    Database& db_;
};

inline void refuse_history(const migrate::status& found) {
    const auto list = [](const std::vector<std::string>& names) {
        std::string text;
        for (const std::string& each : names) text.append(text.empty() ? "" : ", ").append(each);
        return text;
    };
    if (!found.failed.empty())
        throw error(join_text({"a migration failed half-way: ", list(found.failed),
                               "; mend the database by hand, then set "
                               "finished_at of its row in _refract_migrations, or delete the row to run it again"}));
}

} // namespace detail

namespace migrate {

/// Runs what a database has not seen of a folder, each migration in a transaction of its own; the names of those that
/// were run: `refract::migrate::deploy(db, "migrations")`.
///
/// Programs that begin at once wait for each other, and each migration is run by one. Errors: one that fails leaves
/// nothing of it, and says its line; those before it stay.
template <class Database> std::vector<std::string> deploy(Database& db, const std::filesystem::path& folder) {
    const std::vector<migration> all = read_folder(folder);
    if (!detail::has_history(db)) db.template create_tables<history_schema>();
    const status found = compare_history(all, read_history(db));
    detail::refuse_history(found);
    std::vector<std::string> done;
    detail::deployer<Database> runner(db);
    for (const migration& each : all)
        if (std::find(found.pending.begin(), found.pending.end(), each.name) != found.pending.end() && runner.run(each))
            done.push_back(each.name);
    return done;
}

} // namespace migrate
} // namespace v0
} // namespace refract
