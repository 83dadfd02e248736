#include <refract/dialect/sqlite.hpp>

#include "support/catch.hpp"

#include <sqlite3.h>

#include <memory>
#include <string>

using refract::detail::operation;

namespace {

std::string ask(const std::string& sql) {
    sqlite3* connection = nullptr;
    sqlite3_open(":memory:", &connection);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closing(connection, sqlite3_close);
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(connection, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> finalizing(statement, sqlite3_finalize);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    return text ? text : "NULL";
}

} // namespace

TEST_CASE("SQLite understands what the dialect spells") {
    const auto& info = refract::dialect::sqlite::info;
    const auto spelled = [&](operation op) { return std::string(info.spelled(op).pattern); };
    CHECK(ask("SELECT NULL " + spelled(operation::is_not_distinct_from) + " NULL") == "1");
    CHECK(ask("SELECT NULL " + spelled(operation::is_distinct_from) + " 1") == "1");
    CHECK(ask("SELECT 'A' " + spelled(operation::ilike) + " 'a'") == "1");
    // The time is text as the codec writes it: no zeros at the end of the fraction.
    const std::string now = ask("SELECT " + spelled(operation::now));
    CHECK(now.size() >= 19);
    CHECK(now[10] == ' ');
    CHECK((now.size() == 19 || now.back() != '0'));
    CHECK(ask("SELECT datetime(" + spelled(operation::now) + ")") == now.substr(0, 19));
}

TEST_CASE("the declared types have the affinities that keep values as they are") {
    const auto affinity = [](refract::type_kind kind, const char* value) {
        const std::string type(find_type_name(refract::dialect::sqlite::info.definitions.type_names, kind).column);
        return ask("WITH t(x) AS (SELECT CAST(" + std::string(value) + " AS " + type + ")) SELECT typeof(x) FROM t");
    };
    CHECK(affinity(refract::type_kind::big_integer, "'7'") == "integer");
    CHECK(affinity(refract::type_kind::double_precision, "1") == "real");
    CHECK(affinity(refract::type_kind::text, "1") == "text");
    CHECK(affinity(refract::type_kind::json, "1") == "text");
    CHECK(affinity(refract::type_kind::timestamp, "1") == "text");
    CHECK(affinity(refract::type_kind::uuid, "1") == "text");
    CHECK(affinity(refract::type_kind::bytes, "'a'") == "blob");
}
