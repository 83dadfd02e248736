// Reports for people begin with the place, for machines they are JSON.

#include <catch2/catch.hpp>
#include <refract/verify/finding.hpp>

using namespace refract;

TEST_CASE("a finding begins with the line, or the name of what never ran", "[finding]") {
    finding one{.kind = finding_kind::missing_column,
                .severity = finding_severity::error,
                .query = {.name = "by_mail", .sql = "SELECT 1", .file = "app.cpp", .line = 31},
                .table = "user",
                .columns = {"mail"},
                .what = "table \"user\" has no column \"mail\"",
                .advice = "Add it."};
    CHECK(one.to_string() == "app.cpp:31: error: table \"user\" has no column \"mail\" [missing_column]\n  Add it.\n  "
                             "by_mail: SELECT 1");
    one.query.file = {};
    CHECK(one.to_string().starts_with("by_mail: error: "));
    one.query.name = {};
    CHECK(one.to_string().starts_with("a query that has not run: error: "));
    CHECK(one.to_json().starts_with("{\"kind\":\"missing_column\",\"severity\":\"error\",\"table\":\"user\","
                                    "\"columns\":[\"mail\"],\"what\":\"table \\\"user\\\" has no"));
}

TEST_CASE("hints leave a report well, warnings do not", "[finding]") {
    verification report{.database = "SQLite", .verified = 3};
    CHECK(report.ok());
    report.findings.push_back({.kind = finding_kind::full_scan, .severity = finding_severity::hint});
    report.skipped.push_back({{.name = "a"}, "too old"});
    report.unchecked.push_back("nullability");
    CHECK(report.ok());
    report.require_ok();
    CHECK(
        report.to_string().find("SQLite: 3 queries verified, 0 errors, 0 warnings, 1 hints\nnot checked: nullability\n"
                                "skipped: 1\n  too old\n") != std::string::npos);
    CHECK(report.to_json().find("\"skipped\":[{\"reason\":\"too old\",\"query\":{\"name\":\"a\"") != std::string::npos);
    report.findings.push_back({.kind = finding_kind::full_scan, .severity = finding_severity::warning});
    CHECK_FALSE(report.ok());
    CHECK_THROWS_AS(report.require_ok(), error);
}
