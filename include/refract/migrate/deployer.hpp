// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/catalog_facts.hpp>
#include <refract/dialect/change_patterns.hpp>
#include <refract/dialect/deploy_facts.hpp>
#include <refract/migrate/built_index.hpp>
#include <refract/migrate/deploy_options.hpp>
#include <refract/migrate/history.hpp>
#include <refract/migrate/instructions.hpp>
#include <refract/migrate/turn.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

/// \file
/// Runs one migration, group by group. What is done is recorded in the transaction that does it, so that whoever comes
/// next, or beside, goes on where it stands.

namespace refract {
inline namespace v0 {
namespace detail {

inline std::chrono::sys_time<std::chrono::microseconds> migration_time() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

struct broken_key {
    std::string name, target;
    std::int64_t count = 0;
};
/// `what` is "the migration 20260101000000_a".
template <class Transaction> void refuse_broken_keys(Transaction& transaction, std::string_view what) {
    const constant_text& question = changes_of<typename Transaction::dialect>.broken_keys;
    if (question.empty()) return;
    for (const broken_key& each : transaction.template query<broken_key>(unsafe_sql(question, {})))
        throw error(join_text({what, " leaves ", std::to_string(each.count), " rows of \"", each.name,
                               "\" without the row of \"", each.target, "\" that they need"}));
}

/// What is done of a migration, or of its way back, must be what the file still says.
inline void refuse_other_beginning(const std::string& name, const migrate::history_entry& seen,
                                   const std::vector<migrate::run_statement>& all, std::size_t steps, bool is_undone) {
    const std::string_view mark = is_undone ? mark_of_undoing : std::string_view();
    if (steps < all.size() && seen.done == join_text({mark, hash_of_first(all, steps)})) return;
    if (seen.done.starts_with(mark_of_undoing) != is_undone)
        throw error(join_text({"the migration ", name, is_undone ? " has failed half-way" : " is half undone", "; ",
                               is_undone ? "deploy" : "down",
                               " again first, or mend the database by hand and "
                               "say so (migrate resolve, resolve_applied, resolve_rolled_back)"}));
    throw error(join_text(
        {"the migration ", name,
         is_undone ? " is half undone, and of its down.sql the first " : " has failed half-way, and its first ",
         std::to_string(steps),
         " statements, which are done, were changed since. Restore them "
         "from version control and mend only what stands behind them, or mend the database by "
         "hand and say so (migrate resolve, resolve_applied, resolve_rolled_back)"}));
}

/// Whether nobody is there any more to whom something could be said.
inline bool is_lost(const error& failure) {
    return failure.connection_lost() || dynamic_cast<const connection_error*>(&failure);
}

template <class Database> class deployer {
    using dialect = typename Database::dialect;
    using entry_type = migrate::history_entry;
    using progress = migrate::deploy_progress;
    using statements = std::vector<migrate::run_statement>;
    static constexpr const deploy_facts& how = deploys_of<dialect>;

public:
    deployer(Database& db, const migrate::deploy_options<Database>& options)
        : db_(db), options_(options),
          lock_timeout_(db, how.lock_timeout,
                        how.lock_timeout.set_here.empty() ? options.lock_timeout : std::chrono::milliseconds(0)) {}

    void say_place(std::size_t number, std::size_t count) { number_ = number, count_ = count; }
    /// A migration that is applied: what is deployed behind it needs it. The last one counts.
    void build_on(const std::string& name) { last_known_ = std::max(last_known_, name); }
    /// What a database has when migrations are undone: what comes later would need them.
    void undo_among(const std::vector<entry_type>& all) {
        for (const entry_type& each : all) known_.push_back(each.name);
    }

    /// Runs what is left of a migration; false where another program has ended it.
    bool run(const migrate::migration& what) {
        what_ = &what;
        code_ = nullptr;
        checksum_ = what.checksum();
        all_ = migrate::read_instructions(what.name, what.up, catalog_of<dialect>.brackets_quote);
        return run_all();
    }
    bool run(const migrate::code_migration<Database>& code) {
        const migrate::migration what{.name = code.name};
        what_ = &what;
        code_ = &code.work;
        checksum_ = checksum_of_code;
        all_ = {migrate::run_statement{.about = "C++"}};
        return run_all();
    }
    /// Runs what is left of a migration's way back, and forgets the migration; false where another program has.
    bool undo(const migrate::migration& what) {
        what_ = &what;
        code_ = nullptr;
        file_ = "down.sql";
        is_undone_ = true;
        checksum_ = what.checksum();
        all_ = migrate::read_instructions(what.name, what.down, catalog_of<dialect>.brackets_quote, file_);
        const bool is_ours = run_all();
        std::erase(known_, what.name);
        return is_ours;
    }
    /// Runs `work(transaction)` while no other program deploys, and again where another connection was in the way.
    template <class Work> void in_turn(Work work) {
        with_retries(at_, [&] { take_turn(work); });
    }
    /// The same where foreign keys go on as the connection has them.
    template <class Work> void in_turn_with_keys(Work work) {
        with_retries(at_, [&] { take_turn_as_it_is(work); });
    }

private:
    enum class next : std::uint8_t { again, ended_here, ended_elsewhere };

    /// One try.
    template <class Work> void take_turn(Work work) {
        const looking_away<Database> quiet(db_);
        take_turn_as_it_is(work);
    }
    template <class Work> void take_turn_as_it_is(Work work) {
        for (wait_in_turn line(options_.turn_timeout);; wait(line)) {
            bool is_ours = true;
            db_.transaction([&](auto& transaction) {
                if (!how.try_lock.empty())
                    is_ours = transaction.template query<bool>(unsafe_sql(how.try_lock, {})).front();
                if (!is_ours) return;
                set_limits(transaction);
                if (options_.on_begin && !is_begun_) options_.on_begin(transaction);
                work(transaction);
            });
            is_begun_ |= is_ours;
            if (is_ours) return;
        }
    }
    /// Another program is in its transaction, or in a statement outside of one, and lives.
    void wait(wait_in_turn& line) const {
        line.pause([&] { return who_deploys(db_); },
                   [&](const std::string& why, std::chrono::milliseconds time) {
                       tell(progress::event::waiting, 0, time, why);
                   });
    }
    held_lock<Database> hold() const {
        wait_in_turn line(options_.turn_timeout);
        return held_lock<Database>(db_, [&] { wait(line); });
    }
    bool run_all() {
        if (all_.empty()) all_.push_back({}); // a file of comments is one that does nothing
        at_ = 0;
        try {
            return run_groups();
        } catch (const error& failure) {
            if (is_lost(failure))
                throw connection_error(details_of(
                    failure, join_text({"the connection was lost while the migration ", what_->name,
                                        is_undone_ ? " was undone" : " was run", " (line ",
                                        std::to_string(all_[at_].line), " of its ", file_, "); ", again(),
                                        ": what is recorded as done is not run twice: ", failure.message()})));
            if (is_history_gone()) refuse_other_history("all");
            throw;
        }
    }
    bool run_groups() {
        while (true) {
            const std::optional<entry_type> seen = read_entry(db_);
            const bool is_ended = is_undone_ ? !seen : seen && seen->finished_at;
            const next found = is_ended ? next::ended_elsewhere : run_next(seen);
            if (found != next::again) return found == next::ended_here;
        }
    }
    /// The statement that is next. What is to be undone begins with what is done.
    std::size_t place_of(const entry_type& entry) const {
        return is_undone_ && entry.finished_at ? 0 : static_cast<std::size_t>(entry.steps);
    }
    /// Whether a migration stands at a statement, and the statement was begun outside of a transaction or not.
    bool stands_at(const entry_type& entry, std::size_t at, bool is_outside) const {
        return (is_undone_ || !entry.finished_at) && place_of(entry) == at && entry.is_outside == is_outside;
    }
    std::string_view again() const { return is_undone_ ? "undo it again (migrate down)" : "deploy again"; }
    bool is_history_gone() const {
        try {
            return !has_history(db_);
        } catch (const error&) { return false; }
    }
    [[noreturn]] void refuse_other_history(std::string_view what) const {
        throw error(join_text({"another program has ", is_undone_ ? "deployed " : "undone or dropped ", what,
                               " while this one ", is_undone_ ? "undid" : "ran", " the migration ", what_->name,
                               "; see what is there (migrate status), and ", again()}));
    }
    /// What another program does between two transactions: what this one builds on is gone, or needs what this one
    /// takes away.
    template <class Transaction> void look_beside(Transaction& transaction) const {
        if (is_undone_) {
            for (const entry_type& each : migrate::read_history(transaction))
                if (std::find(known_.begin(), known_.end(), each.name) == known_.end())
                    refuse_other_history("the migration " + each.name);
        } else if (!last_known_.empty()) {
            const std::optional<entry_type> last = transaction.template find<entry_type>(last_known_);
            if (!last || !last->finished_at) refuse_other_history("the migration " + last_known_);
        }
    }
    /// Calls `work(entry)` if a migration stands there.
    template <class Transaction, class Work>
    void where_it_stands(Transaction& transaction, std::size_t at, bool is_outside, Work work) const {
        look_beside(transaction);
        std::optional<entry_type> entry = read_entry(transaction);
        if (!entry && !is_undone_) entry = {.name = what_->name, .checksum = checksum_, .started_at = migration_time()};
        if (entry && stands_at(*entry, at, is_outside)) work(*entry);
    }
    template <class Session> std::optional<entry_type> read_entry(Session& session) const {
        return session.template find<entry_type>(what_->name);
    }
    next run_next(const std::optional<entry_type>& seen) {
        const std::size_t begin = seen ? place_of(*seen) : 0;
        if (seen) refuse_other_beginning(*seen, begin);
        if (seen && seen->is_outside) return settle(*seen, begin);
        switch (all_[begin].mode) {
        case migrate::run_mode::alone: return run_alone(begin, false);
        case migrate::run_mode::repeated: return run_repeated(begin);
        case migrate::run_mode::together: break;
        }
        return run_together(begin, end_of_group(all_, begin));
    }

    next run_together(std::size_t begin, std::size_t end) {
        return recorded_failure(begin, [&] {
            return in_place(begin, [&](auto& transaction, entry_type& entry) {
                for (std::size_t i = begin; i < end; ++i) run_here(transaction, i);
                refuse_broken_keys(transaction, "the migration " + what_->name);
                return record(transaction, entry, end);
            });
        });
    }
    next run_repeated(std::size_t at) {
        round_ = 0;
        while (true) {
            bool is_done = true; // where another program has gone on behind it
            const next found = recorded_failure(at, [&] {
                return in_place(at, [&](auto& transaction, entry_type& entry) {
                    ++round_;
                    is_done = run_here(transaction, at) == 0;
                    refuse_broken_keys(transaction, "the migration " + what_->name);
                    return record(transaction, entry, is_done ? at + 1 : at);
                });
            });
            if (is_done || found != next::again) return std::exchange(round_, 1), found;
        }
    }
    /// That it begins is recorded before, that it has ended behind it. `is_known`: another program has begun it and
    /// died, and what it left is dealt with.
    next run_alone(std::size_t at, bool is_known) {
        const held_lock<Database> held = hold();
        bool is_ours = false;
        in_turn([&](auto& transaction) {
            where_it_stands(transaction, at, is_known, [&](entry_type& entry) {
                is_ours = true;
                entry.is_outside = true;
                record(transaction, entry, at);
            });
        });
        if (!is_ours) return next::again;
        recorded_failure(at, [&] {
            const limited<Database> lock(db_, how.lock_timeout, options_.lock_timeout),
                time(db_, how.statement_timeout, options_.statement_timeout);
            drop_broken_indexes(db_, all_[at].sql);
            run_statement(at, [&] { return db_.execute(unsafe_sql(all_[at].sql, {})); });
            return next::again;
        });
        return take_as_done(at); // by itself: were it tried again with the statement, that would run twice
    }
    /// A statement was begun outside of a transaction, and its end is not recorded.
    next settle(const entry_type& seen, std::size_t at) {
        wait_for(seen);
        const held_lock<Database> held = hold();
        const std::optional<entry_type> now = read_entry(db_);
        if (!now || !now->is_outside || now->steps != seen.steps) return next::again;
        const std::string_view sql = all_[at].sql;
        if (const std::string built = index_built_alone(sql, "CREATE"); !built.empty())
            return is_index_whole(db_, built).value_or(false) ? take_as_done(at) : run_alone(at, true);
        if (const std::string dropped = index_built_alone(sql, "DROP"); !dropped.empty())
            return is_index_whole(db_, dropped) ? run_alone(at, true) : take_as_done(at);
        if (is_harmless(sql, how.harmless)) return run_alone(at, true);
        throw error(error_details{
            .message = join_text(
                {"the program that ", is_undone_ ? "undid" : "ran", " the migration ", what_->name,
                 " has ended in line ", std::to_string(all_[at].line), is_undone_ ? " of its down.sql" : "",
                 ", which runs outside of a transaction, and nobody knows whether that statement is "
                 "done. See whether it is, then say so (migrate resolve, resolve_statement), and what is behind it "
                 "is run next time"}),
            .sql = std::string(sql)});
    }
    /// Where the database cannot tell whether who began it lives, some time is given to it.
    void wait_for(const entry_type& seen) const {
        if (held_lock<Database>::is_known(db_)) return;
        const auto end = std::chrono::steady_clock::now() + options_.patience;
        while (std::chrono::steady_clock::now() < end) {
            const std::optional<entry_type> now = read_entry(db_);
            if (!now || now->steps != seen.steps || now->is_outside != seen.is_outside) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
    next take_as_done(std::size_t at) {
        next found = next::again;
        in_turn([&](auto& transaction) {
            where_it_stands(transaction, at, true, [&](entry_type& entry) {
                entry.is_outside = false;
                found = record(transaction, entry, at + 1);
            });
        });
        return found;
    }
    /// Runs `work(transaction, entry)` in a transaction if the migration stands where it stood.
    template <class Work> next in_place(std::size_t at, Work work) {
        next found = next::again;
        take_turn([&](auto& transaction) {
            where_it_stands(transaction, at, false, [&](entry_type& entry) { found = work(transaction, entry); });
        });
        return found;
    }
    template <class Transaction> next record(Transaction& transaction, entry_type& entry, std::size_t steps) const {
        const bool is_end = steps == all_.size();
        if (is_end && is_undone_) {
            forget_migration(transaction, what_->name, what_->up);
            return next::ended_here;
        }
        if (!is_undone_) entry.checksum = checksum_;
        const bool is_nothing = all_.size() == 1 && all_[0].sql.empty() && !code_;
        entry.steps = is_nothing ? 0 : static_cast<std::int64_t>(steps);
        entry.done = is_end ? std::string() : mark() + hash_of_first(all_, steps);
        entry.log.clear();
        entry.finished_at.reset();
        if (is_end) entry.finished_at = migration_time();
        transaction.upsert(entry);
        return is_end ? next::ended_here : next::again;
    }
    /// Tells the two ways apart.
    std::string mark() const { return is_undone_ ? std::string(mark_of_undoing) : std::string(); }

    template <class Transaction> std::int64_t run_here(Transaction& transaction, std::size_t at) {
        return run_statement(at, [&]() -> std::int64_t {
            if (code_) return (*code_)(transaction), 0;
            return all_[at].sql.empty() ? 0 : transaction.execute(unsafe_sql(all_[at].sql, {}));
        });
    }
    template <class Work> std::int64_t run_statement(std::size_t at, Work work) {
        at_ = at;
        tell(progress::event::begun, 0, {}, {});
        const auto start = std::chrono::steady_clock::now();
        const std::int64_t rows = [&] {
            const timed<Database> time(db_, code_ ? std::chrono::milliseconds(0) : options_.statement_timeout);
            return work();
        }();
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
        tell(progress::event::done, rows, took, {});
        return rows;
    }
    void tell(progress::event what, std::int64_t rows, std::chrono::milliseconds took, std::string_view reason) const {
        if (!options_.on_step) return;
        const migrate::run_statement none, &each = at_ < all_.size() ? all_[at_] : none;
        options_.on_step({.what = what,
                          .migration = what_ ? std::string_view(what_->name) : std::string_view(),
                          .number = number_,
                          .count = count_,
                          .step = at_ + 1,
                          .steps = all_.size(),
                          .line = each.line,
                          .sql = each.sql,
                          .about = each.about,
                          .rows = rows,
                          .round = round_,
                          .took = took,
                          .reason = reason});
    }
    template <class Transaction> void set_limits(Transaction& transaction) const {
        const auto set = [&](const limit_facts& facts, std::chrono::milliseconds limit) {
            if (limit.count() <= 0 || facts.set_here.empty()) return;
            const std::string sql = fill_pattern(facts.set_here, {{"value", std::to_string(limit.count())}});
            transaction.execute(unsafe_sql(sql, {}));
        };
        set(how.lock_timeout, options_.lock_timeout);
        set(how.statement_timeout, options_.statement_timeout);
    }

    /// Runs `work`, and again where another connection was in the way.
    template <class Work> void with_retries(std::size_t begin, Work work) {
        std::chrono::milliseconds pause(100);
        for (int left = options_.retries;; --left) {
            try {
                at_ = begin;
                return work();
            } catch (const error& failure) {
                const bool waits = failure.can_retry() && !failure.connection_lost() &&
                                   !dynamic_cast<const timeout*>(&failure) && left > 0;
                if (!waits) throw;
                tell(progress::event::waiting, 0, pause, failure.message());
            }
            std::this_thread::sleep_for(pause);
            pause = std::min(pause * 2, std::chrono::milliseconds(10'000));
        }
    }
    /// The same for a part of a migration that begins with a statement; what fails is recorded, and said.
    template <class Work> next recorded_failure(std::size_t begin, Work work) {
        next found = next::again;
        try {
            with_retries(begin, [&] { found = work(); });
        } catch (const error& failure) {
            if (is_lost(failure) || is_history_gone()) throw;
            record_failure(begin, failure);
            const error_details said = details_of(failure, sentence(begin, failure));
            throw error(said);
        }
        return found;
    }
    static error_details details_of(const error& failure, std::string message) {
        return {.message = std::move(message),
                .sql = failure.sql(),
                .code = failure.code(),
                .can_retry = failure.can_retry(),
                .connection_lost = failure.connection_lost()};
    }
    std::string reason(const error& failure) const {
        if (options_.statement_timeout.count() <= 0 || !dynamic_cast<const timeout*>(&failure))
            return failure.message();
        return join_text({failure.message(), ": it took longer than the ",
                          std::to_string(options_.statement_timeout.count()), " ms that a statement may take"});
    }
    std::string sentence(std::size_t begin, const error& failure) const {
        const std::string start = join_text(
            {"the migration ", what_->name, " failed in line ", std::to_string(all_[at_].line), " of its ", file_});
        if (all_[begin].mode == migrate::run_mode::together && begin == 0)
            return join_text(
                {start, is_undone_ ? ", and nothing was undone: " : ", and nothing of it is left: ", reason(failure)});
        if (begin == 0 && round_ <= 1)
            return join_text({start, ", and none of its ", std::to_string(all_.size()),
                              " statements is done. Mend it and ", again(), ": ", reason(failure)});
        return join_text({start, "; its first ", std::to_string(begin), " of ", std::to_string(all_.size()),
                          " statements are done and stay", round_ > 1 ? ", as does each round of the next" : "",
                          ". Mend what stands behind them and ", again(), ": it goes on there: ", reason(failure)});
    }
    /// The database stays as it is where even that cannot be written.
    void record_failure(std::size_t begin, const error& failure) {
        try {
            take_turn([&](auto& transaction) {
                const auto note = [&](entry_type& entry) {
                    if (entry.finished_at) return;
                    entry.is_outside = false;
                    if (is_undone_ && begin == 0) entry.finished_at = migration_time(); // it is still all there
                    entry.log = join_text({"line ", std::to_string(all_[at_].line), ": ", reason(failure)});
                    transaction.upsert(entry);
                };
                where_it_stands(transaction, begin, all_[begin].mode == migrate::run_mode::alone, note);
            });
        } catch (const error&) {}
    }

    void refuse_other_beginning(const entry_type& seen, std::size_t steps) const {
        if (seen.is_half_done() && !code_) detail::refuse_other_beginning(what_->name, seen, all_, steps, is_undone_);
    }

    Database& db_;
    const migrate::deploy_options<Database>& options_;
    limited<Database> lock_timeout_;
    std::string_view file_ = "migration.sql";
    bool is_undone_ = false, is_begun_ = false;
    const migrate::migration* what_ = nullptr;
    const std::function<void(typename Database::transaction_type&)>* code_ = nullptr;
    std::string checksum_{}, last_known_{};
    std::vector<std::string> known_{};
    statements all_{};
    std::size_t number_ = 1, count_ = 1, at_ = 0, round_ = 1;
};

} // namespace detail
} // namespace v0
} // namespace refract
