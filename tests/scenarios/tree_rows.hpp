#pragma once

// Trees as the rows that left joins would give: a row with nothing below it has NULLs there, and two lists side by side
// are each with each.

#include "scenario.hpp"

#include <refract/meta/tie.hpp>

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace refract_test {

namespace tree_parts {

template <class> inline constexpr bool is_list = false;
template <class Row> inline constexpr bool is_list<std::vector<Row>> = true;
template <class> inline constexpr bool is_maybe_row = false;
template <class Row> inline constexpr bool is_maybe_row<std::optional<Row>> = std::is_aggregate_v<Row>;

/// What each row of the left side is with each row of the right one.
inline text_rows each_with_each(const text_rows& left, const text_rows& right) {
    text_rows all;
    for (const std::string& first : left)
        for (const std::string& second : right) all.push_back(first.empty() ? second : first + "|" + second);
    return all;
}
/// The rows of a field, or of nothing: NULLs.
template <class Field> text_rows joined_rows(const Field* field, bool on_sqlite) {
    if constexpr (is_list<Field>) {
        text_rows all;
        if (field)
            for (const auto& each : *field)
                for (std::string& row : tree_parts::joined_rows(&each, on_sqlite)) all.push_back(std::move(row));
        return all.empty() ? tree_parts::joined_rows<typename Field::value_type>(nullptr, on_sqlite) : all;
    } else if constexpr (is_maybe_row<Field>) {
        return tree_parts::joined_rows(field && *field ? &**field : nullptr, on_sqlite);
    } else if constexpr (std::is_aggregate_v<Field>) {
        text_rows all{""};
        const Field nothing{};
        refract::detail::for_each_field(field ? *field : nothing, [&](const auto& each) {
            all = each_with_each(all, tree_parts::joined_rows(field ? &each : nullptr, on_sqlite));
        });
        return all;
    } else {
        return {field ? scenario_text::print(*field, on_sqlite) : std::string("NULL")};
    }
}

} // namespace tree_parts

/// Scenarios whose rows are trees, or one tree.
template <class Backend> class tree_scenarios : public scenarios<Backend> {
public:
    using scenarios<Backend>::scenarios;

    /// What left joins by hand give, in any order.
    template <class Tree> void trees(const char* situation, const Tree& found, raw_sql by_hand) {
        scenarios<Backend>::trees(situation, tree_parts::joined_rows(&found, Backend::is_sqlite), by_hand);
    }
    /// The same, in the order of the rows and of the lists in them.
    template <class Tree> void in_order(const char* situation, const Tree& found, raw_sql by_hand) {
        this->leaves(situation, by_hand, tree_parts::joined_rows(&found, Backend::is_sqlite));
    }
};
template <class Backend> tree_scenarios(fresh_database<Backend>&) -> tree_scenarios<Backend>;

} // namespace refract_test
