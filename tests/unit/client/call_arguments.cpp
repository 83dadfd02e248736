// The arguments of a call that were given, and its place in the program.

#include <refract/client/call_arguments.hpp>

#include <support/catch.hpp>

#include <string>

using namespace refract;
using refract::detail::call_place;
using refract::detail::not_given;

namespace {

template <class A = not_given, class B = not_given, class C = not_given, class D = not_given> std::string
call(const A& a = A(), const B& b = B(), const C& c = C(), const D& d = D(), call_place where = call_place::current()) {
    return detail::with_given(where, a, b, c, d, [](call_place at, const auto&... given) {
        return std::to_string(at.line()) + ":" + std::to_string(sizeof...(given)) +
               ((":" + std::string(given)) + ... + "");
    });
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

// Braces give no argument: what stands in them would be dropped in silence.
template <class Type>
concept made_of_braces = requires(void (*take)(Type)) { take({}); };
static_assert(!made_of_braces<not_given>);
