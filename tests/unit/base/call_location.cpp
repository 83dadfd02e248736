// Errors carry the call that they come out of; the innermost one that knows where it is.

#include <refract/base/call_location.hpp>

#include "support/catch.hpp"

#include <thread>

using refract::detail::at_call;

namespace {

template <class Work> refract::error failure_of(Work work) {
    try {
        work();
    } catch (const refract::error& failure) { return failure; }
    FAIL("no error");
    throw;
}

} // namespace

TEST_CASE("an error says which call it came out of", "[call_location]") {
    const auto where = std::source_location::current();
    const auto inner = std::source_location::current();
    const auto fail = []() -> int { throw refract::not_found("x"); };
    CHECK(failure_of([&] { at_call(where, fail); }).location().line() == where.line());
    CHECK(failure_of([&] { at_call(where, [&] { at_call(inner, fail); }); }).location().line() == inner.line());
    // A call that does not know where it is belongs to the one around it.
    CHECK(failure_of([&] { at_call(where, [&] { at_call({}, fail); }); }).location().line() == where.line());
    CHECK(failure_of([&] { fail(); }).location().line() == 0);
    CHECK_THROWS_AS(at_call(where, fail), refract::not_found);
}

TEST_CASE("a call gives back what its work gives", "[call_location]") {
    int number = 7;
    CHECK(&at_call({}, [&]() -> int& { return number; }) == &number);
    CHECK(at_call({}, [&] { return number; }) == 7);
    CHECK_THROWS_AS(at_call({}, []() -> int { throw 1; }), int);
}

TEST_CASE("nothing of a call stays with the thread that it left half-way", "[call_location]") {
    // What a coroutine does that begins in one thread and fails in another.
    const auto where = std::source_location::current();
    std::source_location seen{};
    std::thread([&] {
        seen = failure_of([&] { at_call(where, [] { throw refract::error("x"); }); }).location();
    }).join();
    CHECK(seen.line() == where.line());
    CHECK(refract::error("y").location().line() == 0);
}
