// The arguments of a call that were given, and its place in the program.

#include <refract/client/call_arguments.hpp>

#include <support/catch.hpp>

#include <string>
#include <type_traits>

using namespace refract;
using refract::detail::call_place;
using refract::detail::not_given;

namespace {

template <class Each> std::string text_of(const Each& each) {
    if constexpr (detail::is_argument<Each>)
        return ":" + std::string(each);
    else
        return "";
}
template <class A = not_given, class B = not_given, class C = not_given, class D = not_given> std::string
call(const A& a = A(), const B& b = B(), const C& c = C(), const D& d = D(), call_place where = call_place::current()) {
    detail::take_place(where, a, b, c, d);
    return std::to_string(where.line()) + ":" + std::to_string(detail::given_arguments<A, B, C, D>::size) + text_of(a) +
           text_of(b) + text_of(c) + text_of(d);
}

} // namespace

TEST_CASE("a call knows its line with any number of arguments", "[call_arguments]") {
    const auto line = std::source_location::current().line();
    const auto at = [&](unsigned lines) { return std::to_string(line + lines); };
    CHECK(call() == at(2) + ":0");
    CHECK(call("a") == at(3) + ":1:a");
    CHECK(call("a", std::string("b")) == at(4) + ":2:a:b");
    CHECK(call("a", "b", "c") == at(5) + ":3:a:b:c");
    CHECK(call("a", "b", "c", "d") == at(6) + ":4:a:b:c:d");
}

TEST_CASE("a place that is passed on is the call's", "[call_arguments]") {
    const auto where = call_place::current();
    const std::string line = std::to_string(where.line());
    CHECK(call(where) == line + ":0");
    CHECK(call("a", where) == line + ":1:a");
    CHECK(call("a", "b", where) == line + ":2:a:b");
    CHECK(call("a", "b", "c", where) == line + ":3:a:b:c");
    CHECK(call("a", "b", "c", "d", where) == line + ":4:a:b:c:d");
}

// Behind the parameters' types stand those of what was not given, so that both are as many.
static_assert(std::is_same_v<detail::parameters_of<type_list<int>, int, not_given>, type_list<int, not_given>>);
static_assert(std::is_same_v<detail::parameters_of<type_list<int, long>, int>, type_list<int, long>>);

// Braces give no argument: what stands in them would be dropped in silence.
template <class Type>
concept made_of_braces = requires(void (*take)(Type)) { take({}); };
static_assert(!made_of_braces<not_given>);
