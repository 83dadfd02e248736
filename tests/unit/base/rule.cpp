#include <refract/base/rules/query.hpp>

#include "support/catch.hpp"

#include <string_view>
#include <type_traits>

using namespace refract;
using namespace refract::detail;

// The sentences themselves are tested by tests/reject.
static_assert(std::is_same_v<check_that<true, rule::condition_is_boolean, int>, passed>);
static_assert(
    std::is_same_v<check_that<false, rule::condition_is_boolean, int>, failed<rule::condition_is_boolean, int>>);
static_assert(!std::is_same_v<failed<rule::clause_once>, failed<rule::table_once>>);
static_assert(!std::is_same_v<name<"a">, name<"b">>);

TEST_CASE("a passed check costs nothing and does nothing") {
    require<passed>();
    require<check_that<(1 < 2), rule::operand_is_number>>();
    REQUIRE(std::is_empty_v<failed<rule::operand_is_number, name<"post">>>);
}

#if REFRACT_HAS_WORDED_SENTENCES
namespace {

struct Account {};
struct
    AccountWithANameThatFillsALineSoThatNobodyWouldReadItInAnErrorOfTheCompilerWhereItStandsBesideTheSentenceItself____ {
};
template <fixed_string Sentence, class... About> constexpr std::string_view told_sentence() {
    using sentence = worded_sentence<Sentence, About...>;
    return {sentence::data(), sentence::size()};
}

} // namespace

TEST_CASE("a sentence tells names and types that are short enough to be read") {
    REQUIRE(told_sentence<"wrong. [E999]">() == "wrong. [E999]");
    REQUIRE(told_sentence<"wrong. [E999]", name<"post">>() == "wrong. [E999] (post)");
    REQUIRE(told_sentence<"wrong. [E999]", Account, name<"">, name<"id">, int>().ends_with("Account, id, int)"));
    using longest =
        AccountWithANameThatFillsALineSoThatNobodyWouldReadItInAnErrorOfTheCompilerWhereItStandsBesideTheSentenceItself____;
    REQUIRE(told_sentence<"wrong. [E999]", longest, name<"id">>() == "wrong. [E999] (id)");
}
#endif
