#pragma once

#include <refract/migrate/lint.hpp>

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lint_tests {

using namespace refract;

inline std::vector<migrate::finding> lint_script(std::string_view sql, const migrate::lint_options& options) {
    const migrate::migration only{.name = "script", .up = std::string(sql)};
    return migrate::lint(std::span(&only, 1), options);
}
/// "L013 L034": each once.
inline std::string rules_of(const std::vector<migrate::finding>& found) {
    std::set<std::string> rules;
    for (const migrate::finding& each : found) rules.insert(each.rule);
    std::string text;
    for (const std::string& each : rules) text.append(text.empty() ? "" : " ").append(each);
    return text;
}

} // namespace lint_tests
