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
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What stands beside tables as statements that make it, each behind what it needs: domains, sequences, functions.

namespace refract {
inline namespace v0 {
namespace detail {

/// Statements around the tables, and which of them belong to a table or column.
struct pulled_objects {
    std::vector<std::string> before_tables{}, after_tables{};
    std::vector<const migrate::object_definition*> without_model{}; ///< a function whose body reads tables
};

class object_puller {
public:
    object_puller(const migrate::database_definition& of, const std::vector<const migrate::table_definition*>& tables)
        : of_(of), tables_(tables) {}

    pulled_objects pull() {
        std::vector<const migrate::object_definition*> all;
        for (const std::string_view kind : {"domain", "sequence", "function"})
            for (const migrate::object_definition& each : of_.objects)
                if (each.kind == kind) all.push_back(&each);
        for (const migrate::object_definition* each : all) needs_[each] = names_of_needs(*each);
        const auto needs = [&](const auto& one, const auto& other) { return has_name(needs_[&one], base_name(other)); };
        for (const migrate::object_definition* each : in_order_of_names(std::move(all), needs)) {
            add(*each);
            add_comment(*each);
        }
        return std::move(made_);
    }

private:
    using names = std::vector<std::string>;

    static bool has_name(const names& all, const std::string& wanted) {
        return std::binary_search(all.begin(), all.end(), wanted);
    }
    static std::string base_name(const migrate::object_definition& of) {
        return of.kind == "function" ? of.name.substr(0, of.name.find('(')) : of.name;
    }
    /// The names in what the database looks at when the thing is made: in all of it, or in what stands between a
    /// function's name and its body.
    static names names_of_needs(const migrate::object_definition& of) {
        std::string_view sql = of.sql;
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
    /// Of `(INOUT price numeric, app.money)` the first.
    static bool is_parameter(const std::vector<sql_token>& all, std::size_t at) {
        const bool begins = at > 0 && (all[at - 1].is("(") || all[at - 1].is(",") || is_mode(all[at - 1]));
        return begins && at + 1 < all.size() && all[at + 1].is_name() && !all[at + 1].is("DEFAULT");
    }
    static bool is_mode(const sql_token& each) {
        return each.is("IN") || each.is("OUT") || each.is("INOUT") || each.is("VARIADIC");
    }
    bool needs_table(const names& all) const {
        return std::any_of(tables_.begin(), tables_.end(),
                           [&](const migrate::table_definition* each) { return has_name(all, each->name); });
    }

    void add(const migrate::object_definition& each) {
        const std::string name = quote_name(each.schema, each.name);
        if (each.kind == "domain") return add_domain(each, name);
        if (each.kind == "sequence") return add_sequence(each, name);
        if (each.sql.find("BEGIN ATOMIC") != each.sql.npos && needs_table(needs_[&each])) {
            made_.without_model.push_back(&each);
            return;
        }
        // One that takes or gives rows of a table comes behind it.
        std::vector<std::string>& to = needs_table(needs_[&each]) ? made_.after_tables : made_.before_tables;
        to.push_back("SELECT set_config('check_function_bodies', 'off', true)");
        to.push_back(each.sql);
    }
    void add_comment(const migrate::object_definition& of) {
        std::vector<std::string>& to =
            of.kind == "function" && needs_table(needs_[&of]) ? made_.after_tables : made_.before_tables;
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
        made_.before_tables.push_back("CREATE SEQUENCE " + name + " " + parts.definition);
        if (parts.is_owned())
            made_.after_tables.push_back("ALTER SEQUENCE " + name + " OWNED BY " +
                                         quote_name(each.schema, parts.table) + "." + quote_name(parts.column));
    }

    const migrate::database_definition& of_;
    const std::vector<const migrate::table_definition*>& tables_;
    std::map<const migrate::object_definition*, names> needs_{};
    pulled_objects made_{};
};

/// The columns that a sequence belongs to which a table has for itself.
class sequence_owners {
public:
    /// Tables are in the order in which they are made.
    sequence_owners(const migrate::database_definition& of,
                    const std::vector<const migrate::table_definition*>& tables) {
        for (const bool by_name : {true, false}) // the usual one has the names of its table and column
            for (const migrate::table_definition* table : tables)
                for (const migrate::column_definition& each : table->columns) {
                    const std::string asked = own_sequence(of, each);
                    if (asked.empty() || (by_name && !is_usual(asked, *table, each))) continue;
                    owners_.try_emplace(asked, &each);
                }
    }
    bool owns(const migrate::column_definition& column) const {
        const auto found = owners_.find(asked_sequence(column));
        return found != owners_.end() && found->second == &column;
    }
    /// As `serial` calls it.
    static bool is_usual(const std::string& asked, const migrate::table_definition& table,
                         const migrate::column_definition& column) {
        const auto [schema, name] = name_of_type(asked);
        return name == table.name + "_" + column.name + "_seq" && schema == table.schema && name.size() <= 63;
    }

private:
    std::map<std::string, const migrate::column_definition*> owners_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
