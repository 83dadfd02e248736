#pragma once

// Random queries: joins, groups, windows, queries inside queries and as tables, WITH, set operations.

#include "expressions.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace random_test {

inline bool holds_kind(const tree_node& at, node_kind kind) {
    if (at.at.kind == kind) return true;
    for (const tree_node& each : at.operands)
        if (holds_kind(each, kind)) return true;
    return false;
}
/// Of each part of a condition, as AND joins them.
inline bool each_holds_column(const tree_node& condition) {
    if (condition.at.kind != node_kind::binary || condition.at.op != operation::logical_and)
        return holds_kind(condition, node_kind::column);
    for (const tree_node& each : condition.operands)
        if (!each_holds_column(each)) return false;
    return true;
}
inline bool holds_value(const tree_node& at) { return at.query || holds_kind(at, node_kind::value); }

class query_maker : query_source {
public:
    explicit query_maker(std::uint64_t seed) : random_(seed), expressions_(random_, *this) {}

    /// A whole statement.
    tree_query statement() {
        std::vector<type_kind> kinds = any_kinds();
        tree_query made;
        if (random_.one_in(4)) {
            const std::size_t index = next_derived_;
            auto shared = named_query(2);
            tree_clause with{.at = {.kind = clause_kind::with, .table = derived_refs[index]}};
            with.query = std::move(shared);
            common_ = derived_refs[index];
            made = random_.one_in(4) ? set_operation(kinds, 2) : select(kinds, nullptr, 3, false);
            made.clauses.insert(made.clauses.begin(), std::move(with));
        } else {
            made = random_.one_in(5) ? set_operation(kinds, 2) : select(kinds, nullptr, 3, false);
        }
        return made;
    }

private:
    std::vector<type_kind> any_kinds() {
        std::vector<type_kind> kinds;
        for (std::size_t i = 0, count = 1 + random_.below(4); i < count; ++i) kinds.push_back(expressions_.any_kind());
        return kinds;
    }
    std::shared_ptr<tree_query> one_column(type_kind kind, const place& around, bool one_row) override {
        ++depth_;
        auto made = std::make_shared<tree_query>(select({kind}, &around, depth_ > 2 ? 0 : 1, one_row));
        --depth_;
        return made;
    }
    /// A query that stands as a table, whose columns get names.
    std::shared_ptr<tree_query> named_query(int depth) {
        const std::size_t index = next_derived_++;
        std::vector<type_kind> kinds = any_kinds();
        auto made = std::make_shared<tree_query>(random_.one_in(5) ? set_operation(kinds, depth - 1)
                                                                   : select(kinds, nullptr, depth - 1, false));
        const flat_statement flat(*made);
        derived_table& table = derived_tables[index];
        const clause& columns = *flat.view().first_query().find(clause_kind::select);
        std::size_t count = 0;
        for (const node& item : items_of(columns)) {
            table.columns[count] = {.name = column_names[count],
                                    .field = column_names[count],
                                    .type = item.type,
                                    .nullable = yields_null_at(flat.view(), count, nullptr)};
            ++count;
        }
        table.info = {.name = derived_names[index], .columns = table.columns.data(), .column_count = count};
        return made;
    }
    tree_clause source(clause_kind kind, place& seen, int depth) {
        tree_clause made{.at = {.kind = kind}};
        if (depth > 1 && next_derived_ < most_derived && random_.one_in(5)) {
            made.at.table = derived_refs[next_derived_];
            // SQLite 3.40 loses rows of a query with scalar queries on the far side of an outer join.
            plain_ += kind == clause_kind::join;
            made.query = named_query(depth - 1);
            plain_ -= kind == clause_kind::join;
        } else if (common_ && random_.one_in(2)) {
            made.at.table = common_;
        } else {
            static constexpr table_ref tables[] = {&table_of<Person>, &table_of<Task>, &table_of<Word>};
            made.at.table = tables[random_.below(3)];
        }
        if (is_seen(made.at.table, seen) || random_.one_in(3)) made.at.alias = alias_names[next_alias_++ % 16];
        seen.tables.push_back({made.at.table, made.at.alias});
        return made;
    }
    static bool is_seen(table_ref table, const place& at) {
        for (const place* each = &at; each; each = each->outer)
            for (const seen_table& other : each->tables)
                if (other.table == table) return true;
        return false;
    }
    void join(tree_query& made, place& seen, int depth) {
        const place before = seen;
        tree_clause joined = source(clause_kind::join, seen, depth);
        static constexpr join_kind kinds[] = {join_kind::inner, join_kind::left,  join_kind::left,
                                              join_kind::right, join_kind::cross, join_kind::full};
        joined.at.join = kinds[random_.below(6)];
        const bool is_late = joined.at.join == join_kind::right || joined.at.join == join_kind::full;
        if (is_late && operands_ > 0)
            joined.at.join = join_kind::left; // SQLite 3.40 finds rows twice in unions of them
        place on = seen;
        on.outer = nullptr;
        on.queries = false;
        if (joined.at.join == join_kind::full) { // PostgreSQL takes equal columns only
            const auto keys = [](const seen_table& of) {
                std::vector<tree_node> found;
                for (std::size_t i = 0; i < of.table().column_count; ++i)
                    if (of.table().columns[i].type.kind == type_kind::big_integer)
                        found.push_back({.at = {.kind = node_kind::column,
                                                .column = static_cast<std::uint16_t>(i),
                                                .table = of.table,
                                                .alias = of.alias,
                                                .type = of.table().columns[i].type}});
                return found;
            };
            auto left = keys(before.tables.back()), right = keys(seen.tables.back());
            if (left.empty() || right.empty())
                joined.at.join = join_kind::left;
            else
                joined.items.push_back(binary(operation::equal, boolean_type, left[random_.below(left.size())],
                                              right[random_.below(right.size())]));
        }
        while (joined.at.join != join_kind::cross && joined.items.empty()) {
            joined.items.push_back(expressions_.make(type_kind::boolean, on, 2));
            // SQLite takes a constant part for a condition of the whole, outer joins behind it included.
            if (!each_holds_column(joined.items[0])) joined.items.clear();
        }
        made.clauses.push_back(std::move(joined));
    }
    tree_query select(const std::vector<type_kind>& kinds, const place* outer, int depth, bool one_row) {
        tree_query made;
        place seen{.outer = outer, .queries = depth > 0 && plain_ == 0};
        made.clauses.push_back(source(clause_kind::from, seen, depth));
        for (std::size_t joins = random_.below(depth > 1 ? 3 : 2); joins > 0; --joins) join(made, seen, depth);
        if (random_.one_in(2)) add(made, clause_kind::where, {expressions_.make(type_kind::boolean, seen, 3)});
        place row = seen;
        row.windows = depth > 1 && random_.one_in(3);
        row.aggregates = false;
        if (one_row) {
            row = seen;
            row.grouped = row.aggregates = true;
        } else if (random_.one_in(3)) {
            group(made, row);
        }
        tree_clause columns{.at = {.kind = clause_kind::select}};
        for (const type_kind kind : kinds) {
            tree_node item = expressions_.make(kind, row, one_row ? 1 : 2);
            while (one_row && !holds_kind(item, node_kind::aggregate)) item = expressions_.make(kind, row, 1);
            columns.items.push_back(std::move(item));
        }
        // SQLite forgets DISTINCT inside EXISTS, where an offset counts on it.
        const bool distinct = !one_row && depth_ == 0 && random_.one_in(6);
        if (distinct) made.clauses.push_back({.at = {.kind = clause_kind::distinct}});
        made.clauses.push_back(std::move(columns));
        if (!one_row && is_own(made, seen)) bound(made);
        return made;
    }
    /// Whether a query selects columns of its own tables only: SQLite does not order by those outside.
    static bool is_own(tree_query& made, const place& seen) {
        for (const tree_node& item : made.find(clause_kind::select)->items)
            if (!is_own(item, seen)) return false;
        return true;
    }
    static bool is_own(const tree_node& at, const place& seen) {
        bool own = at.at.kind != node_kind::column;
        for (const seen_table& each : seen.tables) own |= each.table == at.at.table && each.alias == at.at.alias;
        for (const tree_node& each : at.operands) own = own && is_own(each, seen);
        return own;
    }
    static void add(tree_query& to, clause_kind kind, std::vector<tree_node> items) {
        to.clauses.push_back({.at = {.kind = kind}, .items = std::move(items)});
    }
    void group(tree_query& made, place& row) {
        place plain = row;
        plain.windows = plain.queries = false;
        for (std::size_t count = 1 + random_.below(2); count > 0; --count) {
            tree_node key = expressions_.make(expressions_.any_kind(), plain, 0);
            if (key.at.kind == node_kind::column) row.keys.push_back(std::move(key));
        }
        if (row.keys.empty()) return;
        std::vector<tree_node> keys;
        for (const tree_node& each : row.keys) keys.push_back(copy_of(each));
        add(made, clause_kind::group_by, std::move(keys));
        row.grouped = row.aggregates = true;
        place having = row;
        having.windows = false;
        if (random_.one_in(3)) add(made, clause_kind::having, {expressions_.make(type_kind::boolean, having, 2)});
    }
    /// An order by all columns, so that rows alike in it are alike; then a limit says which rows there are.
    void bound(tree_query& made) {
        if (!random_.one_in(3)) return;
        tree_query* first = &made;
        while (tree_clause* operand = first->find(clause_kind::operand)) first = operand->query.get();
        const flat_statement flat(*first);
        for (const node& one : items_of(flat.view().find(clause_kind::select)))
            for (const node& other : items_of(flat.view().find(clause_kind::select)))
                if (&one != &other && same_expression(one, other)) return; // the order would mean one of them twice
        std::vector<tree_node> terms;
        for (const tree_node& item : first->find(clause_kind::select)->items) {
            if (holds_value(item)) return;
            terms.push_back(order_term(copy_of(item), random_.one_in(2), random_.one_in(2)));
        }
        add(made, clause_kind::order_by, std::move(terms));
        if (random_.one_in(2)) add(made, clause_kind::limit, {constant(static_cast<std::int64_t>(random_.below(6)))});
        if (random_.one_in(3)) add(made, clause_kind::offset, {constant(static_cast<std::int64_t>(random_.below(4)))});
    }
    tree_query set_operation(const std::vector<type_kind>& kinds, int depth) {
        static constexpr clause_kind operations[] = {clause_kind::union_all, clause_kind::union_distinct,
                                                     clause_kind::intersect, clause_kind::except};
        tree_query made;
        for (std::size_t i = 0, count = 2 + random_.below(2); i < count; ++i) {
            ++operands_;
            tree_clause part{.at = {.kind = i == 0 ? clause_kind::operand : operations[random_.below(4)]}};
            part.query =
                std::make_shared<tree_query>(depth > 1 && random_.one_in(4) ? set_operation(kinds, depth - 1)
                                                                            : select(kinds, nullptr, depth - 1, false));
            --operands_;
            made.clauses.push_back(std::move(part));
            if (count == 3 && i == 1) { // (a op b) op c, as the library nests them
                auto inner = std::make_shared<tree_query>(std::move(made));
                made = tree_query{};
                made.clauses.push_back({.at = {.kind = clause_kind::operand}});
                made.clauses.back().query = std::move(inner);
            }
        }
        bound(made);
        return made;
    }

    dice random_;
    expression_maker expressions_;
    std::size_t next_derived_ = 0, next_alias_ = 0;
    table_ref common_ = nullptr;
    int depth_ = 0;
    int plain_ = 0, operands_ = 0; ///< inside so many queries of that kind
};

} // namespace random_test
