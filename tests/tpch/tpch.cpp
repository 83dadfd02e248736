// The 22 queries of TPC-H on every database, compared with the answers that another system gave.

#include "data.hpp"
#include "queries.hpp"

#include <support/data_folder.hpp>
#include <support/databases.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace tpch;

namespace {

std::string print(const std::string& value) { return value; }
std::string print(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}
template <class Number>
    requires std::is_integral_v<Number>
std::string print(Number value) {
    return std::to_string(value);
}
std::string print(const date& value) {
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(value.year()),
                  static_cast<unsigned>(value.month()), static_cast<unsigned>(value.day()));
    return text;
}
template <class Value> std::string print(const std::optional<Value>& value) {
    return value ? print(*value) : std::string();
}
template <class... Value> fields print_row(const std::tuple<Value...>& row) {
    return std::apply([](const auto&... value) { return fields{print(value)...}; }, row);
}
template <class Value> fields print_row(const Value& value) { return {print(value)}; }

/// Equal texts, or numbers that differ by no more than calculating in another order makes them.
bool is_same(const std::string& left, const std::string& right) {
    if (left == right) return true;
    char *left_end = nullptr, *right_end = nullptr;
    const double first = std::strtod(left.c_str(), &left_end), second = std::strtod(right.c_str(), &right_end);
    if (left.empty() || right.empty() || *left_end || *right_end) return false;
    return std::abs(first - second) <= 1e-9 * std::max(std::abs(first), std::abs(second));
}
std::string joined(const fields& row) {
    std::string text;
    for (const std::string& field : row) text += field + "|";
    return text;
}

template <class Database, class Query>
void check(Database& db, const std::filesystem::path& folder, const char* name, const Query& query) {
    const std::vector<fields> answers = parse(read_file(folder / "answers" / (std::string(name) + ".csv")));
    std::vector<fields> rows;
    for (const auto& row : db.all(query)) rows.push_back(print_row(row));
    INFO(name);
    REQUIRE_FALSE(answers.empty());
    REQUIRE(rows.size() == answers.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bool same = rows[i].size() == answers[i].size();
        for (std::size_t c = 0; same && c < rows[i].size(); ++c) same = is_same(rows[i][c], answers[i][c]);
        if (same) continue;
        INFO("row " << i);
        CHECK(joined(rows[i]) == joined(answers[i]));
        return;
    }
    SUCCEED();
}

} // namespace

TEMPLATE_TEST_CASE("the queries of TPC-H give the known answers", "[tpch]", REFRACT_TEST_DATABASES) {
    const auto data = data_folder();
    if (!data) return;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const std::filesystem::path folder = *data / "tpch";
    auto& db = fresh.db();
    load(db, folder);
    REQUIRE(db.count(from<Lineitem>()) == 60'175);
    db.execute("ANALYZE");
    check(db, folder, "q01", q01);
    check(db, folder, "q02", q02);
    check(db, folder, "q03", q03);
    check(db, folder, "q04", q04);
    check(db, folder, "q05", q05);
    check(db, folder, "q06", q06);
    check(db, folder, "q07", q07);
    check(db, folder, "q08", q08);
    check(db, folder, "q09", q09);
    check(db, folder, "q10", q10);
    check(db, folder, "q11", q11);
    check(db, folder, "q12", q12);
    check(db, folder, "q13", q13);
    check(db, folder, "q14", q14);
    check(db, folder, "q15", q15);
    check(db, folder, "q16", q16);
    check(db, folder, "q17", q17);
    check(db, folder, "q18", q18);
    check(db, folder, "q19", q19);
    check(db, folder, "q20", q20);
    check(db, folder, "q21", q21);
    check(db, folder, "q22", q22);
}
