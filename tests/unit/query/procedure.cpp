#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/query/procedure.hpp>
#include <refract/query/row.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

using namespace refract;
using namespace refract::detail;

namespace {
constexpr sql_procedure<"nothing", void(int)> nothing;
constexpr sql_procedure<"one", std::optional<int>(std::optional<int>)> one;
constexpr sql_procedure<"two", std::tuple<std::string, int>(std::string_view, int)> two;
} // namespace

TEST_CASE("a call is a statement with the rows that its procedure gives back") {
    constexpr auto call = nothing(3);
    CHECK(decltype(call)::view.kind == verb::call);
    CHECK(decltype(call)::view.clauses[0].alias == "nothing");
    CHECK(content_of(decltype(call)::view) == content{.values = 1});
    CHECK_FALSE(find_violation_of_whole(decltype(call)::view));
    CHECK(std::is_void_v<row_of<decltype(nothing(3))>>);
    CHECK(std::is_same_v<row_of<decltype(one(std::nullopt))>, std::optional<int>>);
    CHECK(std::is_same_v<row_of<decltype(two("x", 3))>, std::tuple<std::string, int>>);
}
