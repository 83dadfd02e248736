#pragma once

// Random expressions of a type, over the tables that are seen where they stand.

#include "models.hpp"
#include "tree.hpp"

#include <utility>
#include <vector>

namespace random_test {

using refract::sql_type;
using refract::type_kind;
inline constexpr sql_type boolean_type{.kind = type_kind::boolean}, integer_type{.kind = type_kind::integer},
    whole_type{.kind = type_kind::big_integer}, text_type{.kind = type_kind::text}, date_type{.kind = type_kind::date},
    interval_type{.kind = type_kind::interval}, price_type{.kind = type_kind::decimal, .precision = 18, .scale = 2};

struct seen_table {
    table_ref table;
    std::string_view alias;
};
/// Where an expression stands.
struct place {
    std::vector<seen_table> tables{};
    const place* outer = nullptr;
    bool grouped = false;          ///< columns are keys, or inside aggregates
    std::vector<tree_node> keys{}; ///< of the groups
    bool aggregates = false, windows = false, queries = true;
};

inline tree_node make_node(node_kind kind, operation op, const sql_type& type, std::vector<tree_node> operands) {
    return {.at = {.kind = kind, .op = op, .type = type}, .operands = std::move(operands)};
}
template <class... Operand> tree_node binary(operation op, const sql_type& type, Operand... operand) {
    std::vector<tree_node> all;
    (all.push_back(std::move(operand)), ...);
    return make_node(node_kind::binary, op, type, std::move(all));
}
template <class... Operand> tree_node function(operation op, const sql_type& type, Operand... operand) {
    std::vector<tree_node> all;
    (all.push_back(std::move(operand)), ...);
    return make_node(node_kind::function, op, type, std::move(all));
}
template <class Value> tree_node constant(const Value& value) {
    tree_node made{.at = {.kind = node_kind::value}, .value = refract::any_value(value)};
    made.at.type = refract::codec<Value>::type;
    return made;
}
inline tree_node order_term(tree_node ordered, bool descending, bool nulls_first) {
    tree_node made = make_node(node_kind::ordering, operation::none, ordered.at.type, {});
    made.at.descending = descending;
    made.at.nulls = nulls_first ? nulls_order::first : nulls_order::last;
    made.operands.push_back(std::move(ordered));
    return made;
}

/// Makes queries for expressions; defined where queries are made.
class query_source {
public:
    virtual std::shared_ptr<tree_query> one_column(type_kind kind, const place& around, bool one_row) = 0;
    virtual ~query_source() = default;
};

class expression_maker {
public:
    expression_maker(dice& random, query_source& queries) : random_(random), queries_(queries) {}

