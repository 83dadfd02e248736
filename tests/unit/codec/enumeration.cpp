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
    CHECK_THROWS_AS(codec<Role>::encode(static_cast<Role>(17)), refract::conversion_error);
}

TEST_CASE("an enum by number comes back by its number") {
    shop::stock::Grade out{};
    codec<shop::stock::Grade>::decode(10, out);
    REQUIRE(out == shop::stock::Grade::high);
}
