// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/draft.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/run_script.hpp>
#include <refract/migrate/shadow.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

/// \file
/// What is pending, tried on a copy: how long each statement takes, which locks it takes, and what it writes anew.

namespace refract {
inline namespace v0 {
namespace migrate {

/// A statement as it ran on the copy.
struct rehearsed_statement {
    std::string migration{}, sql{}, about{};
    std::size_t line = 1;
    std::chrono::microseconds took{0};
    std::int64_t rows = 0;                ///< that it has changed
    std::vector<std::string> locks{};     ///< that it took and its transaction keeps: "access exclusive on ware"
    std::vector<std::string> rewritten{}; ///< tables and indexes whose rows were written anew
};

struct rehearsal {
    bool has_rows = true; ///< false: the copy has the tables, and none of the rows
    std::vector<rehearsed_statement> statements{};
    std::string failure{}; ///< why the last of them failed; empty: none did
};

} // namespace migrate

namespace detail {

/// A copy of a database, gone with its object.
template <class Database> class database_copy {
    using dialect = typename Database::dialect;
    static constexpr const deploy_facts& how = deploys_of<dialect>;

public:
    explicit database_copy(Database& of) : of_(of) {
        try {
            if (!how.copy_to_file.empty())
                copy_to_file();
            else if (!create(how.copy_database))
                copy_tables();
        } catch (...) {
            drop();
            throw;
        }
    }
    database_copy(const database_copy&) = delete;
    ~database_copy() { drop(); }
    Database& db() { return *own_; }
    bool has_rows() const { return has_rows_; }

private:
    void drop() {
        own_.reset();
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove(path_, ignored);
        if (name_.empty()) return;
        try {
            const std::string sql = fill_pattern(how.drop_database, {{"name", quote_name(name_)}});
            of_.execute(unsafe_sql(sql, {}));
        } catch (const error&) {} // the connection is gone; whoever looks finds it by its name
    }
    void copy_to_file() {
        path_ = std::filesystem::temp_directory_path() / shadow_name();
        of_.execute(unsafe_sql(fill_pattern(how.copy_to_file, {{"path", quote_text(path_.string())}}), {}));
        own_ = std::make_unique<Database>(path_.string());
    }
    /// False where somebody else is connected, or the user has not the right.
    bool create(std::string_view pattern) {
        if constexpr (requires { of_.connection().target_of(""); }) {
            const auto here = of_.template query<connection_place>(unsafe_sql(how.ask_place, {})).front();
            const std::string from = of_.template query<std::string>(unsafe_sql(how.ask_database, {})).front();
            const std::string made = shadow_name(), name = quote_name(made);
            try {
                of_.execute(unsafe_sql(fill_pattern(pattern, {{"name", name}, {"from", quote_name(from)}}), {}));
            } catch (const error&) { return false; }
            name_ = made;
            own_ = std::make_unique<Database>(of_.connection().target_of(made));
            const std::string place =
                fill_pattern(how.enter_place, {{"name", quote_name(here.name)}, {"value", quote_text(here.value)}});
            own_->execute(unsafe_sql(place, {}));
            return true;
        }
        return false;
    }
    void copy_tables() {
        has_rows_ = false;
        if (!create(how.create_database))
            throw error("the database cannot be copied: its user may not create databases; give the right (ALTER ROLE "
                        "... CREATEDB), or rehearse as a user who has it");
        const std::vector<migrate::step> steps = migrate::plan<dialect>({}, migrate::read_managed(of_));
        migrate::run_script(*own_, print_script(steps));
    }

    Database& of_;
    std::filesystem::path path_{};
    std::string name_{};
    bool has_rows_ = true;
    std::unique_ptr<Database> own_{};
};

template <class Database> class rehearser {
    static constexpr const deploy_facts& how = deploys_of<typename Database::dialect>;

public:
    explicit rehearser(Database& copy) : db_(copy) {}

    /// Errors: as of the database; what ran before is in `to`.
    void run(const migrate::migration& what, std::vector<migrate::rehearsed_statement>& to) {
        const std::vector<migrate::run_statement> all = migrate::read_instructions(what.name, what.up);
        const looking_away<Database> quiet(db_);
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t end = end_of_group(all, at);
            if (all[at].mode == migrate::run_mode::alone)
                one(db_, what, all[at], to);
            else
                group(what, all, at, end, to);
            at = end;
        }
    }

private:
    void group(const migrate::migration& what, const std::vector<migrate::run_statement>& all, std::size_t begin,
               std::size_t end, std::vector<migrate::rehearsed_statement>& to) {
        bool is_done = false;
        while (!is_done)
            db_.transaction([&](auto& transaction) {
                held_ = ask(transaction, how.held_locks);
                for (std::size_t i = begin; i < end; ++i) one(transaction, what, all[i], to);
                refuse_broken_keys(transaction, what.name);
                is_done = all[begin].mode == migrate::run_mode::together || to.back().rows == 0;
            });
    }
    template <class Session> void one(Session& session, const migrate::migration& what,
                                      const migrate::run_statement& each,
                                      std::vector<migrate::rehearsed_statement>& to) {
        const std::vector<connection_place> files = places(session);
        to.push_back({.migration = what.name, .sql = std::string(each.sql), .about = each.about, .line = each.line});
        const auto start = std::chrono::steady_clock::now();
        const std::int64_t rows = run_line(session, each);
        migrate::rehearsed_statement& made = to.back();
        made.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
        made.rows = rows;
        for (const connection_place& now : places(session))
            for (const connection_place& was : files)
                if (now.name == was.name && now.value != was.value) made.rewritten.push_back(now.name);
        std::vector<std::string> held = ask(session, how.held_locks);
        std::set_difference(held.begin(), held.end(), held_.begin(), held_.end(), std::back_inserter(made.locks));
        held_ = std::move(held);
    }
    template <class Session> static std::vector<std::string> ask(Session& session, std::string_view question) {
        if (question.empty()) return {};
        std::vector<std::string> all = session.template query<std::string>(unsafe_sql(question, {}));
        std::sort(all.begin(), all.end());
        return all;
    }
    template <class Session> static std::vector<connection_place> places(Session& session) {
        if (how.table_files.empty()) return {};
        return session.template query<connection_place>(unsafe_sql(how.table_files, {}));
    }

    Database& db_;
    std::vector<std::string> held_{};
};

} // namespace detail

namespace migrate {

/// Runs what is pending on a copy of the database, which is gone afterwards: `rehearse(db, "migrations")`.
///
/// SQLite copies into a file; PostgreSQL makes a database of the server, for which nobody else may be connected to the
/// one that is copied. Costs the room and the time of the copy. Errors: there can be no copy; a migration that fails is
/// in the report.
template <class Database> rehearsal rehearse(Database& db, const std::filesystem::path& folder) {
    const std::vector<migration> all = read_folder(folder);
    const std::vector<std::string> pending = compare_history(all, read_history(db)).pending;
    rehearsal made;
    if (pending.empty()) return made;
    detail::database_copy<Database> copy(db);
    made.has_rows = copy.has_rows();
    detail::rehearser<Database> runner(copy.db());
    try {
        for (const migration& each : all)
            if (detail::is_listed(pending, each.name)) runner.run(each, made.statements);
    } catch (const error& failure) { made.failure = failure.message(); }
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract
