// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/attached_steps.hpp>
#include <refract/migrate/leftovers.hpp>
#include <refract/migrate/planning.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/pull_types.hpp>
#include <refract/migrate/sequences.hpp>
#include <refract/migrate/table_text.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What stands beside tables as statements that make it, each behind what it needs: domains, sequences, functions.

namespace refract {
inline namespace v0 {
namespace detail {

/// A comment on a foreign key, which is made when all tables are there.
inline bool is_of_foreign_key(const migrate::attachment_definition& each, const migrate::table_definition& table) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const auto& one) {
        return one.kind == migrate::constraint_kind::foreign_key && is_comment_of(each, one);
    });
}
/// What belongs to a table, comments on it behind it.
inline std::vector<migrate::attachment_definition> in_order_of_comments(const migrate::table_definition& of) {
    std::vector<migrate::attachment_definition> all = of.attachments;
    std::stable_partition(all.begin(), all.end(),
                          [](const auto& each) { return !each.kind.starts_with("comment on "); });
    return all;
}
inline std::string comment_on_index(const migrate::table_definition& table, const migrate::index_definition& of) {
    return "COMMENT ON INDEX " + quote_name(table.schema, of.name) + " IS " + quote_text(of.comment);
}
/// A schema that an extension may have made, and that has no table: it has to be there before the models.
inline bool is_place_of_extension(const migrate::database_definition& of, const std::string& schema) {
    const auto is_in = [&](const auto& each) { return each.schema == schema; };
    if (schema.empty() || std::any_of(of.tables.begin(), of.tables.end(), is_in)) return false;
    return std::any_of(of.objects.begin(), of.objects.end(),
                       [&](const auto& each) { return each.kind == "extension" && is_in(each); });
}
/// Statements around the tables, and which of them belong to a table or column.
struct pulled_objects {
    std::vector<std::string> before_tables{}, after_tables{};
    std::map<const migrate::table_definition*, std::vector<std::string>> after_view{}; ///< functions of its rows
    std::set<std::string> late_functions{};                         ///< names of those behind the tables
    std::vector<const migrate::object_definition*> without_model{}; ///< a function whose body reads tables
};

class object_puller {
public:
    /// `enums` are those that no column has.
    object_puller(const migrate::database_definition& of, const std::vector<const migrate::table_definition*>& tables,
                  const std::vector<const migrate::enum_definition*>& enums = {})
        : of_(of), tables_(tables), enums_(enums) {}

    pulled_objects pull() {
        for (const std::string& each : of_.schemas) add_schema(each);
        for (const migrate::enum_definition* each : enums_) add_enum(*each);
        std::vector<const migrate::object_definition*> all;
        for (const std::string_view kind : {"collation", "type", "domain", "sequence", "function"})
            for (const migrate::object_definition& each : of_.objects)
                if (each.kind == kind) all.push_back(&each);
        for (const migrate::object_definition* each : all) needs_[each] = names_of_needs(*each);
        for (const migrate::object_definition* each : all) add_schema(each->schema);
        const auto needs = [&](const auto& one, const auto& other) { return has_name(needs_[&one], base_name(other)); };
        const auto order = in_order_of_names(std::move(all), needs);
        std::set<const migrate::object_definition*> seen;
        for (const migrate::object_definition* each : order) {
            seen.insert(each);
            need_as_others(*each, order);
            for (const migrate::object_definition* other : order)
                if (const std::string sql = stand_in_of(*other);
                    !sql.empty() && needs(*each, *other) && !needs_table(needs_[other]) && seen.insert(other).second)
                    add_function(*other, sql);
            add(*each);
            add_comment(*each);
        }
        return std::move(made_);
    }

private:
    using names = std::vector<std::string>;

    static bool is_query(const migrate::table_definition& of) {
        return of.kind == migrate::table_kind::view || of.kind == migrate::table_kind::materialized_view;
    }
    static bool has_name(const names& all, const std::string& wanted) {
        return std::binary_search(all.begin(), all.end(), wanted);
    }
    static std::string base_name(const migrate::object_definition& of) {
        return of.kind == "function" ? of.name.substr(0, of.name.find('(')) : of.name;
    }
    /// The names in what the database looks at when the thing is made: in all of it, or in what stands between a
    /// function's name and its body.
    static names names_of_needs(const migrate::object_definition& of) {
        const std::string types = of.kind == "type" ? types_of_attributes(of.sql) : std::string();
        std::string_view sql = of.kind == "type" ? types : of.sql;
        if (of.kind == "function") sql = sql.substr(0, sql.find("\nAS "));
        const std::vector<sql_token> all = sql_tokenizer(sql, false).all();
        std::size_t begin = 0;
        while (of.kind == "function" && begin < all.size() && !all[begin].is("(")) ++begin;
        names found;
        for (std::size_t i = begin; i < all.size(); ++i)
            if (all[i].is_name() && !(of.kind == "function" && is_parameter(all, i)))
                found.push_back(unquote_sql(all[i].text));
        std::sort(found.begin(), found.end());
        return found;
    }
    /// A function that calls another one comes no sooner than what that needs.
    void need_as_others(const migrate::object_definition& of,
                        const std::vector<const migrate::object_definition*>& all) {
        if (of.kind != "function") return;
        names& own = needs_[&of];
        for (const migrate::object_definition* other : all)
            if (other != &of && other->kind == "function" && has_name(own, base_name(*other)))
                own.insert(own.end(), needs_[other].begin(), needs_[other].end()), std::sort(own.begin(), own.end());
    }
    bool needs_table(const names& all) const {
        return std::any_of(tables_.begin(), tables_.end(),
                           [&](const migrate::table_definition* each) { return has_name(all, each->name); });
    }

    /// Of what is looked at when a table is made.
    bool is_needed_by_table(const std::string& function) const {
        return std::any_of(tables_.begin(), tables_.end(), [&](const migrate::table_definition* each) {
            const auto names_it = [&](const auto& all, auto sql) {
                return std::any_of(all.begin(), all.end(),
                                   [&](const auto& one) { return mentions(one.*sql, function); });
            };
            return !is_query(*each) && (names_it(each->columns, &migrate::column_definition::default_sql) ||
                                        names_it(each->columns, &migrate::column_definition::generated_sql) ||
                                        names_it(each->constraints, &migrate::constraint_definition::sql));
        });
    }
    void add_enum(const migrate::enum_definition& each) {
        add_schema(each.schema);
        std::string labels;
        for (const std::string& label : each.labels)
            labels.append(labels.empty() ? "" : ", ").append(quote_text(label));
        const std::string type = "TYPE " + quote_name(each.schema, each.name);
        made_.before_tables.push_back("CREATE " + type + " AS ENUM (" + labels + ")");
        if (!each.comment.empty())
            made_.before_tables.push_back("COMMENT ON " + type + " IS " + quote_text(each.comment));
    }
    /// One without tables of models. One with an extension has to be there, as that has.
    void add_schema(const std::string& name) {
        const auto is_in = [&](const auto& each) { return each.schema == name && !is_a_part(each); };
        const auto& tables = of_.tables;
        if (name.empty() || is_place_of_extension(of_, name) || std::any_of(tables.begin(), tables.end(), is_in))
            return;
        const std::string sql = "CREATE SCHEMA IF NOT EXISTS " + quote_name(name);
        std::vector<std::string>& to = made_.before_tables;
        if (std::find(to.begin(), to.end(), sql) == to.end()) to.push_back(sql);
    }
    void add(const migrate::object_definition& each) {
        const std::string name = quote_name(each.schema, each.name);
        if (each.kind == "domain") return add_domain(each, name);
        if (each.kind == "type") return made_.before_tables.push_back("CREATE TYPE " + name + " AS " + each.sql);
        if (each.kind == "collation") return made_.before_tables.push_back("CREATE COLLATION " + name + " " + each.sql);
        if (each.kind == "sequence") return add_sequence(each, name);
        if (!stand_in_of(each).empty() && needs_table(needs_[&each]) && is_needed_by_table(base_name(each)))
            return made_.without_model.push_back(&each);
        add_function(each, each.sql);
    }
    void add_function(const migrate::object_definition& each, const std::string& sql) {
        std::vector<std::string>& to = place_of_function(needs_[&each]);
        if (&to == &made_.after_tables) made_.late_functions.insert(base_name(each));
        to.push_back("SELECT set_config('check_function_bodies', 'off', true)");
        to.push_back(sql);
    }
    /// One that takes or gives rows of a table or view comes behind it.
    std::vector<std::string>& place_of_function(const names& needs) {
        for (auto each = tables_.rbegin(); each != tables_.rend(); ++each)
            if (is_query(**each) && has_name(needs, (*each)->name)) return made_.after_view[*each];
        return needs_table(needs) ? made_.after_tables : made_.before_tables;
    }
    void add_comment(const migrate::object_definition& of) {
        std::vector<std::string>& to = of.kind == "function" ? place_of_function(needs_[&of]) : made_.before_tables;
        const bool is_made = made_.without_model.empty() || made_.without_model.back() != &of;
        for (const migrate::attachment_definition& each : of.attachments)
            if (is_made && each.kind == "comment") to.push_back("COMMENT ON " + place_of(of).whole + " IS " + each.sql);
    }
    /// A rule that was added without a look at what is there can only be added so.
    void add_domain(const migrate::object_definition& each, const std::string& name) {
        token_reader in(each.sql, sql_tokenizer(each.sql, false).all());
        const std::string base = in.take_text([&] {
            while (!in.is_at_end() && !in.is_at("CONSTRAINT")) in.take();
        });
        std::string definition = base;
        std::vector<std::string> later;
        while (in.is_at("CONSTRAINT")) {
            const std::string rule = in.take_text([&] {
                do {
                    in.is_at("(") ? in.skip_parentheses() : void(in.take());
                } while (!in.is_at_end() && !in.is_at("CONSTRAINT"));
            });
            if (rule.ends_with(" NOT VALID"))
                later.push_back("ALTER DOMAIN " + name + " ADD " + rule);
            else
                definition.append(" ").append(rule);
        }
        made_.before_tables.push_back("CREATE DOMAIN " + name + " AS " + definition);
        made_.before_tables.insert(made_.before_tables.end(), later.begin(), later.end());
    }
    void add_sequence(const migrate::object_definition& each, const std::string& name) {
        const sequence_parts parts(each.sql);
        made_.before_tables.push_back("CREATE " + kind_of_sequence(parts.is_unlogged) + "SEQUENCE " + name + " " +
                                      parts.definition);
        if (parts.is_owned())
            made_.after_tables.push_back("ALTER SEQUENCE " + name + " OWNED BY " +
                                         quote_name(each.schema, parts.table) + "." + quote_name(parts.column));
    }

    const migrate::database_definition& of_;
    const std::vector<const migrate::table_definition*>& tables_;
    std::vector<const migrate::enum_definition*> enums_;
    std::map<const migrate::object_definition*, names> needs_{};
    pulled_objects made_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
