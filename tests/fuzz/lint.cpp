// SPDX-License-Identifier: MIT
// Lint reads whatever a file holds: it ends, its places are in the text, and its reports are JSON.
#include "support.hpp"

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/lint.hpp>
#include <refract/migrate/lint_report.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace {

/// Whether SQLite takes a text for JSON.
bool is_json(const std::string& text) {
    static sqlite_oracle oracle;
    return oracle.ask("SELECT json_valid(?)", text) == "1";
}
void check(const std::vector<refract::migrate::finding>& found, std::string_view script) {
    const auto lines = static_cast<std::size_t>(std::count(script.begin(), script.end(), '\n')) + 1;
    std::size_t last = 1;
    for (const refract::migrate::finding& each : found) {
        expect(each.line >= last && each.line <= lines, "lines are in order, and in the text");
        expect(each.column >= 1 && each.column <= script.size() + 1, "columns are in the text");
        expect(script.find(each.statement) != script.npos, "statements are those of the text");
        expect(!each.message.empty() && !each.remedy.empty(), "findings are sentences");
        last = each.line;
    }
    expect(is_json(refract::migrate::findings_as_json(found)), "findings are JSON");
    if (script.size() % 32 == 0) // it has all rules in it, and takes its time
        expect(is_json(refract::migrate::findings_as_sarif(found)), "findings are SARIF");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace refract;
    const std::string_view text = as_text(data, size);
    const migrate::migration only{.name = "fuzz", .up = std::string(text)};
    migrate::lint_options options{.version = 100'000, .sets_lock_timeout = false, .keys_look_away = false};
    options.rules_on = {"no-statement-timeout", "unqualified-name", "odd-name", "padding", "strict-domain"};
    options.in_transaction = size % 2 == 0;
    check(migrate::lint<dialect::postgres>(std::span(&only, 1), options), text);
    check(migrate::lint<dialect::sqlite>(std::span(&only, 1), options), text);
    return 0;
}
