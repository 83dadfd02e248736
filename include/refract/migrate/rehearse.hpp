// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/deploy.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/run_script.hpp>
#include <refract/migrate/temporary_database.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
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
    bool has_rows = true;      ///< false: the copy has the tables, and none of the rows
    std::string why_no_rows{}; ///< as the server says it: others are connected, the user does not own the database
    std::vector<rehearsed_statement> statements{};
    std::string failure{}; ///< why the last of them failed; empty: none did
};

} // namespace migrate

namespace detail {

/// A file that is gone with its object, also where it was never whole.
struct temporary_file {
    std::filesystem::path path = place() / shadow_name();

    temporary_file() = default;
    temporary_file(const temporary_file&) = delete;
    ~temporary_file() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }

private:
    static std::filesystem::path place() {
        std::error_code failure;
        std::filesystem::path found = std::filesystem::temp_directory_path(failure);
        if (failure)
            throw error("the folder for temporary files, which TMPDIR names, cannot be used: " + failure.message());
        return found;
    }
};

/// A copy of a database, gone with its object.
template <class Database> class database_copy {
    using dialect = typename Database::dialect;
    static constexpr const deploy_facts& how = deploys_of<dialect>;

public:
    explicit database_copy(Database& of) : of_(of), made_(of) {
        if (!how.copy_to_file.empty())
            copy_to_file();
        else if (!made_.create(how.copy_database))
            copy_tables();
    }
    database_copy(const database_copy&) = delete;
    Database& db() { return own_ ? *own_ : *made_.get(); }
    /// Empty: it has them.
    const std::string& why_no_rows() const { return why_no_rows_; }

private:
    void copy_to_file() {
        of_.execute(unsafe_sql(fill_pattern(how.copy_to_file, {{"path", quote_text(file_.path.string())}}), {}));
        own_.emplace(file_.path.string());
    }
    void copy_tables() {
        why_no_rows_ = made_.why();
        if (!made_.create(how.create_database))
            throw error(error_details{
                .message =
                    "the database cannot be copied, as its server makes no other one for this user: " + made_.why(),
                .code = made_.code()});
        const std::vector<migrate::step> steps = migrate::plan<dialect>({}, migrate::read_managed(of_));
        migrate::run_script(*made_.get(), print_script(steps));
    }

    Database& of_;
    temporary_database<Database> made_;
    temporary_file file_{};
    std::optional<Database> own_{};
    std::string why_no_rows_{};
};

template <class Database> class rehearser {
    using dialect = typename Database::dialect;
    static constexpr const deploy_facts& how = deploys_of<dialect>;

public:
    explicit rehearser(Database& copy) : db_(copy) {}

    /// Runs what is left of a migration. Errors: as of the database; what ran before is in `to`.
    void run(const migrate::migration& what, std::size_t done, std::vector<migrate::rehearsed_statement>& to) {
        std::vector<migrate::run_statement> all = read_statements<dialect>(what);
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(done, all.size())));
        run_groups(db_, "the migration " + what.name, all,
                   [&](auto& session, const migrate::run_statement& each, bool is_first) {
                       if (is_first) held_.clear(); // a transaction begins
                       one(session, what, each, to);
                       return to.back().rows;
                   });
    }

private:
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

/// How many statements of a migration that failed half-way a deploy would not run again. Errors: it would run none.
template <class Database>
std::size_t done_of(const migrate::migration& what, const std::vector<migrate::history_entry>& history) {
    const auto seen =
        std::find_if(history.begin(), history.end(), [&](const auto& each) { return each.name == what.name; });
    const auto all = read_statements<typename Database::dialect>(what);
    const auto steps = static_cast<std::size_t>(seen->steps);
    refuse_other_beginning(what.name, *seen, all, steps, false);
    if (seen->is_outside)
        throw error(join_text({"the migration ", what.name, " was ended in line ", std::to_string(all[steps].line),
                               ", which runs outside of a transaction: nobody knows what is done of it, so it cannot "
                               "be rehearsed; deploy goes on, or says what to look at"}));
    return steps;
}

} // namespace detail

namespace migrate {

/// Runs what is pending on a copy of the database, which is gone afterwards: `rehearse(db, "migrations")`. Of a
/// migration that failed half-way, what a deploy would run: the statements that are not done.
///
/// SQLite copies into a file; PostgreSQL makes a database of the server, for which nobody else may be connected to the
/// one that is copied. Costs the room and the time of the copy. Errors: there can be no copy; a migration that fails is
/// in the report.
template <class Database> rehearsal rehearse(Database& db, const std::filesystem::path& folder) {
    detail::require_folder(folder);
    const std::vector<migration> all = read_folder(folder);
    detail::refuse_both(all);
    detail::refuse_broken_chain(folder, all);
    const std::vector<history_entry> history = read_history(db);
    const status found = compare_history(all, history);
    detail::refuse_history(found, history);
    rehearsal made;
    if (found.pending.empty() && found.failed.empty()) return made;
    detail::database_copy<Database> copy(db);
    made.why_no_rows = copy.why_no_rows();
    made.has_rows = made.why_no_rows.empty();
    detail::rehearser<Database> runner(copy.db());
    try {
        for (const migration& each : all)
            if (detail::is_listed(found.pending, each.name))
                runner.run(each, 0, made.statements);
            else if (detail::is_listed(found.failed, each.name))
                runner.run(each, detail::done_of<Database>(each, history), made.statements);
    } catch (const error& failure) { made.failure = failure.message(); }
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract
