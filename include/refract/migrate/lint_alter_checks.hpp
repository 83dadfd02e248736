// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_table_checks.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a type's argument is how many digits a second has.
inline bool has_fractions(std::string_view type) {
    return type == "time" || type == "timetz" || type == "timestamp" || type == "timestamptz" || type == "interval";
}

/// Whether values of one type are values of the other as they are stored: nothing is written anew.
inline bool keeps_values(const lint_type& from, const lint_type& to) {
    if (from.is_array || to.is_array) return from == to;
    const auto is_text = [](const lint_type& type) { return type.name == "text" || type.name == "varchar"; };
    const auto number = [](std::string_view text) { return std::strtol(std::string(text).c_str(), nullptr, 10); };
    if (is_text(from) && is_text(to))
        return to.arguments.empty() || (!from.arguments.empty() && number(to.arguments) >= number(from.arguments));
    if (from.name != to.name) return from.name == "cidr" && to.name == "inet";
    const auto or_else = [](const std::string& said, const char* meant) { return said.empty() ? meant : said; };
    if (from.name == "char" || from.name == "bit") return or_else(from.arguments, "1") == or_else(to.arguments, "1");
    if (to.arguments.empty()) return true;
    if (has_fractions(to.name)) return number(to.arguments) >= number(or_else(from.arguments, "6"));
    if (from.name == "varbit") return !from.arguments.empty() && number(to.arguments) >= number(from.arguments);
    if (from.name != "numeric") return from.arguments == to.arguments;
    const auto scale = [&](const std::string& text) {
        const std::size_t comma = text.find(',');
        return comma == text.npos ? 0 : number(text.substr(comma + 1));
    };
    return !from.arguments.empty() && scale(from.arguments) == scale(to.arguments) &&
           number(to.arguments) >= number(from.arguments);
}

/// Looks at what ALTER does, one action after another.
class lint_alter_checks : public lint_table_checks {
    using kind = lint_action_kind;

protected:
    using lint_table_checks::lint_table_checks;

    void altered(const lint_statement& made) {
        look_at_length(made.name.name, made.sql);
        for (const lint_action& each : made.actions) {
            if (made.object == "table") look_at_length(each.name, each.written);
            if (made.object == "table" || made.object == "foreign table")
                table_action(made.name, each);
            else if (made.object == "domain")
                domain_action(made.name, each);
            else if (made.object == "type")
                type_action(made.name, each);
            common_action(made, each);
        }
    }

private:
    void table_action(const lint_name& table, const lint_action& each) {
        const lint_parts parts{.table = table, .column = each.name, .name = each.name, .to = each.to};
        switch (each.kind) {
        case kind::add_column: return new_column(table, each);
        case kind::add_constraint: return new_constraint(table, each.constraint);
        case kind::set_type: return new_type(table, each);
        case kind::set_not_null: return not_null(table, each);
        case kind::drop_column: return dropped_column(table, each, parts);
        case kind::drop_constraint: return dropped_constraint(table, each, parts);
        case kind::validate: return validated(table, each, parts);
        case kind::drop_not_null:
            required_.erase(key(key(table), each.name));
            if (!is_made(table, each.name)) report(lint_rules::drop_not_null, parts, each.written);
            return;
        case kind::drop_default: return dropped_default(table, each, parts);
        case kind::set_expression:
            if (!is_quiet(table)) report(lint_rules::stored_generated, parts, each.written);
            return;
        case kind::rename_column: return renamed_column(table, each, parts);
        case kind::detach: return detached(table, each);
        case kind::rewrite:
            if (!is_quiet(table))
                report(lint_rules::table_rewrite, {.table = table, .what = as_written("SET " + upper(each.to))},
                       each.written);
            return;
        case kind::disable_trigger:
            if (!is_made(table)) report(lint_rules::disable_trigger, parts, each.written);
            return;
        case kind::row_security_off:
        case kind::row_security_on: {
            const bool is_on = each.kind == kind::row_security_on;
            if (!is_made(table))
                report(is_on ? lint_rules::row_security_on : lint_rules::row_security_off, parts, each.written);
            return;
        }
        default: return;
        }
    }
    static std::string upper(std::string text) {
        for (char& c : text) c = sql_token::upper_case(c);
        return text;
    }

    void new_type(const lint_name& table, const lint_action& each) {
        look_at_type(table, each.name, each.column.type, each.written);
        const std::string column = key(key(table), each.name);
        const migrate::column_definition* const there = known(table, each.name);
        const auto remembered = types_.find(column);
        const std::string old = remembered != types_.end() ? remembered->second : there ? there->type : "";
        types_[column] = each.column.type.text;
        if (is_quiet(table)) return;
        if (!old.empty()) {
            const std::vector<sql_token> tokens = sql_tokenizer(old, facts_.brackets_quote).all();
            lint_cursor in(tokens);
            if (keeps_values(lint_column_reader(in).type(), each.column.type)) return checked_anew(table, each);
        }
        report(lint_rules::type_change,
               {.table = table,
                .column = each.name,
                .type = as_written(each.column.type.text),
                .to = each.name + "_new",
                .what = as_written(old.empty() ? "" : " and was " + old)},
               each.written);
    }

    /// Checks of a column are made again with its new type, and read every row.
    void checked_anew(const lint_name& table, const lint_action& each) {
        const auto told = [&](const std::string& name, const std::string& expression) {
            if (!speaks_of(expression, each.name)) return;
            report(
                lint_rules::check_scan,
                {.table = table, .name = name_or(name, table, {each.name}, "check"), .value = as_written(expression)},
                each.written);
        };
        for (const lint_proof& proof : proofs_)
            if (proof.table == key(table) && proof.is_validated) told(proof.name, proof.expression);
        const migrate::table_definition* const there = known(table);
        if (!there) return;
        for (const migrate::constraint_definition& one : there->constraints)
            if (one.kind == migrate::constraint_kind::check && one.is_validated && !is_dropped(table, one.name))
                told(one.name, one.sql);
    }

    bool is_dropped(const lint_name& table, const std::string& constraint) const {
        return any_earlier([&](const lint_statement& other) {
            return key(other.name) == key(table) &&
                   std::any_of(other.actions.begin(), other.actions.end(), [&](const lint_action& each) {
                       return each.kind == kind::drop_constraint && each.name == constraint;
                   });
        });
    }

    /// A check that was validated, or one that nobody here has seen the text of.
    bool is_proven(const lint_name& table, const std::string& column) const {
        for (const lint_proof& each : proofs_)
            if (each.table == key(table) && each.column == column && each.is_validated) return true;
        for (const lint_proof& each : proofs_)
            if (each.table == key(table) && each.column.empty() && !each.is_ours && each.is_validated) return true;
        const migrate::table_definition* const there = known(table);
        if (!there) return false;
        for (const migrate::constraint_definition& each : there->constraints)
            if (each.is_validated && each.kind == migrate::constraint_kind::check && says_not_null(each.sql, column))
                return true;
        return false;
    }
    bool says_not_null(const std::string& sql, const std::string& column) const {
        const std::vector<sql_token> tokens = sql_tokenizer(sql, facts_.brackets_quote).all();
        lint_cursor in(tokens);
        return lint_column_reader(in).table_constraint().is_not_null == column;
    }
    void not_null(const lint_name& table, const lint_action& each) {
        const std::string column = key(key(table), each.name);
        const bool is_known = required_.insert(column).second == false;
        const migrate::column_definition* const there = known(table, each.name);
        if (is_known || (there && !there->nullable)) return;
        const bool is_proof = is_proven(table, each.name);
        const lint_parts parts{.table = table,
                               .column = each.name,
                               .name = table.name + "_" + each.name + "_not_null",
                               .value = as_written("...")};
        if (!is_quiet(table) && !(is_proof && is_since(facts_.proven_not_null_since)))
            report(lint_rules::not_null_scan, parts, each.written);
        if (!is_empty(table) && !is_proof && filled_.count(column) == 0)
            report(lint_rules::nulls_present, parts, each.written);
    }

    void dropped_column(const lint_name& table, const lint_action& each, const lint_parts& parts) {
        if (is_judged_) known_.drop_column(table, each.name);
        if (is_made(table, each.name)) return;
        report(lint_rules::drop_column, parts, each.written);
        if (each.is_cascading) report(lint_rules::drop_cascade, parts, each.written);
    }
    void dropped_constraint(const lint_name& table, const lint_action& each, const lint_parts& parts) {
        const auto is_it = [&](const lint_proof& proof) {
            return proof.table == key(table) && proof.name == each.name && !proof.name.empty();
        };
        const bool is_ours = std::any_of(proofs_.begin(), proofs_.end(), is_it);
        std::erase_if(proofs_, is_it);
        if (is_ours || is_made(table)) return;
        if (!is_made_again(table, each.name)) report(lint_rules::drop_constraint, parts, each.written);
        if (each.is_cascading) report(lint_rules::drop_cascade, parts, each.written);
    }
    /// By another action of this statement, or in one behind it.
    bool is_made_again(const lint_name& table, const std::string& name) const {
        const auto makes = [&](const lint_statement& other) {
            return other.verb == lint_verb::alter && key(other.name) == key(table) &&
                   std::any_of(other.actions.begin(), other.actions.end(), [&](const lint_action& action) {
                       return action.kind == kind::add_constraint && action.name == name;
                   });
        };
        return makes(*at_) || any_later(makes);
    }
    void validated(const lint_name& table, const lint_action& each, const lint_parts& parts) {
        bool is_known = false;
        for (lint_proof& proof : proofs_) {
            if (proof.table != key(table) || proof.name != each.name) continue;
            is_known = true;
            if (in_transaction_ && proof.transaction == transaction_ && !proof.is_validated && !is_quiet(table))
                report(lint_rules::validated_at_once, parts, each.written);
            proof.is_validated = true;
        }
        if (!is_known) proofs_.push_back({key(table), each.name, "", true, false, transaction_});
    }
    void dropped_default(const lint_name& table, const lint_action& each, const lint_parts& parts) {
        const migrate::column_definition* const there = known(table, each.name);
        const bool is_required = required_.count(key(key(table), each.name)) > 0 || (there && !there->nullable);
        if (is_required && !is_made(table)) report(lint_rules::drop_default, parts, each.written);
    }
    void renamed_column(const lint_name& table, const lint_action& each, const lint_parts& parts) {
        if (!is_made(table, each.name)) {
            lint_parts with_type = parts;
            const migrate::column_definition* const there = known(table, each.name);
            with_type.type = as_written(there ? there->type : "...");
            report(lint_rules::rename_column, with_type, each.written);
        } else if (!is_made(table)) {
            made_columns_.insert(key(key(table), each.to));
        }
        look_at_name(each.to, each.written);
        follow_column(table, each.name, each.to);
    }
    /// What is known of a column is known under its new name.
    void follow_column(const lint_name& table, const std::string& from, const std::string& to) {
        if (is_judged_) known_.rename_column(table, from, to);
        const std::string old = key(key(table), from), now = key(key(table), to);
        for (auto* const names : {&required_, &filled_})
            if (names->erase(old) > 0) names->insert(now);
        if (const auto type = types_.find(old); type != types_.end()) {
            types_[now] = type->second;
            types_.erase(old);
        }
        for (lint_proof& each : proofs_)
            if (each.table == key(table) && each.column == from) each.column = to;
    }
    void detached(const lint_name& table, const lint_action& each) {
        if (!each.is_concurrent && is_since(facts_.detach_beside_since) && !is_made(table))
            report(lint_rules::detach_blocks, {.table = table, .name = each.other}, each.written);
    }

