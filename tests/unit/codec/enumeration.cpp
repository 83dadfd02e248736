#include <refract/codec/enumeration.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using refract::codec;
using refract::type_kind;

static_assert(codec<Role>::type.kind == type_kind::enumeration);
static_assert(codec<Role>::encode(Role::author) == "author");
static_assert(codec<Role>::type.enumeration->count == 3);
static_assert(codec<Role>::type.enumeration->names[2] == "admin");
static_assert(codec<Role>::type.enumeration->native_name.empty());
static_assert(!(codec<Role>::type == codec<shop::stock::Colour>::type)); // two enums are two types

// By number, and with a type of its own on PostgreSQL.
static_assert(refract::detail::is_whole_number(codec<shop::stock::Grade>::type.kind));
static_assert(codec<shop::stock::Grade>::encode(shop::stock::Grade::none) == -1);
static_assert(!codec<shop::stock::Colour>::type.enumeration->native_name.empty());

TEST_CASE("every enumerator comes back by its name") {
    for (Role role : {Role::reader, Role::author, Role::admin}) {
        Role out{};
        codec<Role>::decode(codec<Role>::encode(role), out);
        CHECK(out == role);
    }
}

TEST_CASE("a text that is no enumerator, and a value without a name, are errors that say so") {
    Role out = Role::admin;
    try {
        codec<Role>::decode("owner", out);
        FAIL("no error");
    } catch (const refract::conversion_error& failure) {
        CHECK(failure.message() == "a text of 5 bytes is no enumerator of Role");
    }
    try {
        codec<Role>::encode(static_cast<Role>(17));
        FAIL("no error");
    } catch (const refract::conversion_error& failure) {
        CHECK(failure.message() == "the value 17 of Role has no name; list it with refract::enumeration<E>");
    }
}

TEST_CASE("an enum by number comes back by its number") {
    shop::stock::Grade out{};
    codec<shop::stock::Grade>::decode(10, out);
    REQUIRE(out == shop::stock::Grade::high);
}

namespace enumeration_test {
enum class Level { low = 1, high = 2, top = high };          // two names for one value
enum class State { open, closed, shut = closed, far = 900 }; // listed: an old name is still read
} // namespace enumeration_test
using enumeration_test::Level;
using enumeration_test::State;

template <> inline constexpr auto refract::enumeration<State> = refract::enumerators<State>(
    {{State::open, "open"}, {State::closed, "closed"}, {State::shut, "shut"}, {State::far, "far"}});

TEST_CASE("an enumerator with two names is stored under the first, and read under those that are listed") {
    CHECK(codec<Level>::type.enumeration->count == 2);
    Level level{};
    codec<Level>::decode(codec<Level>::encode(Level::top), level);
    CHECK(level == Level::high);
    CHECK(codec<State>::encode(State::shut) == "closed");
    State state{};
    codec<State>::decode("shut", state);
    CHECK(state == State::closed);
    codec<State>::decode(codec<State>::encode(State::far), state); // beyond what the compiler lists by itself
    CHECK(state == State::far);
}
