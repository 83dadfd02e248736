// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/name_case.hpp>
#include <refract/migrate/sequences.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a plan leaves alone: things that only the database has, of which nobody says that they are the models', and
/// what no statement changes.

namespace refract {
inline namespace v0 {
namespace detail {

/// Of "UNLOGGED PARTITION BY RANGE (day) WITH (fillfactor=70)" what can be said only when a table is made.
inline std::string_view structure_of(std::string_view options) {
    constexpr std::string_view unlogged = "UNLOGGED";
    if (options.starts_with(unlogged)) options.remove_prefix(std::min(unlogged.size() + 1, options.size()));
    const std::size_t storage = options.starts_with("WITH (") ? 0 : options.find(" WITH (");
    return options.substr(0, std::min(storage, options.size()));
}
/// "PARTITION OF orders FOR VALUES ...": what it has is its whole's.
inline bool is_a_part(const migrate::table_definition& each) {
    return each.options.find("PARTITION OF ") != std::string::npos;
}
/// Whether a table is a partition of this one: "PARTITION OF app.orders FOR VALUES ...".
inline bool is_part_of_whole(const migrate::table_definition& part, const migrate::table_definition& whole) {
    if (!is_a_part(part)) return false;
    constexpr std::string_view mark = "PARTITION OF ";
    const std::string sql = part.options.substr(part.options.find(mark) + mark.size());
    const std::vector<sql_token> tokens = sql_tokenizer(sql, false).all();
    const bool is_far = tokens.size() > 2 && tokens[1].is(".");
    return unquote_sql(tokens[is_far ? 2 : 0].text) == whole.name &&
           (is_far ? unquote_sql(tokens[0].text) : std::string()) == whole.schema;
}
/// Whether a table is a part of another, or inherits from it.
inline bool is_part_of(const migrate::table_definition& part, const migrate::table_definition& whole) {
    const std::size_t at = part.options.find("INHERITS (");
    return is_part_of_whole(part, whole) || (at != std::string::npos && mentions(part.options.substr(at), whole.name));
}
inline const migrate::table_definition* find_whole_of(const migrate::table_definition& part,
                                                      const migrate::database_definition& in) {
    for (const migrate::table_definition& each : in.tables)
        if (is_part_of_whole(part, each)) return &each;
    return nullptr;
}
/// A part that is not wanted while its whole is, or the whole of that: the database's own.
inline bool is_kept_part(const migrate::table_definition& gone, const migrate::database_definition& before,
                         const migrate::database_definition& after) {
    if (find_whole_of(gone, after)) return true;
    const migrate::table_definition* const whole = find_whole_of(gone, before);
    return whole && is_kept_part(*whole, before, after);
}
/// What a part has when its whole has become another.
inline void follow_whole(migrate::table_definition& part, const migrate::table_definition& before,
                         const migrate::table_definition& after) {
    std::vector<migrate::column_definition> columns;
    for (const migrate::column_definition& each : after.columns) {
        const migrate::column_definition *const own = part.find_column(each.name), *const was =
                                                                                       before.find_column(each.name);
        const bool stays = own && was && is_same(*was, each);
        columns.push_back(stays ? *own : each);
        columns.back().comment = own ? own->comment : "";
        columns.back().identity = own ? own->identity : migrate::identity_kind::none;
    }
    part.columns = std::move(columns);
}

inline bool has_grants(const migrate::database_definition& in) {
    const auto has_one = [](const auto& of) {
        return std::any_of(of.attachments.begin(), of.attachments.end(), [](const auto& one) { return is_grant(one); });
    };
    return std::any_of(in.tables.begin(), in.tables.end(), has_one) ||
           std::any_of(in.enums.begin(), in.enums.end(), has_one) ||
           std::any_of(in.objects.begin(), in.objects.end(), has_one);
}
/// Grants of a database that no migration has said; default privileges make them, too. How many they are.
inline std::size_t forget_grants_beside(migrate::database_definition& in, const migrate::database_definition& said) {
    std::size_t count = 0;
    const auto forget = [&](auto& all, const auto& beside) {
        for (auto& each : all) {
            const auto* const other = find_named(beside, each);
            count += std::erase_if(each.attachments, [&](const migrate::attachment_definition& one) {
                return is_grant(one) && (!other || !find_named(other->attachments, one));
            });
        }
    };
    forget(in.tables, said.tables);
    forget(in.enums, said.enums);
    forget(in.objects, said.objects);
    return count;
}
/// Whether what belongs to a table goes with a column or a constraint of it, or with a column's type.
inline bool goes_with_part(const migrate::attachment_definition& each, const migrate::table_definition& before,
                           const migrate::table_definition& after) {
    if (const std::string_view name = column_of(each); !name.empty()) {
        const migrate::column_definition *const was = before.find_column(name), *const is = after.find_column(name);
        const auto base_of = [](const std::string& type) { return type.substr(0, type.find('(')); };
        return was && (!is || (is_storage(each) && base_of(was->type) != base_of(is->type)));
    }
    const auto has_constraint = [&](const migrate::table_definition& in) {
        return std::any_of(in.constraints.begin(), in.constraints.end(),
                           [&](const auto& one) { return is_comment_of(each, one); });
    };
    return has_constraint(before) && !has_constraint(after);
}
/// Whether a table has another structure, which no statement gives it: a whole that was none, another parent.
inline bool keeps_structure(const migrate::table_definition& before, const migrate::table_definition& after) {
    const std::string_view was = structure_of(before.options), is = structure_of(after.options);
    if (before.kind != after.kind || after.kind != migrate::table_kind::table || was == is) return false;
    for (const std::string_view each : {was, is})
        if (each.starts_with("PARTITION") || each.starts_with("INHERITS")) return true;
    return false;
}
inline bool is_foreign(const migrate::table_definition& each) {
    return each.kind == migrate::table_kind::foreign_table;
}
/// Why a table is no model; empty: it may be one.
inline std::string why_no_model(const migrate::table_definition& table) {
    if (table.kind == migrate::table_kind::virtual_table) return "models have no words for virtual tables";
    if (is_foreign(table)) return "models have no words for foreign tables";
    if (table.columns.empty()) {
        const bool is_view =
            table.kind == migrate::table_kind::view || table.kind == migrate::table_kind::materialized_view;
        return is_view ? "it has no columns, or names what is not there" : "it has no columns";
    }
    if (table.columns.size() > 128) return "it has more than 128 columns";
    for (const migrate::column_definition& each : table.columns) {
        if (each.name.empty()) return "models have no words for a column without a name";
        if (each.type.find("PRIMARY KEY DESC") != each.type.npos) return "models have no words for a key that descends";
    }
    return {};
}
/// Of what is not wanted, that which nobody could want in words of models: it stays. Foreign tables are made and
/// dropped by whoever has their server, also where `drops` says that no model is meant.
inline bool stays_without_model(const migrate::table_definition& gone, const migrate::database_definition& after,
                                bool drops = false) {
    if (find_named(after.tables, gone)) return false;
    return drops ? is_foreign(gone) : !why_no_model(gone).empty();
}
inline bool is_planned_whole(const migrate::database_definition& before, const migrate::database_definition& after,
                             bool drops) {
    for (const migrate::table_definition& each : before.tables)
        if (stays_without_model(each, after, drops)) return false;
    return std::none_of(after.tables.begin(), after.tables.end(), [&](const migrate::table_definition& each) {
        const migrate::table_definition* const old = find_named(before.tables, each);
        return old ? keeps_structure(*old, each) : is_foreign(each);
    });
}
/// What is wanted as far as there are statements for it: such a table keeps its structure, and where it is no whole,
/// nothing becomes a part of it.
inline migrate::database_definition as_planned(const migrate::database_definition& before,
                                               migrate::database_definition after, bool drops = false) {
    std::erase_if(after.tables, [&](const auto& each) { return is_foreign(each) && !find_named(before.tables, each); });
    for (const migrate::table_definition& each : before.tables)
        if (stays_without_model(each, after, drops)) after.tables.push_back(each);
    std::vector<migrate::table_definition> no_wholes;
    for (migrate::table_definition& each : after.tables) {
        const migrate::table_definition* const old = find_named(before.tables, each);
        if (!old || !keeps_structure(*old, each)) continue;
        if (old->options.find("PARTITION BY ") == std::string::npos) no_wholes.push_back(each);
        each.options = old->options;
    }
    for (std::size_t i = 0; i < no_wholes.size(); ++i)
        for (std::size_t at = after.tables.size(); at-- > 0;)
            if (is_part_of_whole(after.tables[at], no_wholes[i])) {
                no_wholes.push_back(std::move(after.tables[at]));
                after.tables.erase(after.tables.begin() + static_cast<std::ptrdiff_t>(at));
            }
    return after;
}
/// What a type, function or sequence has in the database alone stays.
template <class Object> void keep_attached(std::vector<Object>& all, const std::vector<Object>& before) {
    for (Object& each : all) {
        const Object* const old = find_named(before, each);
        if (!old) continue;
        for (const migrate::attachment_definition& one : old->attachments)
            if (!find_named(each.attachments, one)) each.attachments.push_back(one);
    }
}

/// The extension of a name, in whichever schema; null where there is none, or where it is something else.
inline const migrate::object_definition* find_extension(const migrate::database_definition& in,
                                                        const migrate::object_definition& wanted) {
    if (wanted.kind != "extension") return nullptr;
    for (const migrate::object_definition& each : in.objects)
        if (each.kind == wanted.kind && each.name == wanted.name) return &each;
    return nullptr;
}
/// Whether who runs the database says this, as grants, and no model.
inline bool is_of_operation(std::string_view unsaid) {
    for (const std::string_view kind :
         {"default privileges ", "grants on ", "owner of ", "comment ", "security label "})
        if (unsaid.starts_with(kind)) return true;
    return false;
}
/// "virtual table words"
inline std::string title_of(const migrate::table_definition& of) {
    switch (of.kind) {
    case migrate::table_kind::view: return "view " + of.name;
    case migrate::table_kind::materialized_view: return "materialized view " + of.name;
    case migrate::table_kind::virtual_table: return "virtual table " + of.name;
    case migrate::table_kind::foreign_table: return "foreign table " + of.name;
    case migrate::table_kind::table: break;
    }
    return "table " + of.name;
}
/// What is wanted and no plan makes or changes.
inline void add_unmade(std::vector<std::string>& found, const migrate::database_definition& before,
                       const migrate::database_definition& after) {
    for (const migrate::object_definition& each : before.objects) {
        const migrate::object_definition* const now = find_named(after.objects, each);
        if (!now || (each.kind != "type" && each.kind != "collation") || says_same(each.sql, now->sql)) continue;
        const bool is_altered = each.kind == "type" && each.sql.starts_with("(");
        found.push_back("the " + each.kind + " " + each.name + " is " + each.sql + ", not " + now->sql +
                        (is_altered ? ": no plan changes it; ALTER TYPE does, by hand"
                                    : ": no plan changes it, and no statement; make it anew by hand"));
    }
    for (const migrate::table_definition& each : after.tables)
        if (is_foreign(each) && !find_named(before.tables, each))
            found.push_back("the foreign table " + each.name + " is made by no plan: it has to be there");
    for (const std::string& each : after.unsaid)
        if (std::find(before.unsaid.begin(), before.unsaid.end(), each) == before.unsaid.end())
            found.push_back(
                "the " + each +
                (is_of_operation(each) ? " is made by no plan" : " is made by no plan: it has to be there"));
}
/// Whether only the database has this, and keeps it.
inline bool stays_undeclared(const migrate::object_definition& each, const migrate::database_definition& after) {
    const migrate::object_definition* const moved = find_extension(after, each);
    return (!moved || moved->schema.empty()) && !find_named(after.objects, each) && !is_gone_with_owner(each, after) &&
           !find_owner(each, after);
}

/// Whether something in a schema that is not wanted stays there.
inline bool holds_what_stays(const std::string& schema, const migrate::database_definition& before,
                             const migrate::database_definition& after) {
    return std::any_of(before.objects.begin(), before.objects.end(),
                       [&](const auto& each) { return each.schema == schema && stays_undeclared(each, after); }) ||
           std::any_of(before.tables.begin(), before.tables.end(),
                       [&](const auto& each) { return each.schema == schema && stays_without_model(each, after); });
}

} // namespace detail

namespace migrate {

/// What a database holds when a plan from `found` to `after` has run: what is wanted, and what was left alone.
/// `plan(settle(found, after), found)` leads back. `found` is what was there, behind the renames.
inline database_definition settle(const database_definition& found, const database_definition& after) {
    const database_definition before = detail::in_case_of(found, after);
    database_definition all = detail::as_planned(before, after);
    for (const std::string& each : before.schemas)
        if (!detail::find_named(after.schemas, each) && detail::holds_what_stays(each, before, after))
            all.schemas.push_back(each);
    for (const object_definition& each : before.objects)
        if (detail::stays_undeclared(each, after)) all.objects.push_back(each);
    detail::keep_attached(all.enums, before.enums);
    detail::keep_attached(all.objects, before.objects);
    for (table_definition& each : all.tables) {
        const table_definition* const old = detail::find_named(before.tables, each);
        if (!old || old->kind != each.kind) continue;
        for (const attachment_definition& one : old->attachments)
            if (!detail::find_named(each.attachments, one) && !detail::goes_with_part(one, *old, each))
                each.attachments.push_back(one);
        for (column_definition& one : each.columns)
            if (const column_definition* const was = old->find_column(one.name))
                if (const std::string stays = detail::counting_that_stays(*was, one); !stays.empty())
                    one.counting = stays;
    }
    const std::size_t wanted = all.tables.size();
    for (const table_definition& each : before.tables)
        if (!detail::find_named(after.tables, each) && detail::is_kept_part(each, before, after))
            all.tables.push_back(each);
    for (std::size_t i = wanted; i < all.tables.size(); ++i) {
        const table_definition* whole = detail::find_whole_of(all.tables[i], before);
        while (whole && !detail::find_named(after.tables, *whole)) whole = detail::find_whole_of(*whole, before);
        const table_definition* const now = whole ? detail::find_named(after.tables, *whole) : nullptr;
        if (now) detail::follow_whole(all.tables[i], *whole, *now);
    }
    return all;
}

/// A sentence for what is wanted and no plan makes or changes: before it runs, somebody has to.
inline std::vector<std::string> find_unmade(const database_definition& live, const database_definition& after) {
    std::vector<std::string> found;
    detail::add_unmade(found, detail::in_case_of(live, after), after);
    return found;
}

/// A sentence for all that a plan from `live` to `after` leaves alone.
inline std::vector<std::string> find_leftovers(const database_definition& live, const database_definition& after) {
    const database_definition before = detail::in_case_of(live, after);
    std::vector<std::string> found;
    for (const object_definition& each : before.objects)
        if (detail::stays_undeclared(each, after))
            found.push_back("the " + each.kind + " " + each.name + " is only in the database, and stays");
    for (const std::string& each : before.unsaid)
        if (!detail::is_of_operation(each) &&
            std::find(after.unsaid.begin(), after.unsaid.end(), each) == after.unsaid.end())
            found.push_back("the " + each + " is only in the database, and stays");
    detail::add_unmade(found, before, after);
    for (const table_definition& each : before.tables) {
        const table_definition* const now = detail::find_named(after.tables, each);
        if (!now) {
            if (detail::stays_without_model(each, after))
                found.push_back("the " + detail::title_of(each) +
                                " is only in the database, and stays: " + detail::why_no_model(each));
            if (detail::is_kept_part(each, before, after))
                found.push_back("the partition " + each.name + " is only in the database, and stays");
            continue;
        }
        for (const attachment_definition& one : each.attachments)
            if (!detail::find_named(now->attachments, one) && !detail::is_grant(one) &&
                !detail::goes_with_part(one, each, *now))
                found.push_back("the " + detail::title_of(one) + " of " + each.name +
                                " is only in the database, and stays");
        for (const column_definition& one : each.columns)
            if (const column_definition* const is = now->find_column(one.name))
                if (const std::string stays = detail::counting_that_stays(one, *is); !stays.empty())
                    found.push_back("the column " + one.name + " of " + each.name + " counts by \"" + stays +
                                    "\" only in the database, and goes on");
        if (detail::keeps_structure(each, *now))
            found.push_back("the table " + each.name + " says \"" + each.options + "\", not \"" + now->options +
                            "\": no statement changes that; rename it, make the new one and its partitions, copy the "
                            "rows, drop the old one, and give it again what belonged to it (lint tells what that is)");
    }
    return found;
}

} // namespace migrate
} // namespace v0
} // namespace refract