    void domain_action(const lint_name& domain, const lint_action& each) {
        const bool is_scan =
            (each.kind == kind::add_constraint && !each.constraint.is_not_valid) || each.kind == kind::set_not_null;
        if (!is_scan || is_made(domain)) return;
        report(lint_rules::domain_scan,
               {.name = domain,
                .to = each.name.empty() ? domain.name + "_check" : each.name,
                .value =
                    as_written(each.constraint.expression.empty() ? "VALUE IS NOT NULL" : each.constraint.expression)},
               each.written);
    }
    void type_action(const lint_name& type, const lint_action& each) {
        const lint_parts parts{.name = type, .to = as_written(each.to), .what = as_written(quote_text(each.name))};
        if (each.kind == kind::rename_value && !is_made(type)) report(lint_rules::rename_value, parts, each.written);
        if (each.kind != kind::add_value || is_made(type)) return;
        if (!each.has_place) report(lint_rules::value_without_place, parts, each.written);
        new_values_.emplace_back(type, each.name);
    }

    /// What all kinds of things have: names and schemas.
    void common_action(const lint_statement& made, const lint_action& each) {
        const bool is_seen = made.object != "index" && made.object != "sequence" && made.object != "trigger";
        const lint_parts parts{
            .table = made.name,
            .name = made.name,
            .to = each.to,
            .what = as_written((made.object == "schema" || made.object == "database" ? "" : "the ") + made.object)};
        if (each.kind == kind::rename) {
            const bool is_outer = made.object == "schema" || made.object == "database";
            if (is_seen && !is_made(made.name) && !leaves_view(made.name))
                report(is_outer ? lint_rules::rename_schema : lint_rules::rename_table, parts, each.written);
            look_at_name(each.to, each.written);
            moved(made.name, {made.name.schema, each.to});
        } else if (each.kind == kind::set_schema) {
            if (is_seen && !is_made(made.name)) report(lint_rules::set_schema, parts, each.written);
            moved(made.name, {each.to, made.name.name});
        }
    }
    bool leaves_view(const lint_name& old) const {
        return any_later([&](const lint_statement& later) {
            return later.verb == lint_verb::create && later.object == "view" && key(later.name) == key(old);
        });
    }
    /// What was made under the old name was made under the new one.
    void moved(const lint_name& from, const lint_name& to) {
        const std::string old = key(from), now = key(to);
        const bool was_made = made_.erase(old) > 0;
        made_.erase(now);
        if (was_made) made_.insert(now);
        for (lint_proof& each : proofs_)
            if (each.table == old) each.table = now;
        if (is_judged_ && old != now) old_names_.emplace(now, old);
        for (auto* const names : {&made_columns_, &required_, &filled_}) {
            std::vector<std::string> moving;
            for (const std::string& each : *names)
                if (each.starts_with(old + ".")) moving.push_back(each);
            for (const std::string& each : moving) {
                names->erase(each);
                names->insert(now + each.substr(old.size()));
            }
        }
        std::map<std::string, std::string> types;
        for (const auto& [column, type] : types_)
            types[column.starts_with(old + ".") ? now + column.substr(old.size()) : column] = type;
        types_ = std::move(types);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
