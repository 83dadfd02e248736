// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/migrate/possible_renames.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Whether what is gone has another name now: said in the models, by arguments, or asked.

namespace refract {
inline namespace v0 {
namespace command_line {

/// `ware=article` renames a table, `ware.cost=price` a column, `shop.ware.cost=price` one of a schema.
inline migrate::rename parse_rename(const std::string& said) {
    const std::size_t equals = said.find('=');
    const auto refuse = [&] {
        throw command_failure{64, fmt::format("--rename takes table=new or table.column=new, not \"{}\"", said)};
    };
    if (equals == said.npos || equals + 1 == said.size()) refuse();
    std::vector<std::string> parts{""};
    for (const char c : said.substr(0, equals))
        if (c == '.')
            parts.emplace_back();
        else
            parts.back() += c;
    if (parts.size() > 3 || std::find(parts.begin(), parts.end(), "") != parts.end()) refuse();
    migrate::rename made{.to = said.substr(equals + 1)};
    if (parts.size() > 2) {
        made.schema = parts.front();
        parts.erase(parts.begin());
    }
    made.table = parts.front();
    if (parts.size() > 1) made.column = parts[1];
    return made;
}

/// `ware` or `ware.cost`, as it is named before.
inline std::string print_old_name(const migrate::rename& of) {
    return of.column.empty() ? of.table : of.table + "." + of.column;
}
/// Whether both cannot be so: one thing would have two names, or two things one.
inline bool excludes(const migrate::rename& chosen, const migrate::rename& other) {
    if (!detail::are_beside(chosen, other)) return false;
    return detail::old_name(chosen) == detail::old_name(other) || chosen.to == other.to;
}

/// Whether a table or type is there, and has a column or label that is called so.
inline bool has_part(const migrate::database_definition& in, const std::string& schema, const std::string& of,
                     const std::string& part) {
    if (const migrate::table_definition* const table = in.find_table(schema, of))
        return part.empty() || table->find_column(part);
    for (const migrate::enum_definition& each : in.enums)
        if (each.schema == schema && each.name == of)
            return part.empty() || std::find(each.labels.begin(), each.labels.end(), part) != each.labels.end();
    return false;
}
/// A name that is nowhere was mistyped, and what it names would be dropped. What was renamed before is left out.
inline void refuse_mistyped(std::vector<migrate::rename>& said, const migrate::database_definition& before,
                            const migrate::database_definition& after) {
    std::vector<migrate::rename> left;
    for (const migrate::rename& each : said) {
        const bool is_table = each.column.empty();
        std::string now = each.table; // the table, afterwards
        for (const migrate::rename& other : said)
            if (other.column.empty() && other.schema == each.schema && other.table == each.table) now = other.to;
        const std::string as_said = "--rename " + print_old_name(each) + "=" + each.to;
        const bool will_be =
            is_table ? has_part(after, each.schema, each.to, "") : has_part(after, each.schema, now, each.to);
        if (!will_be)
            throw command_failure{64, fmt::format("{}: nothing has the new name \"{}\" afterwards", as_said, each.to)};
        if (has_part(before, each.schema, each.table, each.column)) {
            left.push_back(each);
            continue;
        }
        const bool was_done = is_table ? has_part(before, each.schema, each.to, "")
                                       : has_part(before, each.schema, each.table, each.to) ||
                                             has_part(before, each.schema, now, each.to);
        if (!was_done) throw command_failure{64, fmt::format("{}: there is no {}", as_said, print_old_name(each))};
    }
    said = std::move(left);
}

/// What `--rename` says, and what somebody answers about the rest; those of the models are known already. A table that
/// is the same under a new name is looked into: its columns are asked about then.
inline std::vector<migrate::rename> choose_renames(context& in, const migrate::database_definition& before,
                                                   const migrate::database_definition& after,
                                                   std::vector<migrate::rename> chosen) {
    std::vector<migrate::rename> said;
    for (const std::string& each : in.said.renames) said.push_back(parse_rename(each));
    refuse_mistyped(said, before, after);
    for (const migrate::rename& each : said)
        if (std::find(chosen.begin(), chosen.end(), each) == chosen.end()) chosen.push_back(each);
    in.unanswered.clear();
    if (in.said.no_renames) return chosen;
    std::vector<migrate::rename> asked;
    for (bool more = true; more;) {
        more = false;
        for (const migrate::rename& each : migrate::possible_renames(before, after, chosen)) {
            const auto is_decided = [&](const migrate::rename& one) { return excludes(one, each); };
            if (std::find(asked.begin(), asked.end(), each) != asked.end() ||
                std::any_of(chosen.begin(), chosen.end(), is_decided))
                continue;
            asked.push_back(each);
            const std::string was = print_old_name(each);
            const std::string what =
                fmt::format("{} {} is gone, and {} is new.", each.column.empty() ? "Table" : "Column", was, each.to);
            if (!in.out.is_interactive()) {
                in.out.note(
                    fmt::format("{} Is it the same under a new name? Then say --rename {}={}; --no-renames: it is not.",
                                what, was, each.to),
                    tone::caution);
                in.unanswered.push_back(fmt::format("--rename {}={}", was, each.to));
            } else if (in.out.confirm(what + " Is it the same under a new name?", "--rename " + was + "=" + each.to)) {
                chosen.push_back(each);
                more = true;
                break;
            }
        }
    }
    if (!in.unanswered.empty()) in.out.data()["unanswered"] = in.unanswered;
    return chosen;
}
/// A migration says for all databases that something goes, also for those with rows: somebody has to have said so.
inline void refuse_unanswered(const context& in) {
    if (in.unanswered.empty() || in.said.accept_data_loss) return;
    std::string flags;
    for (const std::string& each : in.unanswered) flags.append(flags.empty() ? "" : ", ").append(each);
    throw command_failure{3, fmt::format("Nobody can be asked here whether what is gone has another name now, and a "
                                         "migration drops it on every database; say {}, or --no-renames.",
                                         flags)};
}

} // namespace command_line
} // namespace v0
} // namespace refract
