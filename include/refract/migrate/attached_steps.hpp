// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/planning.hpp>
#include <refract/migrate/table_text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The steps for what belongs to types, functions and sequences: grants, owners, comments. One that is made anew gets
/// what it had.

namespace refract {
inline namespace v0 {
namespace detail {

/// A function has its parameters behind its name, which its text tells apart.
inline std::string name_of_object(const migrate::object_definition& of) {
    if (of.kind == "extension") return quote_name(of.name);
    if (of.kind != "function") return quote_name(of.schema, of.name);
    token_reader in(of.sql, sql_tokenizer(of.sql, false).all());
    while (!in.is_at_end() && !in.is_at_any({"FUNCTION", "PROCEDURE", "AGGREGATE"})) in.take();
    in.take();
    std::string name = in.take_name();
    if (in.skip(".")) name = in.take_name();
    const std::size_t end = of.name.starts_with(name) ? name.size() : std::min(of.name.find('('), of.name.size());
    return quote_name(of.schema, of.name.substr(0, end)) + of.name.substr(end);
}
/// Whether the old one is gone when the new one is made.
inline bool is_made_anew(const migrate::change<migrate::object_definition>& each) {
    return !each.before || each.is_remade ||
           (each.after && each.after->kind == "function" &&
            head_of_function(each.before->sql) != head_of_function(each.after->sql));
}
inline bool is_made_anew(const migrate::change<migrate::enum_definition>& each) {
    return !each.before || each.is_remade;
}

inline attached_to place_of(const migrate::enum_definition& of) {
    const std::string name = "TYPE " + quote_name(of.schema, of.name);
    return {of.schema, of.name, name, name};
}
inline attached_to place_of(const migrate::object_definition& of) {
    const std::string name = (of.kind == "function" ? "ROUTINE" : upper_case(of.kind)) + " " + name_of_object(of);
    return {of.schema, of.name, name, name};
}

class attached_planner {
public:
    explicit attached_planner(planning& plan) : plan_(plan), how_(plan.how) {}

    void run() {
        for (const auto& each : plan_.found.enums) made(each);
        for (const auto& each : plan_.found.objects) made(each);
        for (const migrate::object_change& each : plan_.found.changed_objects) {
            const attached_to of = find_place(each);
            if (of.table.empty()) continue;
            if (each.attached.after)
                plan_.add(create_attachment(how_, of, *each.attached.after));
            else if (plan_.options.drops_undeclared)
                plan_.add(drop_attachment(how_, of, *each.attached.before));
        }
    }

private:
    using attachment = migrate::attachment_definition;

    /// Without a text where it is made anew, and has all of it already.
    attached_to find_place(const migrate::object_change& of) const {
        const auto find = [&of](const auto& all, const auto& changes) -> attached_to {
            for (const auto& each : changes)
                if (each.after && is_made_anew(each) && is_meant(of, *each.after)) return {};
            for (const auto& each : all)
                if (is_meant(of, each)) return detail::place_of(each);
            return {};
        };
        return of.kind == "enum" ? find(plan_.after.enums, plan_.found.enums)
                                 : find(plan_.after.objects, plan_.found.objects);
    }
    static bool is_meant(const migrate::object_change& of, const migrate::enum_definition& each) {
        return each.schema == of.schema && each.name == of.name;
    }
    static bool is_meant(const migrate::object_change& of, const migrate::object_definition& each) {
        return each.kind == of.kind && each.schema == of.schema && each.name == of.name;
    }
    /// Nobody has used what is new; what only the database has comes back as it was.
    template <class Object> void made(const migrate::change<Object>& each) {
        if (!each.after || !is_made_anew(each)) return;
        const attached_to of = place_of(*each.after);
        std::vector<attachment> wanted = each.after->attachments;
        for (const attachment& one : each.before ? each.before->attachments : std::vector<attachment>{})
            if (!plan_.options.drops_undeclared && !find_named(wanted, one)) wanted.push_back(one);
        for (const bool are_settings : {false, true}) // an owner hands on what it has
            for (const attachment& one : wanted) {
                const attachment_pattern* const own = find_attachment_pattern(how_, one.kind);
                if ((own && own->is_setting()) != are_settings) continue;
                migrate::step step = create_attachment(how_, of, one);
                step.danger = migrate::hazard::none;
                plan_.add(std::move(step));
            }
    }

    planning& plan_;
    const change_patterns& how_;
};

} // namespace detail
} // namespace v0
} // namespace refract
