// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/rules/schema.hpp>
#include <refract/base/type_list.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/query/rules/equality.hpp>
#include <refract/schema/schema.hpp>
#include <refract/sql/check_names.hpp>
#include <refract/sql/index_name.hpp>
#include <refract/sql/type_support.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The rules between the models of a schema that depend on the database: what it takes for one name, and how long.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a set of models breaks on a database, and the two tables that it is about.
struct schema_violation {
    rule_number broken = rule::none;
    std::size_t first = 0, second = 0;
};

constexpr char folded(char c, bool ignores_case) {
    return ignores_case && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A name in the space where it must be the only one, as a number: comparing texts pairwise takes the compiler long.
struct taken_name {
    std::uint64_t value = 0;
    std::size_t table = 0;
    bool is_taken = false;
};
/// Names by their numbers, so that hundreds of tables are not compared pairwise.
class taken_names {
public:
    constexpr explicit taken_names(std::size_t count) {
        while (size_ < 2 * count) size_ *= 2;
        all_ = new taken_name[size_];
    }
    taken_names(const taken_names&) = delete;
    constexpr ~taken_names() { delete[] all_; }

    /// Null where nobody has it.
    constexpr const taken_name* find(std::uint64_t value) const {
        const taken_name& place = all_[place_of(value)];
        return place.is_taken ? &place : nullptr;
    }
    /// The one that has it, or null and now it is taken.
    constexpr const taken_name* take(std::uint64_t value, std::size_t table) {
        taken_name& place = all_[place_of(value)];
        if (place.is_taken) return &place;
        place = {value, table, true};
        return nullptr;
    }

private:
    constexpr std::size_t place_of(std::uint64_t value) const {
        std::size_t at = static_cast<std::size_t>(value ^ value >> 32) & (size_ - 1);
        while (all_[at].is_taken && all_[at].value != value) at = (at + 1) & (size_ - 1);
        return at;
    }
    std::size_t size_ = 4;
    taken_name* all_ = nullptr;
};

template <class Description> struct schema_checker {
    const dialect_info& dialect;
    array_view<const Description*> tables;

    constexpr std::string_view schema_of(const table_info& table) const { return space_of(table.schema); }
    constexpr std::string_view space_of(std::string_view schema) const {
        const bool is_main = number_of(schema, "", "") == number_of(dialect.schemas.main_schema, "", "");
        return is_main ? std::string_view() : schema;
    }
    constexpr std::uint64_t number_of(std::string_view space, std::string_view inner, std::string_view name) const {
        wide_hash hash;
        for (const std::string_view part : {space, inner, name}) {
            for (const char c : part) hash.add(folded(c, dialect.schemas.ignores_case));
            hash.add('\0');
        }
        return hash.value;
    }
    constexpr bool is_too_long(std::string_view name) const {
        return dialect.schemas.longest_name > 0 && name.size() > dialect.schemas.longest_name;
    }

    /// Calls `use` with each name that indexes and constraints of a table have, and with where it must be the only
    /// one: an index in its schema, a constraint in its table.
    template <class Use> constexpr void each_name(const Description& of, Use use) const {
        const std::string_view schema = schema_of(*of.table), table = of.table->name;
        for (const index_info& index : of.indexes)
            if (!index.constraint)
                with_index_name(dialect, of, index, [&](std::string_view name) { use(schema, "", name); });
            else if (!index.name.empty())
                use(schema, "", index.name); // PostgreSQL makes an index of this name
        for (const foreign_key_info& key : of.foreign_keys)
            if (!key.name.empty()) use(schema, table, key.name);
        for (const check_info& check : of.checks)
            if (!check.name.empty()) use(schema, table, check.name);
        for (const spelled_part& part : of.spelled)
            if (part.kind == spelled_kind::index || part.kind == spelled_kind::unique_index)
                use(schema, "", part.name);
            else if (part.kind == spelled_kind::constraint && !part.name.empty())
                use(schema, table, part.name);
    }

    constexpr schema_violation check_spelling() const {
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const Description& each = *tables[i];
            if (const rule_number found = name_fault(*each.table, dialect); found != rule::none) return {found, i, i};
            bool fits = true;
            for (const column_info& column : each.table->all())
                if (const enumeration_info* names = column.type.enumeration)
                    fits &= !is_too_long(names->native_name) && !is_too_long(names->native_schema);
            each_name(each,
                      [&](std::string_view, std::string_view, std::string_view name) { fits &= !is_too_long(name); });
            if (!fits) return {rule::name_fits, i, i};
        }
        return {};
    }
    constexpr bool are_one_name(std::string_view left, std::string_view right) const {
        if (left.size() != right.size()) return false;
        for (std::size_t i = left.size(); i > 0; --i) // their ends differ most
            if (folded(left[i - 1], dialect.schemas.ignores_case) != folded(right[i - 1], dialect.schemas.ignores_case))
                return false;
        return true;
    }
    constexpr schema_violation check_columns() const {
        if (!dialect.schemas.ignores_case) return {}; // names that are alike to the letter are no model's
        for (std::size_t i = 0; i < tables.size(); ++i)
            for (const column_info& column : tables[i]->table->all())
                for (const column_info* other = tables[i]->table->columns; other != &column; ++other)
                    if (are_one_name(column.name, other->name)) return {rule::column_names_differ, i, i};
        return {};
    }
    constexpr schema_violation check_references() const {
        if (dialect.schemas.references_cross) return {};
        for (std::size_t i = 0; i < tables.size(); ++i)
            for (const foreign_key_info& key : tables[i]->foreign_keys)
                if (number_of(schema_of(*tables[i]->table), "", "") != number_of(schema_of(key.target()), "", ""))
                    return {rule::foreign_key_stays_in_schema, i, i};
        return {};
    }
    /// Whether a table can hold expressions: other programs write it too.
    constexpr bool stands_alone(const node* at, const node* end) const {
        const std::string_view own = dialect.values.own_functions;
        for (; at != end; ++at) {
            const bool is_own = at->op == operation::own || dialect.spelled(at->op).pattern.starts_with(own);
            if (!own.empty() && is_own) return false;
            if (at->kind == node_kind::row_comparison && !dialect.values.compares_rows) return false;
        }
        return true;
    }
    constexpr bool stands_alone(const expression_info& expression) const {
        const node* const end = expression.nodes + expression.node_count;
        for (const node* at = expression.nodes; at != end; ++at)
            if (at->kind == node_kind::in_values && compares_rows(*at)) return false; // written as a query
        return stands_alone(expression.nodes, end);
    }
    /// The same of the query of a view, which other programs read.
    constexpr bool stands_alone(const statement_view& query) const {
        for (const clause& each : query)
            if (!stands_alone(each.nodes, end_of(each.nodes, each.items)) ||
                any_query_in(each, [this](const statement_view& query_inside) { return !stands_alone(query_inside); }))
                return false;
        return true;
    }
    constexpr schema_violation check_expressions() const {
        for (std::size_t i = 0; i < tables.size(); ++i) {
            bool alone = true;
            for (const column_details& column : tables[i]->columns)
                alone &= stands_alone(column.default_expression) && stands_alone(column.generated);
            for (const index_info& index : tables[i]->indexes) alone &= stands_alone(index.where);
            for (const check_info& check : tables[i]->checks) alone &= stands_alone(check.condition);
            if (tables[i]->view.query) alone = alone && stands_alone(*tables[i]->view.query);
            if (!alone) return {rule::tables_stand_alone, i, i};
        }
        return {};
    }
    constexpr bool serves_own(const expression_info& expression) const {
        return !expression || serves_all({expression.nodes, 1}, limited_kinds(dialect), dialect);
    }
    constexpr bool serves_column(const expression_info& expression, const sql_type& type) const {
        return serves_own(expression) && !(expression && are_unlike(type, expression.nodes->type, dialect));
    }
    /// What is wrong with an expression in which values meet.
    static constexpr rule_number fault_of(const expression_info& expression) {
        const node* const end = expression.nodes + expression.node_count;
        for (const node* at = expression.nodes; at != end; ++at)
            if (const violation found = check_equality(*at)) return found.broken;
        return rule::none;
    }
    constexpr schema_violation check_equalities() const {
        for (std::size_t i = 0; i < tables.size(); ++i) {
            rule_number found = rule::none;
            const auto look = [&](const expression_info& each) {
                if (found == rule::none) found = fault_of(each);
            };
            for (const column_details& column : tables[i]->columns) look(column.generated);
            for (const index_info& index : tables[i]->indexes) look(index.where);
            for (const check_info& check : tables[i]->checks) look(check.condition);
            if (found != rule::none) return {found, i, i};
        }
        return {};
    }
    constexpr schema_violation check_uses() const {
        if (limited_kinds(dialect) == 0) return {};
        for (std::size_t i = 0; i < tables.size(); ++i) {
            bool serves = true;
            for (std::size_t c = 0; c < tables[i]->columns.size(); ++c)
                for (const expression_info* each :
                     {&tables[i]->columns[c].default_expression, &tables[i]->columns[c].generated})
                    serves &= serves_column(*each, tables[i]->table->columns[c].type);
            for (const index_info& index : tables[i]->indexes) serves &= serves_own(index.where);
            for (const check_info& check : tables[i]->checks) serves &= serves_own(check.condition);
            if (!serves) return {rule::type_serves, i, i};
        }
        return {};
    }
    constexpr schema_violation check_whole() const {
        for (std::size_t i = 0; i < tables.size(); ++i)
            if (tables[i]->table->is_partial && !is_view(tables[i]->table->kind)) return {rule::model_is_whole, i, i};
        return {};
    }
    /// Whether a column says how it is written.
    static constexpr bool writes(const column_info& column) {
        return column.default_from != default_kind::none || column.generated || column.version || column.updated_at;
    }
    /// What a view has not: all that is for writing, and indexes where it keeps no rows.
    constexpr bool is_like_table(const Description& view) const {
        const bool keeps_rows = view.table->kind == relation_kind::materialized_view;
        for (const index_info& index : view.indexes)
            if (index.constraint || !keeps_rows) return true;
        for (const column_info& column : view.table->all())
            if (writes(column)) return true;
        return !view.checks.empty() || !view.foreign_keys.empty();
    }
    constexpr schema_violation check_views() const {
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const relation_kind kind = tables[i]->table->kind;
            for (const foreign_key_info& key : tables[i]->foreign_keys)
                if (key.target().kind != relation_kind::table) return {rule::view_is_no_table, i, i};
            if (kind == relation_kind::table) continue;
            if (kind == relation_kind::materialized_view && dialect.definitions.create_materialized_view.empty())
                return {rule::view_can_be_materialized, i, i};
            if (is_like_table(*tables[i]))
                return {is_full_text(kind) ? rule::full_text_is_plain : rule::view_is_no_table, i, i};
        }
        return {};
    }
    constexpr schema_violation check_keys() const {
        for (std::size_t i = 0; i < tables.size(); ++i)
            if (tables[i]->table->has_nullable_key()) return {rule::key_is_never_null, i, i};
        return {};
    }
    constexpr schema_violation check_tables() const {
        taken_names all(tables.size());
        for (std::size_t i = 0; i < tables.size(); ++i)
            if (const taken_name* const other = all.take(table_number(i), i))
                return {rule::models_have_own_tables, other->table, i};
        return {};
    }
    constexpr std::uint64_t table_number(std::size_t i) const {
        return number_of(schema_of(*tables[i]->table), "", tables[i]->table->name);
    }

    constexpr schema_violation check_names() const {
        std::size_t count = tables.size();
        for (const Description* each : tables)
            each_name(*each, [&](std::string_view, std::string_view, std::string_view) { ++count; });
        taken_names all(count);
        return find_twin(all);
    }
    constexpr schema_violation find_twin(taken_names& all) const {
        for (std::size_t i = 0; i < tables.size(); ++i) all.take(table_number(i), i);
        schema_violation found;
        for (std::size_t i = 0; i < tables.size(); ++i)
            each_name(*tables[i], [&](std::string_view space, std::string_view table, std::string_view name) {
                if (const taken_name* const other = all.take(number_of(space, table, name), i))
                    found = {rule::index_names_differ, other->table, i};
            });
        return found;
    }

    /// Calls `use` with the named enums of a table's columns and their numbers.
    template <class Use> constexpr void each_enumeration(std::size_t i, Use use) const {
        for (const column_info& column : tables[i]->table->all())
            if (const enumeration_info* names = column.type.enumeration; names && !names->native_name.empty())
                use(names, number_of(space_of(names->native_schema), "", names->native_name));
    }
    struct known_enum {
        const enumeration_info* names = nullptr;
        std::size_t table = 0;
    };
    /// A table's rows have a type of its name, so that no enum may have it.
    constexpr schema_violation check_enumerations() const {
        schema_violation found;
        if (!dialect.definitions.has_named_enums) return found;
        std::size_t count = 0;
        for (std::size_t i = 0; i < tables.size(); ++i)
            each_enumeration(i, [&](const enumeration_info*, std::uint64_t) { ++count; });
        if (count == 0) return found;
        known_enum* const known = new known_enum[count];
        taken_names names(tables.size()), enums(count);
        std::size_t next = 0;
        for (std::size_t i = 0; i < tables.size(); ++i) names.take(table_number(i), i);
        for (std::size_t i = 0; i < tables.size(); ++i)
            each_enumeration(i, [&](const enumeration_info* each, std::uint64_t number) {
                if (const taken_name* const other = names.find(number))
                    found = {rule::enumeration_has_own_name, other->table, i};
                known[next] = {each, i};
                if (const taken_name* const other = enums.take(number, next);
                    other && known[other->table].names != each)
                    found = {rule::enumeration_has_own_name, known[other->table].table, i};
                ++next;
            });
        delete[] known;
        return found;
    }

    constexpr schema_violation check() const {
        if (const auto found = check_tables(); found.broken != rule::none) return found;
        if (const auto found = check_views(); found.broken != rule::none) return found;
        if (const auto found = check_whole(); found.broken != rule::none) return found;
        if (const auto found = check_keys(); found.broken != rule::none) return found;
        if (const auto found = check_spelling(); found.broken != rule::none) return found;
        if (const auto found = check_columns(); found.broken != rule::none) return found;
        if (const auto found = check_references(); found.broken != rule::none) return found;
        if (const auto found = check_expressions(); found.broken != rule::none) return found;
        if (const auto found = check_equalities(); found.broken != rule::none) return found;
        if (const auto found = check_uses(); found.broken != rule::none) return found;
        if (const auto found = check_enumerations(); found.broken != rule::none) return found;
        return check_names();
    }
};

template <class Dialect, class Schema> inline constexpr schema_violation schema_violation_of =
    schema_checker<table_description>{Dialect::info, Schema::tables}.check();

template <class Dialect, class Schema, bool Holds> struct schema_outcome {
    using type = passed;
};
template <class Dialect, class... Model> struct schema_outcome<Dialect, schema<Model...>, false> {
    static constexpr schema_violation found = schema_violation_of<Dialect, schema<Model...>>;
    using type = failed<found.broken, typename list_element<found.first, type_list<Model...>>::type,
                        typename list_element<found.second, type_list<Model...>>::type>;
};
/// `passed`, or the rule that a set of models breaks on a database, with the two models.
template <class Dialect, class Schema> using check_schema =
    typename schema_outcome<Dialect, Schema, schema_violation_of<Dialect, Schema>.broken == rule::none>::type;

} // namespace detail
} // namespace v0
} // namespace refract