    type_kind any_kind() {
        static constexpr type_kind kinds[] = {type_kind::boolean, type_kind::big_integer, type_kind::big_integer,
                                              type_kind::text,    type_kind::decimal,     type_kind::date};
        return kinds[random_.below(6)];
    }
    tree_node make(type_kind kind, const place& at, int depth) {
        if (depth <= 0 || random_.one_in(4)) return leaf(kind, at);
        if (at.windows && random_.one_in(5)) return window(kind, at);
        if (random_.one_in(7)) return chosen(kind, at, depth - 1);
        switch (kind) {
        case type_kind::boolean: return condition(at, depth - 1);
        case type_kind::text: return text(at, depth - 1);
        case type_kind::decimal: return price(at, depth - 1);
        case type_kind::date: return date(at, depth - 1);
        default: return whole(at, depth - 1);
        }
    }
    tree_node condition(const place& at, int depth) {
        const auto any = [&](type_kind kind) { return make(kind, at, depth - 1); };
        const type_kind kind = any_kind();
        switch (random_.below(13)) {
        case 0:
        case 1: {
            const operation op = random_.one_in(2) ? operation::logical_and : operation::logical_or;
            return binary(op, boolean_type, any(type_kind::boolean), any(type_kind::boolean));
        }
        case 2: return make_node(node_kind::unary, operation::logical_not, boolean_type, {any(type_kind::boolean)});
        case 3: {
            const operation op = random_.one_in(2) ? operation::is_null : operation::is_not_null;
            return make_node(node_kind::unary, op, boolean_type, {any(kind)});
        }
        case 4: {
            tree_node made =
                make_node(node_kind::between, operation::none, boolean_type, {any(kind), any(kind), any(kind)});
            made.at.negated = random_.one_in(2);
            return made;
        }
        case 5: {
            tree_node made =
                make_node(node_kind::in_values, operation::none, boolean_type, {any(kind), any(kind), any(kind)});
            made.at.negated = random_.one_in(2);
            return made;
        }
        case 6: {
            static constexpr operation tests[] = {operation::starts_with, operation::ends_with, operation::contains};
            return binary(tests[random_.below(3)], boolean_type, any(type_kind::text), any(type_kind::text));
        }
        case 7: {
            std::vector<tree_node> pairs{any(kind), any(type_kind::big_integer), any(kind),
                                         any(type_kind::big_integer)};
            return make_node(node_kind::row_comparison, comparison(), boolean_type, std::move(pairs));
        }
        case 8:
        case 9:
            if (at.queries) return query_condition(at, depth);
            [[fallthrough]];
        default:
            return binary(random_.one_in(5) ? operation::is_distinct_from : comparison(), boolean_type, any(kind),
                          any(kind));
        }
    }

private:
    operation comparison() {
        return static_cast<operation>(static_cast<std::size_t>(operation::equal) + random_.below(6));
    }
    tree_node query_condition(const place& at, int depth) {
        const type_kind kind = any_kind();
        if (random_.one_in(2)) {
            tree_node made = make_node(node_kind::exists_query, operation::none, boolean_type, {});
            made.query = queries_.one_column(kind, at, false);
            return made;
        }
        tree_node made = make_node(node_kind::in_query, operation::none, boolean_type, {make(kind, at, depth - 1)});
        made.at.negated = random_.one_in(3);
        made.query = queries_.one_column(kind, at, false);
        return made;
    }
    tree_node value(type_kind kind) {
        switch (kind) {
        case type_kind::boolean: return constant(random_.one_in(2));
        case type_kind::text: return constant(random_.text());
        case type_kind::decimal: return constant(random_.price());
        case type_kind::date: return constant(random_.day());
        default: return constant(random_.number());
        }
    }
    static bool is_of(const sql_type& type, type_kind kind) {
        return type.kind == kind || (type.kind == type_kind::integer && kind == type_kind::big_integer);
    }
    tree_node leaf(type_kind kind, const place& at) {
        if (random_.one_in(5)) return value(kind);
        if (at.queries && random_.one_in(12)) {
            tree_node made = make_node(node_kind::scalar_query, operation::none, {.kind = kind}, {});
            made.query = queries_.one_column(kind, at, true);
            made.at.type = made.query->find(clause_kind::select)->items[0].at.type;
            return made;
        }
        if (at.grouped) return of_group(kind, at);
        if (at.aggregates && random_.one_in(3)) return aggregate(kind, at);
        return column(kind, at);
    }
    tree_node of_group(type_kind kind, const place& at) {
        std::vector<const tree_node*> fitting;
        for (const tree_node& key : at.keys)
            if (is_of(key.at.type, kind)) fitting.push_back(&key);
        if (fitting.empty() || random_.one_in(2)) return aggregate(kind, at);
        return copy_of(*fitting[random_.below(fitting.size())]);
    }
    tree_node column(type_kind kind, const place& at) {
        const place& from = at.outer && random_.one_in(3) && !at.outer->grouped ? *at.outer : at;
        std::vector<node> fitting;
        for (const seen_table& each : from.tables)
            for (std::size_t i = 0; i < each.table().column_count; ++i)
                if (is_of(each.table().columns[i].type, kind))
                    fitting.push_back({.kind = node_kind::column,
                                       .column = static_cast<std::uint16_t>(i),
                                       .table = each.table,
                                       .alias = each.alias,
                                       .type = each.table().columns[i].type});
        if (fitting.empty()) return value(kind);
        return {.at = fitting[random_.below(fitting.size())]};
    }
    static place inside(const place& at) {
        place rows = at;
        rows.grouped = rows.aggregates = rows.windows = rows.queries = false;
        return rows;
    }
    tree_node aggregate(type_kind kind, const place& at) {
        const place rows = inside(at);
        tree_node made = make_node(node_kind::aggregate, operation::count, whole_type, {});
        if (kind == type_kind::boolean) {
            const tree_node counted = aggregate(type_kind::big_integer, at);
            return binary(comparison(), boolean_type, copy_of(counted), value(type_kind::big_integer));
        }
        if (kind == type_kind::big_integer && random_.one_in(2)) {
            if (random_.one_in(2)) {
                made.operands.push_back(make_node(node_kind::star, operation::none, boolean_type, {}));
            } else {
                made.operands.push_back(make(any_kind(), rows, 1));
                made.at.distinct = random_.one_in(3);
            }
        } else {
            const bool sums = (kind == type_kind::big_integer || kind == type_kind::decimal) && random_.one_in(2);
            made.at.op = sums ? operation::sum : random_.one_in(2) ? operation::min : operation::max;
            tree_node operand = make(kind, rows, 1);
            made.at.type = sums && kind == type_kind::big_integer ? whole_type : operand.at.type;
            made.operands.push_back(std::move(operand));
        }
        if (random_.one_in(4)) {
            made.at.filtered = true;
            made.operands.push_back(make(type_kind::boolean, rows, 2));
        }
        return made;
    }
    /// A function over a window: those that rows alike in the order do not make a matter of chance.
    tree_node window(type_kind kind, const place& at) {
        place rows = at;
        rows.windows = rows.queries = false;
        const bool ranks = kind == type_kind::big_integer && random_.one_in(2);
        tree_node called = ranks ? function(random_.one_in(2) ? operation::rank : operation::dense_rank, whole_type)
                                 : aggregate(kind == type_kind::boolean ? type_kind::big_integer : kind, inside(at));
        called.at.distinct = false;
        const sql_type type = called.at.type;
        tree_node partition = make_node(node_kind::group, operation::none, {}, {});
        tree_node order = make_node(node_kind::group, operation::none, {}, {});
        if (at.grouped) { // of groups: the arguments would be aggregates of aggregates
            called = function(operation::rank, whole_type);
        }
        if (random_.one_in(2)) partition.operands.push_back(make(any_kind(), rows, 0));
        if (ranks || at.grouped || random_.one_in(2))
            order.operands.push_back(order_term(make(any_kind(), rows, 1), random_.one_in(2), random_.one_in(2)));
        tree_node made = make_node(node_kind::window, operation::none, at.grouped ? whole_type : type,
                                   {std::move(called), std::move(partition), std::move(order)});
        if (kind == type_kind::boolean || made.at.type.kind != kind)
            return kind == type_kind::boolean
                       ? binary(comparison(), boolean_type, std::move(made), value(type_kind::big_integer))
                   : made.at.type.kind == kind ? made
                                               : leaf(kind, at);
        return made;
    }
    /// What takes values of any type and yields one of them.
    tree_node chosen(type_kind kind, const place& at, int depth) {
        tree_node first = make(kind, at, depth), second = make(kind, at, depth);
        // The type that holds both, as in the typed language.
        const sql_type type = first.at.type.kind == type_kind::integer ? second.at.type : first.at.type;
        switch (random_.below(5)) {
        case 0: return function(operation::coalesce, type, std::move(first), std::move(second));
        case 1: return function(operation::nullif, first.at.type, copy_of(first), std::move(second));
        case 2:
            if (kind != type_kind::boolean)
                return function(operation::greatest, type, std::move(first), std::move(second));
            [[fallthrough]];
        case 3:
            if (kind != type_kind::boolean)
                return function(operation::least, type, std::move(first), std::move(second));
            [[fallthrough]];
        default: {
            std::vector<tree_node> all{make(type_kind::boolean, at, depth), std::move(first)};
            if (!random_.one_in(3)) all.push_back(std::move(second));
            const sql_type own = all.size() > 2 ? type : all[1].at.type;
            return make_node(node_kind::case_when, operation::none, own, std::move(all));
        }
        }
    }
    tree_node whole(const place& at, int depth) {
        const auto any = [&](type_kind kind) { return make(kind, at, depth); };
        tree_node first = any(type_kind::big_integer);
        const sql_type own = first.at.type;
        switch (random_.below(11)) {
        case 9: {
            tree_node second = any(type_kind::big_integer);
            const sql_type wider = own.kind == type_kind::integer ? second.at.type : own;
            static constexpr operation ops[] = {operation::bit_and, operation::bit_or, operation::bit_xor};
            return function(ops[random_.below(3)], wider, std::move(first), std::move(second));
        }
        case 10: {
            if (random_.one_in(3)) return function(operation::bit_not, own, std::move(first));
            const operation op = random_.one_in(2) ? operation::shift_left : operation::shift_right;
            return function(op, whole_type, std::move(first), any(type_kind::big_integer));
        }
        case 0:
        case 1:
        case 2: {
            tree_node second = any(type_kind::big_integer);
            const sql_type wider = own.kind == type_kind::integer ? second.at.type : own;
            static constexpr operation ops[] = {operation::add, operation::subtract, operation::divide_whole,
                                                operation::modulo};
            return binary(ops[random_.below(4)], wider, std::move(first), std::move(second));
        }
        case 3:
            return binary(operation::multiply, whole_type, leaf(type_kind::big_integer, at),
                          value(type_kind::big_integer));
        case 4: return make_node(node_kind::unary, operation::negate, own, {std::move(first)});
        case 5: return function(operation::abs, own, std::move(first));
        case 6: return function(operation::length, whole_type, any(type_kind::text));
        case 7: return function(operation::year_of, whole_type, any(type_kind::date));
        default:
            return make_node(node_kind::cast, operation::cast_boolean_to_number, whole_type, {any(type_kind::boolean)});
        }
    }
    tree_node text(const place& at, int depth) {
        const auto any = [&](type_kind kind) { return make(kind, at, depth); };
        switch (random_.below(7)) {
        case 0:
        case 1: return binary(operation::concatenate, text_type, any(type_kind::text), any(type_kind::text));
        case 2:
            return function(
                operation::trim_start, text_type,
                binary(operation::concatenate, text_type, constant(std::string("x")), leaf(type_kind::text, at)));
        case 3: return function(operation::trim, text_type, any(type_kind::text));
        case 4:
            return function(operation::substring, text_type, any(type_kind::text), value(type_kind::big_integer),
                            value(type_kind::big_integer));
        case 5:
            return function(operation::replace, text_type, any(type_kind::text), value(type_kind::text),
                            value(type_kind::text));
        default: return make_node(node_kind::cast, operation::cast, text_type, {any(type_kind::big_integer)});
        }
    }
    tree_node price(const place& at, int depth) {
        const auto any = [&](type_kind kind) { return make(kind, at, depth); };
        switch (random_.below(5)) {
        case 0:
        case 1: {
            const operation op = random_.one_in(2) ? operation::add : operation::subtract;
            return binary(op, price_type, any(type_kind::decimal), any(type_kind::decimal));
        }
        case 2:
            return binary(operation::multiply, price_type, leaf(type_kind::decimal, at),
                          leaf(type_kind::big_integer, at));
        case 3: return make_node(node_kind::unary, operation::negate, price_type, {any(type_kind::decimal)});
        default: return make_node(node_kind::cast, operation::cast, price_type, {any(type_kind::big_integer)});
        }
    }
    tree_node date(const place& at, int depth) {
        tree_node first = make(type_kind::date, at, depth);
        if (random_.one_in(2)) {
            tree_node made = function(operation::truncate_date, date_type, std::move(first));
            made.at.column =
                static_cast<std::uint16_t>(random_.one_in(2) ? refract::date_unit::month : refract::date_unit::week);
            return made;
        }
        return binary(random_.one_in(2) ? operation::add_to_date : operation::subtract_from_date, date_type,
                      std::move(first), constant(std::chrono::days(random_.number())));
    }

    dice& random_;
    query_source& queries_;
};

} // namespace random_test
