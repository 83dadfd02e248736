// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/hexadecimal.hpp>
#include <refract/base/join_text.hpp>
#include <refract/base/version.hpp>
#include <refract/migrate/lint_rules.hpp>
#include <refract/verify/json_text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What lint found, for people, for programs, and for code hosts (SARIF 2.1.0).

namespace refract {
inline namespace v0 {
namespace detail {

/// A list of JSON values.
class json_list {
public:
    void add(std::string_view json) { text_.append(text_.size() > 1 ? "," : "").append(json); }
    std::string array() const { return text_ + "]"; }

private:
    std::string text_ = "[";
};

inline std::array<std::size_t, migrate::severity_count> count_findings(const std::vector<migrate::finding>& found) {
    std::array<std::size_t, migrate::severity_count> counts{};
    for (const migrate::finding& each : found) ++counts[static_cast<std::size_t>(each.weight)];
    return counts;
}
inline std::string lint_file(std::string_view folder, const migrate::finding& of) {
    return join_text({folder, folder.empty() || folder.ends_with('/') ? "" : "/", of.migration, "/migration.sql"});
}
/// A path as a part of a URI: all but letters, digits and a few marks by the numbers of their bytes.
inline std::string uri_of(std::string_view path) {
    std::string uri;
    for (const char c : path) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                              std::string_view("-._~/").find(c) != std::string_view::npos;
        if (!is_plain)
            put_hexadecimal(uri += '%', static_cast<unsigned char>(c));
        else
            uri += c;
    }
    return uri;
}
inline std::string lint_rule_json(const migrate::lint_rule& rule) {
    json_text text, remedy, level;
    text.field("text", rule.message);
    remedy.field("text", rule.remedy);
    level.field("level", migrate::name_of(rule.weight));
    json_text json;
    json.field("id", rule.code()).field("name", rule.name).add("shortDescription", text.object());
    json.add("help", remedy.object()).add("defaultConfiguration", level.object());
    json_text tags;
    tags.field("tags", std::vector<std::string_view>{migrate::name_of(rule.about)});
    return json.add("properties", tags.object()).object();
}
inline std::string sarif_result(const migrate::finding& of, std::string_view folder) {
    json_text region, artifact, physical, location, message, json;
    region.field("startLine", std::uint64_t{of.line}).field("startColumn", std::uint64_t{of.column});
    artifact.field("uri", uri_of(lint_file(folder, of)));
    physical.add("artifactLocation", artifact.object()).add("region", region.object());
    location.add("physicalLocation", physical.object());
    message.field("text", join_text({of.message, ".\n", of.remedy}));
    json.field("ruleId", of.rule);
    for (std::size_t i = 0; i < migrate::lint_rules().size(); ++i)
        if (migrate::lint_rules()[i]->code() == of.rule) json.field("ruleIndex", std::uint64_t{i});
    json.field("level", migrate::name_of(of.weight)).add("message", message.object());
    return json.add("locations", "[" + location.object() + "]").object();
}

} // namespace detail

namespace migrate {

/// "2 errors, 1 warning", without those of which there are none; "nothing" where nothing was found.
inline std::string count_of(const std::vector<finding>& found) {
    const std::array<std::size_t, severity_count> counts = detail::count_findings(found);
    std::string text;
    for (const severity each : {severity::error, severity::warning, severity::note}) {
        const std::size_t count = counts[static_cast<std::size_t>(each)];
        if (count == 0) continue;
        text.append(text.empty() ? "" : ", ").append(std::to_string(count)).append(" ").append(name_of(each));
        if (count > 1) text += 's';
    }
    return text.empty() ? "nothing" : text;
}

/// For people, and for editors that know what compilers print:
/// `migrations/20260101000000_first/migration.sql:5:1: error: the table ware is dropped ... [L034 drop-table]`, and
/// below it what to do instead. Nothing where nothing was found.
inline std::string print_findings(const std::vector<finding>& found, std::string_view folder = "migrations") {
    std::string text;
    for (const finding& each : found) {
        text.append(detail::lint_file(folder, each)).append(":").append(std::to_string(each.line));
        text.append(":").append(std::to_string(each.column)).append(": ").append(name_of(each.weight));
        text.append(": ").append(each.message).append(" [").append(each.rule).append(" ").append(each.name).append("]");
        std::string_view remedy = each.remedy;
        while (!remedy.empty()) {
            const std::size_t end = std::min(remedy.find('\n'), remedy.size());
            text.append("\n    ").append(remedy.substr(0, end));
            remedy.remove_prefix(std::min(end + 1, remedy.size()));
        }
        text += '\n';
    }
    return text;
}

/// For programs: `{"findings":[{"rule":"L034",...}],"errors":1,"warnings":0,"notes":0}`.
inline std::string findings_as_json(const std::vector<finding>& found) {
    detail::json_list list;
    for (const finding& each : found) {
        detail::json_text json;
        json.field("rule", each.rule).field("name", each.name).field("severity", name_of(each.weight));
        json.field("migration", each.migration).field("line", std::uint64_t{each.line});
        json.field("column", std::uint64_t{each.column}).field("statement", each.statement);
        list.add(json.field("message", each.message).field("remedy", each.remedy).object());
    }
    const std::array<std::size_t, severity_count> counts = detail::count_findings(found);
    detail::json_text all;
    all.add("findings", list.array());
    all.field("errors", std::uint64_t{counts[static_cast<std::size_t>(severity::error)]});
    all.field("warnings", std::uint64_t{counts[static_cast<std::size_t>(severity::warning)]});
    all.field("notes", std::uint64_t{counts[static_cast<std::size_t>(severity::note)]});
    return all.object();
}

/// For code hosts, which show findings beside the lines of a change. `folder` is that of the migrations, seen from the
/// root of the repository.
inline std::string findings_as_sarif(const std::vector<finding>& found, std::string_view folder = "migrations") {
    detail::json_list rules, results;
    for (const lint_rule* each : lint_rules()) rules.add(detail::lint_rule_json(*each));
    for (const finding& each : found) results.add(detail::sarif_result(each, folder));
    detail::json_text driver, tool, run, log;
    driver.field("name", "refract lint")
        .field("version", detail::join_text({std::to_string(version.major), ".", std::to_string(version.minor), ".",
                                             std::to_string(version.patch)}));
    tool.add("driver", driver.add("rules", rules.array()).object());
    run.add("tool", tool.object()).field("columnKind", "unicodeCodePoints").add("results", results.array());
    log.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json").field("version", "2.1.0");
    return log.add("runs", "[" + run.object() + "]").object();
}

} // namespace migrate
} // namespace v0
} // namespace refract
