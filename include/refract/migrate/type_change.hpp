// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/change_patterns.hpp>
#include <refract/migrate/definition.hpp>

#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What it means for the rows of a table that a column has another type.

namespace refract {
inline namespace v0 {
namespace detail {

/// `timestamp(3) without time zone[]`: "timestamp without time zone", {3}, an array.
struct type_parts {
    std::string base{};
    std::vector<long> sizes{};
    bool is_array = false;

    explicit type_parts(std::string_view type) {
        if (type.ends_with("[]")) {
            is_array = true;
            type.remove_suffix(2);
        }
        const std::size_t open = type.find('('), close = type.find(')');
        if (open == type.npos || close == type.npos || type.starts_with('"')) {
            base = std::string(type);
            return;
        }
        base = std::string(type.substr(0, open)) + std::string(type.substr(close + 1));
        const std::string inside(type.substr(open + 1, close - open - 1));
        const char* at = inside.c_str();
        while (*at) {
            char* end = nullptr;
            sizes.push_back(std::strtol(at, &end, 10));
            at = *end ? end + 1 : end;
        }
    }
};

/// Whether there is a group, "integer,bigint", with both; `in_order`: with the first before the second.
inline bool are_in_group(std::string_view groups, std::string_view first, std::string_view second, bool in_order) {
    while (!groups.empty()) {
        std::string_view group = groups.substr(0, groups.find(';'));
        groups.remove_prefix(group.size() == groups.size() ? group.size() : group.size() + 1);
        std::size_t at = 1, first_at = 0, second_at = 0;
        while (!group.empty()) {
            const std::string_view each = group.substr(0, group.find(','));
            group.remove_prefix(each.size() == group.size() ? each.size() : each.size() + 1);
            if (each == first) first_at = at;
            if (each == second) second_at = at;
            ++at;
        }
        if (first_at != 0 && second_at != 0 && (!in_order || first_at < second_at)) return true;
    }
    return false;
}
inline bool is_in_list(std::string_view list, std::string_view wanted) {
    return are_in_group(list, wanted, wanted, false);
}

/// numeric(8,2) holds all of numeric(6,2), not of numeric(8,3); what says nothing holds all.
inline bool holds_all(const type_parts& wanted, const type_parts& old) {
    if (wanted.sizes.empty()) return true;
    if (old.sizes.empty() || wanted.sizes.size() != old.sizes.size()) return false;
    long before_point = wanted.sizes[0] - old.sizes[0];
    for (std::size_t i = 1; i < old.sizes.size(); ++i) {
        if (wanted.sizes[i] < old.sizes[i]) return false;
        before_point -= wanted.sizes[i] - old.sizes[i];
    }
    return before_point >= 0;
}
/// Whether digits behind the point are written as they were: numeric(6,2) and numeric(8,2).
inline bool have_one_scale(const type_parts& wanted, const type_parts& old) {
    return wanted.sizes.size() < 2 || (old.sizes.size() == wanted.sizes.size() && old.sizes[1] == wanted.sizes[1]);
}
/// Whether each value is one of the other type as well, and stays what it is.
inline bool keeps_values(const change_patterns& how, std::string_view from, std::string_view to) {
    const type_parts old(from), wanted(to);
    if (wanted.sizes.empty() && !wanted.is_array && is_in_list(how.text_types, wanted.base)) return true;
    if (old.is_array != wanted.is_array) return false;
    if (old.base == wanted.base) return holds_all(wanted, old);
    return wanted.sizes.empty() && (are_in_group(how.wider_types, old.base, wanted.base, true) ||
                                    are_in_group(how.alike_types, old.base, wanted.base, true));
}

struct type_change {
    const change_pattern* pattern = nullptr;
    migrate::hazard danger = migrate::hazard::none; ///< beside the pattern's
};

/// How values become values of another type, of those that a database has by itself; all others go by their text.
inline type_change change_of_type(const change_patterns& how, const migrate::column_definition& from,
                                  const migrate::column_definition& to) {
    constexpr migrate::hazard narrower = migrate::hazard::may_fail | migrate::hazard::loses_data;
    const type_parts old(from.type), wanted(to.type);
    const bool is_one = old.base == wanted.base, are_alike = old.is_array == wanted.is_array;
    if (are_alike && from.collation == to.collation) {
        const bool holds = holds_all(wanted, old);
        const bool is_longer = is_one && !old.is_array && is_in_list(how.longer_types, old.base);
        const bool is_written_alike = !old.is_array && // those of an array are written anew, whatever they are
                                      wanted.sizes.empty() &&
                                      are_in_group(how.alike_types, old.base, wanted.base, true);
        if (is_written_alike || (is_longer && holds && have_one_scale(wanted, old))) return {&how.set_alike_type};
        const bool is_wider = wanted.sizes.empty() && are_in_group(how.wider_types, old.base, wanted.base, true);
        const migrate::hazard danger = is_wider || (is_one && holds) ? migrate::hazard::none : narrower;
        if (is_one || are_in_group(how.assigned_types, old.base, wanted.base, false)) return {&how.set_type, danger};
        if (are_in_group(how.cast_types, old.base, wanted.base, false)) return {&how.set_cast_type, danger};
        if (!old.is_array && are_in_group(how.counted_types, old.base, wanted.base, true))
            return {&how.set_type_by_number, danger};
        if (!old.is_array && are_in_group(how.counted_types, wanted.base, old.base, true))
            return {&how.set_type_by_truth, danger};
    }
    const bool may_be_longer = !wanted.sizes.empty() && !keeps_values(how, from.type, to.type);
    if (!to.collation.empty())
        return {&how.set_collated_type, may_be_longer ? migrate::hazard::may_fail : migrate::hazard::none};
    if (!wanted.is_array && is_in_list(how.text_types, wanted.base))
        return {&how.set_type, may_be_longer ? migrate::hazard::may_fail : migrate::hazard::none};
    return {&how.set_type_by_text, may_be_longer ? narrower : migrate::hazard::none};
}

} // namespace detail
} // namespace v0
} // namespace refract
