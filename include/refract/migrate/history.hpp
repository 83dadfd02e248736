// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/codec/chrono.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/instructions.hpp>
#include <refract/query/select.hpp>
#include <refract/schema/options.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a database knows of the migrations that it has seen, and how that fits a folder.

namespace refract {
inline namespace v0 {
namespace detail {

/// In front of the hash of what is done of a way back.
inline constexpr std::string_view mark_of_undoing = "down ";

} // namespace detail

namespace migrate {

/// A migration that was begun on a database: a row of the table `_refract_migrations`.
struct history_entry {
    std::string name;
    std::string checksum;
    std::chrono::sys_time<std::chrono::microseconds> started_at{};
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> finished_at{}; ///< none: it failed, or is running
    std::int64_t steps = 0;                                                        ///< statements that are done
    std::string log{};       ///< why it failed, or how it came to be applied without being run
    std::string done{};      ///< of one that is not finished: the hash of the statements that are done
    bool is_outside = false; ///< the next statement was begun outside of a transaction: nobody knows whether it is done

    /// Begun, and something of it is left. One that failed and left nothing is as one that was never begun.
    bool is_half_done() const { return !finished_at && (steps > 0 || is_outside); }
    /// The same of its way back.
    bool is_half_undone() const { return is_half_done() && done.starts_with(detail::mark_of_undoing); }
};

} // namespace migrate

template <> inline constexpr auto model<migrate::history_entry> =
    table(named("_refract_migrations"), primary_key<&migrate::history_entry::name>);

namespace migrate {

using history_schema = schema<history_entry>;

} // namespace migrate

namespace detail {

/// Of a migration that is C++: nobody can say whether it was edited.
inline constexpr std::string_view checksum_of_code = "c++";

} // namespace detail

namespace migrate {

/// A folder beside the history of a database.
struct status {
    std::vector<std::string> applied{};
    std::vector<std::string> pending{}; ///< in the folder, not in the database, nor in parts
    std::vector<std::string> edited{};  ///< in both, with another text
    std::vector<std::string> missing{}; ///< in the database, not in the folder
    std::vector<std::string> failed{};  ///< begun, not finished, and something of it is left
    /// Pending, though a later one is applied: two branches came together.
    std::vector<std::string> out_of_order{};
    std::vector<std::string> squashed{};      ///< the database has run all that it replaces; a deploy records it
    std::vector<std::string> half_squashed{}; ///< pending, and the database has a part of what it replaces

    bool is_clean() const { return pending.empty() && edited.empty() && missing.empty() && failed.empty(); }
};

} // namespace migrate

namespace detail {

/// The migrations of a folder, and those that squashed ones replace.
inline std::vector<std::string> names_known_to(const std::vector<migrate::migration>& folder) {
    std::vector<std::string> known;
    for (const migrate::migration& each : folder) {
        known.push_back(each.name);
        for (std::string& name : migrate::replaced_by(each.up)) known.push_back(std::move(name));
    }
    return known;
}

} // namespace detail

namespace migrate {

/// The migrations of a folder that another one of it replaces, in a sentence; empty where there are none.
inline std::string find_both(const std::vector<migration>& folder) {
    for (const migration& each : folder) {
        std::string both;
        for (const std::string& name : replaced_by(each.up))
            if (std::any_of(folder.begin(), folder.end(), [&](const migration& one) { return one.name == name; }))
                both.append(both.empty() ? "" : ", ").append(name);
        if (!both.empty())
            return detail::join_text({"the folder has ", each.name, " and also what it replaces (", both,
                                      "), as after a squash that was ended before it was done"});
    }
    return {};
}

inline status compare_history(const std::vector<migration>& folder, const std::vector<history_entry>& history) {
    status found;
    const auto entry_of = [&](const std::string& name) {
        return std::find_if(history.begin(), history.end(), [&](const auto& each) { return each.name == name; });
    };
    const auto is_done = [&](const std::string& name) {
        const auto entry = entry_of(name);
        return entry != history.end() && entry->finished_at;
    };
    const std::vector<std::string> known = detail::names_known_to(folder);
    std::string last;
    for (const history_entry& each : history) {
        if (!each.finished_at && !each.is_half_done()) continue;
        (each.finished_at ? found.applied : found.failed).push_back(each.name);
        last = std::max(last, each.name);
        const bool is_known = std::find(known.begin(), known.end(), each.name) != known.end();
        if (!is_known && each.checksum != detail::checksum_of_code) found.missing.push_back(each.name);
    }
    for (const migration& each : folder) {
        const auto entry = entry_of(each.name);
        const std::vector<std::string> lines = lines_of_replaced(each.up), parts = replaced_by(each.up);
        const bool is_all = !lines.empty() && std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
            return detail::replaced_reader(line, is_done).is_done();
        });
        const bool is_any = std::any_of(parts.begin(), parts.end(), is_done);
        if (entry == history.end() || (!entry->finished_at && !entry->is_half_done())) {
            (is_any && is_all ? found.squashed : found.pending).push_back(each.name);
            if (is_any && !is_all) found.half_squashed.push_back(each.name);
            if (!is_any && each.name < last) found.out_of_order.push_back(each.name);
        } else if (entry->finished_at && entry->checksum != each.checksum()) {
            found.edited.push_back(each.name);
        }
    }
    return found;
}

} // namespace migrate

namespace detail {

template <class Session> bool has_history(Session& session) {
    const creation table{.question = Session::dialect::info.schemas.find_table,
                         .name = std::string(table_of<migrate::history_entry>().name)};
    return !detail::find_created(session, table).empty();
}
[[noreturn]] inline void refuse_history_table(std::string_view why) {
    throw error(
        join_text({"the table _refract_migrations is not as deploys leave it, so nobody knows what this database "
                   "has run: ",
                   why,
                   ". It was changed by hand, or is another program's: restore it from a backup; or give it "
                   "another name, and say anew what has run (migrate baseline)"}));
}
/// Rows that no deploy writes. They are in the order of their names.
inline void check_history(const std::vector<migrate::history_entry>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0 && all[i].name == all[i - 1].name)
            refuse_history_table(join_text({"it has ", all[i].name, " twice"}));
        if (all[i].steps < 0)
            refuse_history_table(join_text({"of ", all[i].name, " ", std::to_string(all[i].steps), " steps are done"}));
    }
}

/// A squashed migration stands for those that its text replaces: they go with it.
template <class Transaction>
void forget_migration(Transaction& transaction, const std::string& name, std::string_view text) {
    transaction.template erase<migrate::history_entry>(name);
    for (const std::string& part : migrate::replaced_by(text)) transaction.template erase<migrate::history_entry>(part);
}

} // namespace detail

namespace migrate {

/// What a database has seen, in the order of names; nothing where it has no history. Errors: the table was changed by
/// hand, or is another program's.
template <class Session> std::vector<history_entry> read_history(Session& session) {
    if (!detail::has_history(session)) return {};
    std::vector<history_entry> all;
    try {
        all = session.all(from<history_entry>().order_by(col<&history_entry::name>));
    } catch (const syntax_error& failure) {
        detail::refuse_history_table(failure.message());
    } catch (const schema_mismatch& failure) {
        detail::refuse_history_table(failure.message());
    } catch (const conversion_error& failure) { detail::refuse_history_table(failure.message()); }
    detail::check_history(all);
    return all;
}

} // namespace migrate
} // namespace v0
} // namespace refract
