// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/built_index.hpp>
#include <refract/migrate/compare.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/history.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// A folder of migrations beside a database, each problem with what to do.

namespace refract {
inline namespace v0 {
namespace migrate {

enum class history_problem_kind : std::uint8_t {
    failed,        ///< a migration was begun and has not ended
    edited,        ///< its text is another one than when it was run
    missing,       ///< the database has run what the folder does not have
    late,          ///< pending, though a later one is applied
    diverged,      ///< folder and database both have what the other one does not
    chain_broken,  ///< chain.lock does not fit the folder
    half_squashed, ///< a part of what a squashed migration replaces was run, or is in the folder still
    broken_index,  ///< an index that was not built to its end, and that no migration which is pending builds
};

struct history_problem {
    history_problem_kind kind{};
    std::string migration{};
    std::string sentence{}; ///< what is wrong
    std::string remedy{};   ///< what to do
};

struct history_report {
    bool has_history = false; ///< the database has the table of its migrations
    std::vector<std::string> applied{}, pending{};
    std::vector<std::string> squashed{}; ///< as applied: all that they replace was run, and a deploy records it
    std::string last_common{};           ///< the last migration that folder and database have both
    std::vector<history_problem> problems{};

    bool is_clean() const { return pending.empty() && problems.empty(); }
};

} // namespace migrate

namespace detail {

class history_reporter {
    using kind = migrate::history_problem_kind;

public:
    history_reporter(const std::vector<migrate::migration>& folder, const std::vector<migrate::history_entry>& history)
        : folder_(folder), history_(history), found_(migrate::compare_history(folder, history)) {}

    migrate::history_report report(const std::vector<migrate::chain_link>& chain) && {
        made_.applied = found_.applied;
        made_.pending = found_.pending;
        made_.squashed = found_.squashed;
        for (const migrate::migration& each : folder_)
            if (is_in(found_.applied, each.name) || is_in(found_.squashed, each.name)) made_.last_common = each.name;
        if (const std::string broken = migrate::find_break(folder_, chain);
            !broken.empty() && migrate::find_both(folder_).empty()) // then it fits when that is mended
            add(kind::chain_broken, "", "the chain of the folder is broken: " + broken,
                "restore the folder from version control, or, where that was meant and no database has run it, write "
                "the chain anew (migrate chain, update_chain)");
        add_failed();
        add_apart();
        add_others();
        return std::move(made_);
    }

private:
    static bool is_in(const std::vector<std::string>& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    }
    void add(kind what, std::string name, std::string sentence, std::string remedy) {
        made_.problems.push_back({what, std::move(name), std::move(sentence), std::move(remedy)});
    }
    static std::string of_which(const migrate::history_entry& each) {
        return each.is_half_undone() ? "the down.sql's " : "its ";
    }
    static std::string again(const migrate::history_entry& each) {
        return each.is_half_undone() ? "undo it again (migrate down)" : "deploy again";
    }
    void add_failed() {
        for (const migrate::history_entry& each : history_) {
            if (each.finished_at) continue;
            const std::string why = each.log.empty() ? std::string() : ": " + each.log;
            if (!each.is_half_done()) {
                if (!is_in(found_.pending, each.name)) continue;
                add(kind::failed, each.name, each.name + " has failed, and nothing of it is left" + why,
                    "mend its migration.sql, or what was in its way, and deploy again");
            } else if (is_in(found_.missing, each.name)) {
                add(kind::failed, each.name,
                    each.name + (each.is_half_undone() ? " is half undone" : " has failed half-way") +
                        ", and is no longer in the folder" + why,
                    "restore it from version control and " + again(each) +
                        ", or mend the database by hand and say so (resolve)");
            } else if (each.is_outside) {
                add(kind::failed, each.name,
                    each.name + " was ended in " + of_which(each) + "statement " + std::to_string(each.steps + 1) +
                        ", which runs outside of a transaction, or is running now",
                    again(each) + ": it goes on, or says what to look at");
            } else {
                const bool is_undone = each.is_half_undone();
                const std::string how = is_undone     ? "is half undone"
                                        : why.empty() ? "was ended half-way"
                                                      : "has failed half-way";
                add(kind::failed, each.name,
                    each.name + " " + how + "; " + of_which(each) + "first " + std::to_string(each.steps) +
                        " statements are done" + why,
                    (why.empty() ? "" : "mend what stands behind them, or what was in the way, and ") + again(each) +
                        ": it goes on there");
            }
        }
    }
    /// Both have what the other does not: somebody deployed another branch.
    void add_apart() {
        std::string first;
        for (const std::string& each : found_.missing)
            if (!is_in(found_.failed, each) && (first.empty() || each < first)) first = each;
        if (first.empty()) return;
        bool is_apart = false;
        for (const std::string& each : found_.pending) is_apart |= each > made_.last_common;
        if (is_apart)
            add(kind::diverged, first,
                "the database and the folder went apart " +
                    (made_.last_common.empty() ? "from the beginning" : "after " + made_.last_common) +
                    ": another branch was deployed",
                "bring the other branch's migrations into the folder, or undo them with that branch (down)");
        for (const std::string& each : found_.missing)
            if (!is_in(found_.failed, each))
                add(kind::missing, each, each + " was run on the database, and is not in the folder",
                    "restore it from version control; what the database has run is never deleted or renamed");
    }
    void add_others() {
        for (const std::string& each : found_.edited)
            add(kind::edited, each, each + " was edited after it was run on the database",
                "restore its text from version control, and put the change into a migration of its own");
        for (const std::string& each : found_.out_of_order)
            add(kind::late, each, each + " is pending, and later ones are applied: two branches came together",
                "see that it does not need what came later; deploy runs it all the same");
        if (const std::string both = migrate::find_both(folder_); !both.empty())
            add(kind::half_squashed, "", both,
                "squash again by the same name, which ends it, or delete what it replaces from the folder and write the "
                "chain anew (migrate chain, update_chain)");
        for (const std::string& each : found_.half_squashed)
            add(kind::half_squashed, each,
                "the database has run only some of the migrations that " + each + " replaces",
                "deploy the folder as it was before they were squashed, then this one");
    }

    const std::vector<migrate::migration>& folder_;
    const std::vector<migrate::history_entry>& history_;
    migrate::status found_;
    migrate::history_report made_{};
};

/// The texts of migrations that a deploy, or a way back, has still to run.
inline std::string texts_to_run(const std::vector<migrate::migration>& folder,
                                const std::vector<migrate::history_entry>& history) {
    std::string all;
    for (const migrate::migration& file : folder) {
        const auto seen =
            std::find_if(history.begin(), history.end(), [&](const auto& each) { return each.name == file.name; });
        if (seen == history.end() || !seen->finished_at)
            all.append(seen != history.end() && seen->is_half_undone() ? file.down : file.up).append("\n");
    }
    return all;
}
inline bool has_word(std::string_view sql, std::string_view upper) {
    const std::vector<sql_token> all = sql_tokenizer(sql, false).all();
    return std::any_of(all.begin(), all.end(), [&](const sql_token& each) { return each.is(upper); });
}
/// Those that a deploy drops or builds anew are none of a person's.
inline void add_broken_indexes(std::vector<migrate::history_problem>& to, const std::vector<broken_index>& found,
                               std::string_view to_run) {
    for (const broken_index& each : found) {
        const std::size_t dot = each.name.rfind('.');
        const std::string name = unquote_sql(each.name.substr(dot == each.name.npos ? 0 : dot + 1));
        if (each.is_copy ? has_word(to_run, "REINDEX") : mentions(to_run, name)) continue;
        to.push_back(
            {migrate::history_problem_kind::broken_index, "",
             join_text({"the index ", each.name, " of ", each.table, " is not whole and serves no query: ",
                        each.is_copy ? "REINDEX CONCURRENTLY was ended half-way and left it"
                                     : "CREATE or DROP INDEX CONCURRENTLY was ended half-way"}),
             join_text({"drop it (DROP INDEX CONCURRENTLY ", each.name, ")",
                        each.is_copy ? ", and run the REINDEX again where the index itself is still the old one"
                                     : ", or build it to its end (REINDEX INDEX CONCURRENTLY " + each.name + ")"})});
    }
}

} // namespace detail

namespace migrate {

/// A folder beside a history, without a database at hand.
inline history_report report_history(const std::vector<migration>& folder, const std::vector<history_entry>& history,
                                     const std::vector<chain_link>& chain = {}) {
    return detail::history_reporter(folder, history).report(chain);
}

/// How a folder fits a database: `report_history(db, "migrations")`. Nothing is changed. Schemas are as of
/// `read_database`: indexes are looked at in them.
template <class Session> history_report report_history(Session& db, const std::filesystem::path& folder,
                                                       const std::vector<std::string>& schemas = {std::string()}) {
    const std::vector<migration> all = read_folder(folder);
    const std::vector<history_entry> history = read_history(db);
    history_report made = report_history(all, history, read_chain(folder));
    made.has_history = detail::has_history(db);
    detail::add_broken_indexes(made.problems, detail::find_broken_indexes(db, schemas),
                               detail::texts_to_run(all, history));
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract
