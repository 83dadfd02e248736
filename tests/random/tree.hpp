#pragma once

// Statements that own what they are made of, so that a test can make and shrink them at run time, and the plain data
// that the library's rules and printers read of them.

#include <refract/refract.hpp>

#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace random_test {

using namespace refract::detail;

struct tree_query;

/// An expression: its own node, its operands, the value of a placeholder, and the query of those that hold one.
struct tree_node {
    node at{};
    std::vector<tree_node> operands{};
    refract::any_value value{};
    std::shared_ptr<tree_query> query{};
};
struct tree_clause {
    clause at{};
    std::vector<tree_node> items{};
    std::shared_ptr<tree_query> query{};
};
struct tree_query {
    std::vector<tree_clause> clauses{};

    tree_clause* find(clause_kind kind) {
        for (tree_clause& each : clauses)
            if (each.at.kind == kind) return &each;
        return nullptr;
    }
};

/// A copy that shares nothing.
inline tree_query copy_of(const tree_query& query);
inline tree_node copy_of(const tree_node& from) {
    tree_node made{.at = from.at, .value = from.value};
    for (const tree_node& each : from.operands) made.operands.push_back(copy_of(each));
    if (from.query) made.query = std::make_shared<tree_query>(copy_of(*from.query));
    return made;
}
inline tree_query copy_of(const tree_query& from) {
    tree_query made;
    for (const tree_clause& each : from.clauses) {
        tree_clause copy{.at = each.at};
        for (const tree_node& item : each.items) copy.items.push_back(copy_of(item));
        if (each.query) copy.query = std::make_shared<tree_query>(copy_of(*each.query));
        made.clauses.push_back(std::move(copy));
    }
    return made;
}

/// The same as plain data, with the values in the order of their placeholders.
class flat_statement {
public:
    explicit flat_statement(const tree_query& query) : whole_(add(query)) {}
    flat_statement(const flat_statement&) = delete;

    const statement_view& view() const { return *whole_; }
    const std::vector<refract::any_value>& values() const { return values_; }

private:
    void add(const tree_node& from, std::vector<node>& to) {
        const std::size_t index = to.size();
        to.push_back(from.at);
        to[index].arity = static_cast<std::uint16_t>(from.operands.size());
        if (from.at.kind == node_kind::value) values_.push_back(from.value);
        for (const tree_node& each : from.operands) add(each, to);
        if (from.query) to[index].query = add(*from.query); // its values follow those of the operands
    }
    const statement_view* add(const tree_query& query) {
        std::vector<clause>& clauses = clauses_.emplace_back();
        clauses.reserve(query.clauses.size());
        for (const tree_clause& each : query.clauses) {
            clause made = each.at;
            made.items = static_cast<std::uint16_t>(each.items.size());
            if (each.query) {
                made.query = add(*each.query);
                made.holds += content_of(*made.query);
                made.holds += {.queries = 1};
            }
            std::vector<node>& nodes = nodes_.emplace_back();
            for (const tree_node& item : each.items) add(item, nodes);
            if (!nodes.empty()) made.nodes = nodes.data();
            made.holds += content_of(nodes.data(), nodes.data() + nodes.size());
            clauses.push_back(made);
        }
        return &views_.emplace_back(statement_view{verb::select, clauses.data(), clauses.size()});
    }

    std::deque<std::vector<node>> nodes_{};
    std::deque<std::vector<clause>> clauses_{};
    std::deque<statement_view> views_{};
    std::vector<refract::any_value> values_{};
    const statement_view* whole_;
};

// Queries that stand as tables have columns that only the run time knows: a few tables whose columns change.
inline constexpr std::size_t most_derived = 12, most_columns = 6;
struct derived_table {
    std::array<column_info, most_columns> columns{};
    table_info info{};
};
inline derived_table derived_tables[most_derived];
template <std::size_t Index> const table_info& derived_at() { return derived_tables[Index].info; }
template <std::size_t... Index> constexpr auto list_derived(std::index_sequence<Index...>) {
    return std::array<table_ref, sizeof...(Index)>{&derived_at<Index>...};
}
inline constexpr auto derived_refs = list_derived(std::make_index_sequence<most_derived>{});
inline constexpr std::string_view derived_names[] = {"d0", "d1", "d2", "d3", "d4",  "d5",
                                                     "d6", "d7", "d8", "d9", "d10", "d11"};
inline constexpr std::string_view column_names[] = {"c0", "c1", "c2", "c3", "c4", "c5"};
inline constexpr std::string_view alias_names[] = {"s0", "s1", "s2",  "s3",  "s4",  "s5",  "s6",  "s7",
                                                   "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15"};

} // namespace random_test
