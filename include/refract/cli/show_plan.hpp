// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/cli/step_rows.hpp>
#include <refract/migrate/loss.hpp>
#include <refract/migrate/plan.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a change does and what it would lose, before it is made.

namespace refract {
inline namespace v0 {
namespace command_line {

inline json_object json_of_steps(const std::vector<migrate::step>& steps, const rows_of_tables& rows = {}) {
    json_object list = json_object::array();
    for (const migrate::step& each : steps) {
        list.push_back({{"about", each.about},
                        {"sql", each.sql},
                        {"lock", migrate::name_of(each.lock)},
                        {"hazards", migrate::names_of(each.danger)},
                        {"in_transaction", each.in_transaction},
                        {"begins_anew", each.begins_anew},
                        {"repeats", each.repeats},
                        {"undo", each.undo}});
        if (const known_rows* const known = rows_of(each, rows)) list.back()["rows"] = known->count;
    }
    return list;
}
/// `change the type of ware.price (rewrites table, blocks reads; 1200 rows)`.
inline std::string text_of(const migrate::step& step, const rows_of_tables& rows = {}) {
    std::string dangers;
    for (const std::string_view each : migrate::names_of(step.danger))
        dangers.append(dangers.empty() ? "" : ", ").append(each);
    if (const known_rows* const known = rows_of(step, rows)) dangers.append("; ").append(text_of(*known));
    return dangers.empty() ? step.about : step.about + " (" + dangers + ")";
}
constexpr std::string_view name_of(migrate::loss_kind kind) {
    switch (kind) {
    case migrate::loss_kind::loses_values: return "loses_values";
    case migrate::loss_kind::may_not_convert: return "may_not_convert";
    case migrate::loss_kind::stops: break;
    }
    return "stops";
}
inline json_object json_of_losses(const std::vector<migrate::loss>& losses) {
    json_object list = json_object::array();
    for (const migrate::loss& each : losses)
        list.push_back(
            {{"kind", name_of(each.kind)}, {"what", each.what}, {"advice", each.advice}, {"rows", each.rows}});
    return list;
}

/// Says what has to be there before a plan runs, or is done by hand.
inline void show_unmade(context& in, const migrate::database_definition& before,
                        const migrate::database_definition& after) {
    for (const std::string& each : migrate::find_unmade(before, after)) in.out.note(each, tone::caution);
}
/// Says what takes its time, in a database that has rows.
inline void note_long_steps(context& in, const std::vector<migrate::step>& steps, const rows_of_tables& rows) {
    constexpr std::int64_t few = 1'000; // nobody waits for those
    for (const migrate::step& each : steps)
        if (const known_rows* const known = rows_of(each, rows); known && known->count > few)
            in.out.note(text_of(each, rows), tone::caution);
}
/// Says what would be lost, and what cannot be done with the rows that are there.
inline void show_losses(context& in, const std::vector<migrate::loss>& losses) {
    if (!losses.empty()) in.out.data()["losses"] = json_of_losses(losses);
    for (const migrate::loss& each : losses) {
        const bool is_stop = each.kind == migrate::loss_kind::stops;
        in.out.note((is_stop ? "cannot be done: " : "loses data: ") + each.what, is_stop ? tone::bad : tone::caution);
        if (!each.advice.empty()) in.out.note("  " + each.advice);
    }
}
/// Refuses what cannot be done, and asks about the rest.
inline void accept_losses(context& in, const std::vector<migrate::loss>& losses) {
    show_losses(in, losses);
    if (losses.empty()) return;
    const bool stops = std::any_of(losses.begin(), losses.end(),
                                   [](const auto& each) { return each.kind == migrate::loss_kind::stops; });
    if (stops)
        throw command_failure{1, "the change cannot be made with the rows that are there; nothing was changed "
                                 "(migrate dev --create-only writes it, to be edited)"};
    if (in.said.accept_data_loss) return;
    if (!in.out.confirm("Go on, and lose this?", "--accept-data-loss")) throw command_failure{1, "nothing was changed"};
}

} // namespace command_line
} // namespace v0
} // namespace refract
