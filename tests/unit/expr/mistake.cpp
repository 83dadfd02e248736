#include <refract/expr/mistake.hpp>
#include <refract/sqlite.hpp>

#include <memory>
#include <string>
#include <type_traits>

using namespace refract;
using namespace refract::detail;

namespace {

struct Item {
    std::int64_t id{};
    std::string label;
};

// The programs of tests/reject show the sentences; here, that what is right has no mistake.
template <class Given, rule_number Rule> constexpr bool is_mistake() {
    return []<class... About>(failed<Rule, About...>) { return true; }(operand_mistake<Given>());
}
template <class Given> constexpr bool is_right = std::is_same_v<decltype(operand_mistake<Given>()), passed>;

static_assert(is_right<int> && is_right<bool> && is_right<std::string> && is_right<std::string_view>);
static_assert(is_right<const char*> && is_right<char*> && is_right<const char (&)[4]>);
static_assert(is_right<decltype(col<&Item::id>)> && is_right<decltype(col<&Item::id> == 1)>);

static_assert(is_mistake<int*, rule::operand_is_value>());
static_assert(is_mistake<const std::string*&, rule::operand_is_value>());
static_assert(is_mistake<std::unique_ptr<int>, rule::operand_is_value>());
static_assert(is_mistake<const std::shared_ptr<std::string>&, rule::operand_is_value>());
static_assert(is_mistake<std::nullptr_t, rule::null_is_nullopt>());
static_assert(is_mistake<std::string Item::*, rule::operand_is_column>());
static_assert(is_mistake<std::optional<int>, rule::optional_needs_null_safe>());
static_assert(is_mistake<const std::nullopt_t&, rule::optional_needs_null_safe>());
static_assert(is_mistake<decltype(col<&Item::id> = 1), rule::condition_compares>());

// A comparison is told from other booleans, which may be compared.
static_assert(is_comparison<decltype(col<&Item::id> == 1)::node_type>);
static_assert(!is_comparison<decltype(col<&Item::label>.like("x"))::node_type>);

static_assert(std::is_same_v<first_failed_t<passed, passed>, passed>);
static_assert(std::is_same_v<first_failed_t<passed, failed<rule::clause_once>, failed<rule::table_once>>,
                             failed<rule::clause_once>>);

// What is made of what was refused is refused as well, without a word.
constexpr auto refused_value = refused<passed>();
using refused_expression = decltype(refused_value);
static_assert(std::is_same_v<check_number<refused_expression::type>, failed<rule::told>>);
static_assert(std::is_same_v<check_boolean<refused_expression::type>, failed<rule::told>>);
static_assert(std::is_same_v<check_comparable<refused_expression::type, std::string>, passed>);
constexpr auto refused_condition = (refused_value * 2 + col<&Item::id> == "x") && !refused_value;
static_assert(any_expression<decltype(refused_condition)>);
static_assert(is_assignment<decltype(col<&Item::label> = refused_value)>);
// And so does its query, of which nothing further is said.
template <class Query> constexpr bool is_told(const Query&) { return violation_of<Query>.broken == rule::told; }
static_assert(is_told(from<Item>().where(refused_condition)));
static_assert(is_told(from<Item>().where(lower(refused_value) == 3)));
static_assert(is_told(from<Item>().select(col<&Item::id>, refused_value.in(1, 2))));
static_assert(is_told(from<Item>().where(col<&Item::id>.in(from<alias<Item, "other">>().select(refused_value)))));

} // namespace
