// Expressions as text: golden texts, and random expressions whose value SQLite and a model in C++ agree on.
#include <refract/codec/number.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/function.hpp>
#include <refract/expr/list.hpp>
#include <refract/expr/operators.hpp>
#include <refract/sql/print_expression.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <sqlite3.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

std::string text_of(const dialect_info& dialect, const node* nodes) {
    writer counting{.dialect = dialect};
    print_expression(counting, nodes);
    std::string text(counting.text.size, '\0');
    writer writing{.text = {.out = text.data()}, .dialect = dialect};
    print_expression(writing, nodes);
    return text;
}
template <class Expression> std::string on_sqlite_of(const Expression&) {
    return text_of(dialect::sqlite::info, nodes_of<typename Expression::node_type>.data());
}
template <class Expression> std::string on_postgres_of(const Expression&) {
    return text_of(dialect::postgres::info, nodes_of<typename Expression::node_type>.data());
}

// A random expression over small numbers, as nodes, with its value; NULL goes through as in SQL.
class random_expression {
public:
    explicit random_expression(unsigned seed) : random_(seed) {}
    std::vector<node> nodes;
    std::vector<std::optional<std::int64_t>> values; // bound to ?1, ?2, ...

    std::optional<std::int64_t> number(int depth) {
        switch (depth == 0 ? 0 : pick(5)) {
        case 0: {
            nodes.push_back({.kind = node_kind::value, .type = {.kind = type_kind::big_integer}});
            values.push_back(pick(6) == 0 ? std::nullopt : std::optional<std::int64_t>(pick(7) - 3));
            return values.back();
        }
        case 1: return binary(operation::add, depth, [](auto a, auto b) { return a + b; });
        case 2: return binary(operation::subtract, depth, [](auto a, auto b) { return a - b; });
        case 3: return binary(operation::multiply, depth, [](auto a, auto b) { return a * b; });
        default: {
            nodes.push_back({.kind = node_kind::unary, .op = operation::negate, .arity = 1});
            const auto operand = number(depth - 1);
            return operand ? std::optional(-*operand) : std::nullopt;
        }
        }
    }
    std::optional<std::int64_t> condition(int depth) {
        switch (depth == 0 ? 0 : pick(5)) {
        case 0: return binary(operation::less, 2, [](auto a, auto b) { return std::int64_t{a < b}; });
        case 1: return binary(operation::equal, 2, [](auto a, auto b) { return std::int64_t{a == b}; });
        case 2: {
            nodes.push_back({.kind = node_kind::binary, .op = operation::logical_and, .arity = 2});
            const auto left = condition(depth - 1), right = condition(depth - 1);
            if ((left && *left == 0) || (right && *right == 0)) return 0;
            return left && right ? std::optional<std::int64_t>(1) : std::nullopt;
        }
        case 3: {
            nodes.push_back({.kind = node_kind::binary, .op = operation::logical_or, .arity = 2});
            const auto left = condition(depth - 1), right = condition(depth - 1);
            if ((left && *left != 0) || (right && *right != 0)) return 1;
            return left && right ? std::optional<std::int64_t>(0) : std::nullopt;
        }
        default: {
            nodes.push_back({.kind = node_kind::unary, .op = operation::logical_not, .arity = 1});
            const auto operand = condition(depth - 1);
            return operand ? std::optional<std::int64_t>(*operand == 0) : std::nullopt;
        }
        }
    }

private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    template <class Combine> std::optional<std::int64_t> binary(operation op, int depth, Combine combine) {
        nodes.push_back({.kind = node_kind::binary, .op = op, .arity = 2});
        const auto left = number(depth - 1), right = number(depth - 1);
        return left && right ? std::optional<std::int64_t>(combine(*left, *right)) : std::nullopt;
    }
    std::mt19937 random_;
};

std::optional<std::int64_t> evaluate(sqlite3* connection, const std::string& text, const random_expression& made) {
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(connection, ("SELECT " + text).c_str(), -1, &statement, nullptr) == SQLITE_OK);
    for (std::size_t i = 0; i < made.values.size(); ++i)
        if (made.values[i]) sqlite3_bind_int64(statement, static_cast<int>(i + 1), *made.values[i]);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    std::optional<std::int64_t> result;
    if (sqlite3_column_type(statement, 0) != SQLITE_NULL) result = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

} // namespace

