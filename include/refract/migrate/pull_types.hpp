// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/dialect/pull_facts.hpp>
#include <refract/migrate/definition.hpp>
#include <refract/migrate/pull_names.hpp>
#include <refract/migrate/table_text.hpp>
#include <refract/schema/spelled_type.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The C++ type of a field for a column that is there.

namespace refract {
inline namespace v0 {
namespace detail {

/// An enum of the database as one of C++.
struct pulled_enum {
    const migrate::enum_definition* definition = nullptr;
    std::string name{};
    std::vector<std::string> values{}; ///< enumerators, in the order of the labels

    std::string value_of(const std::string& label) const {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (definition->labels[i] == label) return name + "::" + values[i];
        return {};
    }
};
using pulled_enums = std::map<const migrate::enum_definition*, pulled_enum>;

struct pulled_field {
    std::string type{};  ///< "std::int64_t"
    std::string group{}; ///< two fields of one group can name each other as keys
    bool is_whole = false;
    bool is_text = false;
    bool is_boolean = false;
    bool is_usual = false; ///< the column's type need not be said
    bool is_known = true;  ///< false: nobody knows what is in it, and it is read as text
    bool is_there = true;  ///< false: no model makes its type, which may be missing elsewhere
    const pulled_enum* enumeration = nullptr;
};

/// The enumerators for the labels of an enum; somebody may have named some.
inline std::vector<std::string> enumerator_names(const migrate::enum_definition& of,
                                                 const std::map<std::string, std::string>& given = {}) {
    std::vector<std::string> all, wanted;
    std::vector<bool> are_names;
    name_giver names;
    for (const std::string& label : of.labels) {
        const auto found = given.find(label);
        all.push_back(found == given.end() ? std::string() : found->second);
        names.keep(all.back());
        wanted.push_back(snake_name(label, "value"));
        are_names.push_back(wanted.back() == label);
    }
    names.fill(all, wanted, are_names);
    return all;
}

class type_chooser {
public:
    type_chooser(const migrate::database_definition& of, const pull_facts& facts, const pulled_enums& enums)
        : of_(of), facts_(facts), enums_(enums) {}

    pulled_field choose(const std::string& type, int depth = 0) const {
        if (type.ends_with("[]")) return array_of(type);
        const auto [schema, name] = name_of_type(type);
        for (const auto& [each, made] : enums_)
            if (!name.empty() && each->name == name && each->schema == schema)
                return {.type = made.name, .group = made.name, .is_usual = true, .enumeration = &made};
        if (const pulled_type* const found = find(type)) return of_kind(*found, type);
        if (const std::string base = base_of_domain(schema, name); !base.empty() && depth < 8) {
            pulled_field made = choose(base, depth + 1);
            made.is_usual = false;
            if (made.enumeration) made = {.type = "std::string", .group = "text", .is_text = true};
            return made;
        }
        // PostgreSQL has a text form of any type; elsewhere text may not be what the column holds.
        return {.type = "std::string",
                .group = "other " + type,
                .is_known = facts_.counted_type.empty(),
                .is_there =
                    facts_.built_in.empty() || is_built_in(type) || is_row(schema, name) || is_type(schema, name)};
    }

private:
    bool is_row(const std::string& schema, const std::string& name) const {
        const migrate::table_definition* const of = of_.find_table(schema, name);
        return of && of->kind != migrate::table_kind::foreign_table;
    }
    /// Of attributes, or an enum without labels: it is made before the tables.
    bool is_type(const std::string& schema, const std::string& name) const {
        for (const migrate::enum_definition& each : of_.enums)
            if (each.name == name && each.schema == schema) return true;
        for (const migrate::object_definition& each : of_.objects)
            if (each.kind == "type" && each.schema == schema && (each.name == name || is_of_many(each, name)))
                return true;
        return false;
    }
    /// What a type of ranges makes beside itself.
    static bool is_of_many(const migrate::object_definition& range, std::string_view name) {
        if (!range.sql.starts_with("RANGE (")) return false;
        const std::size_t at = range.name.find("range");
        std::string usual = at == range.name.npos ? range.name + "_multirange" : range.name;
        if (at != range.name.npos) usual.insert(at, "multi");
        const std::vector<sql_token> all = sql_tokenizer(range.sql, false).all();
        for (std::size_t i = 2; i < all.size(); ++i)
            if (all[i - 2].is("MULTIRANGE_TYPE_NAME"))
                return unquote_sql(all[i + 2 < all.size() && all[i + 1].is(".") ? i + 2 : i].text) == name;
        return usual == name;
    }
    bool is_built_in(const std::string& type) const {
        for (const constant_text& each : facts_.built_in)
            if (is_type_named(type, each)) return true;
        return false;
    }
    const pulled_type* find(const std::string& type) const {
        std::string upper;
        for (const char c : type) upper += sql_token::upper_case(c);
        for (const pulled_type& each : facts_.types)
            if (each.is_part ? upper.find(each.type) != upper.npos : is_type_named(type, lower(each.type)))
                return &each;
        return nullptr;
    }
    static std::string lower(std::string_view text) {
        std::string made;
        for (const char c : text) made += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return made;
    }
    static std::string group_of(type_kind kind) {
        if (is_whole_number(kind)) return "whole";
        switch (kind) {
        case type_kind::text: return "text";
        case type_kind::real:
        case type_kind::double_precision: return "real";
        default: return std::to_string(static_cast<int>(kind));
        }
    }
    /// As many digits behind the point as the column keeps.
    static std::string precision(const std::string& type) {
        const int digits = spelled_digits(type_kind::timestamp, type);
        if (digits < 0 || digits >= 6) return "std::chrono::microseconds";
        if (digits == 3) return "std::chrono::milliseconds";
        if (digits == 0) return "std::chrono::seconds";
        return "std::chrono::duration<std::int64_t, std::ratio<1, 1" +
               std::string(static_cast<std::size_t>(digits), '0') + ">>";
    }
    pulled_field of_kind(const pulled_type& found, const std::string& type) const {
        const bool is_bare = type.find('(') == type.npos;
        pulled_field made{.type = std::string(found.field),
                          .group = group_of(found.kind),
                          .is_whole = is_whole_number(found.kind),
                          .is_text = found.kind == type_kind::text,
                          .is_boolean = found.kind == type_kind::boolean,
                          .is_usual = found.is_usual && is_bare};
        if (found.kind == type_kind::timestamp || found.kind == type_kind::time)
            made.type += "<" + precision(type) + ">";
        if (found.kind == type_kind::interval && !is_bare) return {.type = "std::string", .group = "other"};
        if (found.kind == type_kind::decimal) {
            if (decimal(made, type)) return made;
            made.is_usual = is_bare && made.type == "refract::numeric";
        }
        return made;
    }
    /// Numbers of at most 18 digits are exact in a field of fixed size.
    static bool decimal(pulled_field& made, const std::string& type) {
        int numbers[2] = {0, 0};
        std::size_t at = 0;
        bool is_negative = false;
        const std::size_t open = type.find('(');
        if (open == type.npos) return false;
        for (const char c : std::string_view(type).substr(open)) {
            if (c == ',' && at < 1) ++at;
            if (c == '-') is_negative = true;
            if (c >= '0' && c <= '9' && numbers[at] < 10000) numbers[at] = numbers[at] * 10 + (c - '0');
        }
        if (is_negative || numbers[0] > 18 || numbers[1] > numbers[0] || numbers[0] == 0) return false;
        made.type = "refract::decimal<" + std::to_string(numbers[1]) + ">";
        made.group = "decimal";
        return true;
    }
    pulled_field array_of(const std::string& type) const {
        const std::string item = type.substr(0, type.size() - 2);
        const pulled_type* const found = item.ends_with("]") ? nullptr : find(item);
        for (const auto& [each, made] : enums_)
            if (const auto [schema, name] = name_of_type(item); each->name == name && each->schema == schema)
                return {.type = "std::vector<std::optional<" + made.name + ">>", .group = "array", .is_usual = true};
        const bool is_plain = found && found->is_usual && item.find('(') == item.npos;
        if (!is_plain) return {.type = "std::string", .group = "other", .is_there = choose(item).is_there};
        const pulled_field inner = of_kind(*found, item);
        return {.type = "std::vector<std::optional<" + inner.type + ">>", .group = "array", .is_usual = true};
    }
    /// What a domain is a part of; empty where it is none.
    std::string base_of_domain(const std::string& schema, const std::string& name) const {
        for (const migrate::object_definition& each : of_.objects) {
            if (each.kind != "domain" || each.name != name || each.schema != schema || name.empty()) continue;
            token_reader in(each.sql, sql_tokenizer(each.sql, false).all());
            return in.take_text([&] {
                while (!in.is_at_end() && !in.is_at_any({"COLLATE", "DEFAULT", "CONSTRAINT"}) &&
                       !(in.is_at("NOT") && in.is_at("NULL", 1)))
                    in.take();
            });
        }
        return {};
    }

    const migrate::database_definition& of_;
    const pull_facts& facts_;
    const pulled_enums& enums_;
};

} // namespace detail
} // namespace v0
} // namespace refract
