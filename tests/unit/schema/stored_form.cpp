// Which forms a type has.

#include <refract/schema/stored_form.hpp>

#include <support/catch.hpp>

using namespace refract;
using namespace refract::detail;

static_assert(is_form_of(stored_kind::unix_seconds, type_kind::timestamp));
static_assert(is_form_of(stored_kind::julian_day, type_kind::date));
static_assert(!is_form_of(stored_kind::unix_seconds, type_kind::time));
static_assert(!is_form_of(stored_kind::usual, type_kind::timestamp));
static_assert(!is_form_of(stored_kind::hours_and_minutes, type_kind::timestamp));
static_assert(is_form_of(stored_kind::uuid_bytes, type_kind::uuid) &&
              !is_form_of(stored_kind::uuid_bytes, type_kind::text));
static_assert(is_form_of(stored_kind::text_flag, type_kind::boolean) &&
              !is_form_of(stored_kind::text_flag, type_kind::integer));

TEST_CASE("a flag holds what it is stored as") {
    constexpr auto letters = flag("Y", "N");
    CHECK(letters.kind == stored_kind::text_flag);
    CHECK((letters.yes_text == "Y" && letters.no_text == "N" && letters.is_flag()));
    constexpr auto numbers = flag(-1, 0);
    CHECK(numbers.kind == stored_kind::number_flag);
    CHECK((numbers.yes_number == -1 && numbers.no_number == 0));
    CHECK_FALSE(unix_seconds.is_flag());
}
