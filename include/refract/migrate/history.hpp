// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/codec/chrono.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/query/select.hpp>
#include <refract/schema/options.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a database knows of the migrations that it has seen, and how that fits a folder.

namespace refract {
inline namespace v0 {
namespace migrate {

/// A migration that was begun on a database: a row of the table `_refract_migrations`.
struct history_entry {
    std::string name;
    std::string checksum;
    std::chrono::sys_time<std::chrono::microseconds> started_at{};
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> finished_at{}; ///< none: it failed, or is running
    std::int64_t steps = 0;                                                        ///< statements that are done
    std::string log{};                                                             ///< why it failed
};

} // namespace migrate

template <> inline constexpr auto model<migrate::history_entry> =
    table(named("_refract_migrations"), primary_key<&migrate::history_entry::name>);

namespace migrate {

using history_schema = schema<history_entry>;

/// A folder beside the history of a database.
struct status {
    std::vector<std::string> applied{};
    std::vector<std::string> pending{}; ///< in the folder, not in the database
    std::vector<std::string> edited{};  ///< in both, with another text
    std::vector<std::string> missing{}; ///< in the database, not in the folder
    std::vector<std::string> failed{};  ///< begun and not finished
    /// Pending, though a later one is applied: two branches came together.
    std::vector<std::string> out_of_order{};

    bool is_clean() const { return pending.empty() && edited.empty() && missing.empty() && failed.empty(); }
};

inline status compare_history(const std::vector<migration>& folder, const std::vector<history_entry>& history) {
    status found;
    const auto entry_of = [&](const std::string& name) {
        return std::find_if(history.begin(), history.end(), [&](const auto& each) { return each.name == name; });
    };
    std::string last;
    for (const history_entry& each : history) {
        (each.finished_at ? found.applied : found.failed).push_back(each.name);
        last = std::max(last, each.name);
        if (std::none_of(folder.begin(), folder.end(), [&](const auto& one) { return one.name == each.name; }))
            found.missing.push_back(each.name);
    }
    for (const migration& each : folder) {
        const auto entry = entry_of(each.name);
        if (entry == history.end()) {
            found.pending.push_back(each.name);
            if (each.name < last) found.out_of_order.push_back(each.name);
        } else if (entry->checksum != each.checksum()) {
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

} // namespace detail

namespace migrate {

/// What a database has seen, in the order of names; nothing where it has no history.
template <class Session> std::vector<history_entry> read_history(Session& session) {
    if (!detail::has_history(session)) return {};
    return session.all(from<history_entry>().order_by(col<&history_entry::name>));
}

} // namespace migrate
} // namespace v0
} // namespace refract
