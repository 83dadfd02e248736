#include <refract/dialect/postgres_catalog.hpp>
#include <refract/migrate/lint.hpp>
#include <refract/migrate/lint_report.hpp>

#include "support/catch.hpp"

#include <fstream>
#include <span>
#include <sstream>
#include <string>
#include <vector>

using namespace refract;

namespace {

std::vector<migrate::finding> two_findings() {
    const migrate::migration made{
        .name = "20260101000000_first",
        .up = "/* ü */ DROP TABLE \"the \xff\";\nCREATE TABLE t (id bigint PRIMARY KEY, a varchar(9));"};
    return migrate::lint<dialect::postgres>(std::span(&made, 1));
}

} // namespace

TEST_CASE("findings are printed as compilers do", "[lint_report]") {
    CHECK(
        migrate::print_findings(two_findings(), "db/migrations/") ==
        "db/migrations/20260101000000_first/migration.sql:1:9: error: the table the \xff is dropped with all its rows: "
        "programs that run may still use it [L034 drop-table]\n"
        "    Drop it in a later migration, when no program uses it; until then give it another name.\n"
        "db/migrations/20260101000000_first/migration.sql:2:40: note: a of t is varchar(9): a shorter limit writes the "
        "table anew one day [L082 varchar-type]\n"
        "    Use text with a check of its length, which is changed without that.\n"
        "    ALTER TABLE t ADD CONSTRAINT a_length CHECK (length(a) <= 9) NOT VALID;\n");
    CHECK(migrate::print_findings({}).empty());
    CHECK(migrate::count_of({}) == "nothing");
    CHECK(migrate::count_of(two_findings()) == "1 error, 1 note");
    std::vector<migrate::finding> many(3);
    CHECK(migrate::count_of(many) == "3 warnings");
}

TEST_CASE("the page shows what is printed", "[lint_report]") {
    const migrate::migration made{.name = "20260101000000_fast", .up = "CREATE INDEX by_price ON ware (price);"};
    std::stringstream text;
    text << std::ifstream(REFRACT_SOURCE_FOLDER "/docs/reference/migrate/lint.md").rdbuf();
    const std::string shown =
        "```text\n" + migrate::print_findings(migrate::lint<dialect::postgres>(std::span(&made, 1))) + "```\n";
    INFO(shown);
    CHECK(text.str().find(shown) != std::string::npos);
}

TEST_CASE("findings are JSON, whatever the names are", "[lint_report]") {
    CHECK(migrate::findings_as_json({}) == R"({"findings":[],"errors":0,"warnings":0,"notes":0})");
    auto found = two_findings();
    found.pop_back();
    CHECK(
        migrate::findings_as_json(found) ==
        R"({"findings":[{"rule":"L034","name":"drop-table","severity":"error","migration":"20260101000000_first",)"
        R"("line":1,"column":9,"statement":"DROP TABLE \"the )"
        "\xef\xbf\xbd"
        R"(\"","message":"the table the )"
        "\xef\xbf\xbd"
        R"( is dropped with all its rows: programs that run may still use it","remedy":"Drop it in a later migration, )"
        R"(when no program uses it; until then give it another name."}],"errors":1,"warnings":0,"notes":0})");
}

// The form was held against the schema of OASIS; here are its parts.
TEST_CASE("findings are SARIF", "[lint_report]") {
    const std::string sarif = migrate::findings_as_sarif(two_findings(), "db/my migrations");
    CHECK(
        sarif.starts_with(R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{)"));
    CHECK(sarif.find(R"({"id":"L001","name":"volatile-default",)") != std::string::npos);
    CHECK(sarif.find(R"("uri":"db/my%20migrations/20260101000000_first/migration.sql")") != std::string::npos);
    CHECK(sarif.find(R"("region":{"startLine":2,"startColumn":40})") != std::string::npos);
    CHECK(sarif.find(R"("ruleId":"L034","ruleIndex":)") != std::string::npos);
    CHECK(migrate::findings_as_sarif({}).ends_with(R"("columnKind":"unicodeCodePoints","results":[]}]})"));
}