TEST_CASE("as few parentheses as the precedences allow") {
    const auto a = col<&Post::views>;
    const auto b = col<&Post::author_id>;
    CHECK(on_sqlite_of(a + b * a) == R"("views" + "author_id" * "views")");
    CHECK(on_sqlite_of((a + b) * a) == R"(("views" + "author_id") * "views")");
    CHECK(on_sqlite_of(a - (b - a)) == R"("views" - ("author_id" - "views"))");
    CHECK(on_sqlite_of(a - b - a) == R"("views" - "author_id" - "views")");
    CHECK(on_sqlite_of(a > 1 && (b > 2 || a > 3)) == R"("views" > ?1 AND ("author_id" > ?2 OR "views" > ?3))");
    CHECK(on_sqlite_of(!(a > 1 && b > 2)) == R"(NOT ("views" > ?1 AND "author_id" > ?2))");
    CHECK(on_sqlite_of((a > 1) == (b > 2)) == R"(("views" > ?1) = ("author_id" > ?2))");
    CHECK(on_sqlite_of(-(a + b)) == R"(-("views" + "author_id"))");
}

TEST_CASE("what the databases spell differently") {
    const auto name = col<&User::name>;
    CHECK(on_sqlite_of(name.is_not_distinct_from("x")) == R"("name" IS ?1)");
    CHECK(on_postgres_of(name.is_not_distinct_from("x")) == R"("name" IS NOT DISTINCT FROM $1)");
    CHECK(on_sqlite_of(name.starts_with("x")) == R"(substr("name", 1, length(?1)) COLLATE BINARY = ?1)");
    CHECK(on_postgres_of(name.starts_with("x")) == R"(starts_with("name" COLLATE "C", $1 COLLATE "C"))");
    CHECK(on_sqlite_of(name.contains("x")) == R"(instr("name", ?1) > 0)");
    CHECK(on_postgres_of(name.contains("x")) == R"(strpos("name" COLLATE "C", $1 COLLATE "C") > 0)");
    CHECK(on_postgres_of(name.ends_with("x")) == R"(right("name", length($1)) COLLATE "C" = $1 COLLATE "C")");
    CHECK(on_postgres_of(sum(col<&Post::views>)) == R"(CAST(sum("views") AS bigint))");
    CHECK(on_sqlite_of(sum(col<&Post::views>)) == R"(sum("views"))");
    CHECK(on_postgres_of(name.in({"a", "b"})) == R"("name" = ANY($1))");
    CHECK(on_sqlite_of(name.not_in("a", "b")) == R"("name" NOT IN (?1, ?2))");
    CHECK(on_sqlite_of(count(name).distinct().filter(name > "m")) ==
          R"(count(DISTINCT "name") FILTER (WHERE "name" > ?1))");
}

TEST_CASE("one meaning on both databases") {
    const auto name = col<&User::name>;
    const auto views = col<&Post::views>;
    // A backslash is itself in a pattern; who needs an escape says which.
    CHECK(on_sqlite_of(name.like("a\\%")) == R"("name" LIKE ?1)");
    CHECK(on_postgres_of(name.like("a\\%")) == R"("name" LIKE $1 ESCAPE '')");
    CHECK(on_sqlite_of(name.not_like("100!%", '!')) == R"("name" NOT LIKE ?1 ESCAPE ?2)");
    CHECK(on_postgres_of(name.ilike("100!%", '!')) == R"("name" ILIKE $1 ESCAPE $2)");
    // By zero everything is NULL.
    CHECK(on_sqlite_of(views / col<&Post::id>) == R"("views" / "id")");
    CHECK(on_postgres_of(views % (col<&Post::id> + 1)) == R"("views" % nullif("id" + $1, 0))");
    // A fraction is cut.
    CHECK(on_sqlite_of(cast<int>(col<&Employee::salary>)) ==
          R"(CASE WHEN "salary" BETWEEN -9223372036854775808.0 AND 9223372036854774784.0 )"
          R"(THEN CAST("salary" AS INTEGER) ELSE "salary" END)");
    CHECK(on_postgres_of(cast<int>(col<&Employee::salary>)) == R"(CAST(trunc("salary") AS integer))");
    // Where NULL stands anyway nothing is said.
    CHECK(on_sqlite_of(name.asc().nulls_first()) == R"("name")");
    CHECK(on_sqlite_of(name.desc().nulls_first()) == R"("name" DESC NULLS FIRST)");
    CHECK(on_postgres_of(name.asc().nulls_first()) == R"("name" NULLS FIRST)");
    CHECK(on_postgres_of(name.desc().nulls_first()) == R"("name" DESC)");
}

TEST_CASE("any expression means on SQLite what it means in C++") {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(":memory:", &connection) == SQLITE_OK);
    for (unsigned seed = 0; seed < 3000; ++seed) {
        random_expression made(seed);
        const auto expected = seed % 2 == 0 ? made.number(4) : made.condition(4);
        const std::string text = text_of(dialect::sqlite::info, made.nodes.data());
        INFO(text);
        REQUIRE(evaluate(connection, text, made) == expected);
    }
    sqlite3_close(connection);
}
