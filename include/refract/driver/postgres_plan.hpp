// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/inspection.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The plans that PostgreSQL writes as JSON, a property on each line.
/// Source: ExplainPropertyText in src/backend/commands/explain.c

namespace refract {
inline namespace v0 {
namespace detail {

/// A text between quotes of JSON.
inline std::string unquote_json(std::string_view quoted) {
    std::string text;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        const bool is_escape = quoted[i] == '\\' && i + 2 < quoted.size();
        if (is_escape) ++i;
        const bool is_space = is_escape && (quoted[i] == 'n' || quoted[i] == 't' || quoted[i] == 'r');
        text += is_space ? ' ' : quoted[i];
    }
    return text;
}

/// The tables that a plan reads as they lie, and whether it sorts.
inline void read_postgres_plan(std::string_view plan, live_statement& seen) {
    std::vector<table_scan>& scans = seen.scans;
    bool is_scan = false;
    while (!plan.empty()) {
        std::string_view line = plan.substr(0, plan.find('\n'));
        plan.remove_prefix(line.size() == plan.size() ? line.size() : line.size() + 1);
        const std::size_t start = line.find_first_not_of(' ');
        if (start == line.npos) continue;
        line.remove_prefix(start);
        if (line.ends_with(',')) line.remove_suffix(1);
        const std::size_t colon = line.find(": ");
        if (colon == line.npos) continue;
        const std::string_view property = line.substr(0, colon), value = line.substr(colon + 2);
        if (property == "\"Node Type\"") {
            is_scan = value == "\"Seq Scan\"";
            seen.sorts |= value == "\"Sort\"";
        }
        if (!is_scan) continue;
        if (property == "\"Relation Name\"") scans.push_back({.table = unquote_json(value), .has_condition = false});
        if (scans.empty()) continue;
        if (property == "\"Schema\"") scans.back().schema = unquote_json(value);
        if (property == "\"Alias\"") scans.back().alias = unquote_json(value);
        if (property != "\"Filter\"") continue;
        scans.back().has_condition = true;
        scans.back().condition = unquote_json(value);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
