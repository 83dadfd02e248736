// Which kind of column each of the drivers' plain values comes from.

#include <refract/driver/wire_kind.hpp>

#include <support/catch.hpp>

using namespace refract;
using namespace refract::detail;

static_assert(kind_of_wire<bool> == type_kind::boolean);
static_assert(kind_of_wire<std::int16_t> == type_kind::small_integer);
static_assert(kind_of_wire<std::int64_t> == type_kind::big_integer);
static_assert(kind_of_wire<std::string_view> == type_kind::text);
static_assert(kind_of_wire<wire::json> == type_kind::json);
static_assert(kind_of_wire<std::uint64_t> == type_kind::none, "no driver passes unsigned numbers");

TEST_CASE("every wire type has a kind of its own", "[wire_kind]") {
    const type_kind kinds[] = {kind_of_wire<bool>,
                               kind_of_wire<std::int16_t>,
                               kind_of_wire<std::int32_t>,
                               kind_of_wire<std::int64_t>,
                               kind_of_wire<float>,
                               kind_of_wire<double>,
                               kind_of_wire<std::string_view>,
                               kind_of_wire<wire::bytes>,
                               kind_of_wire<wire::timestamp>,
                               kind_of_wire<wire::date>,
                               kind_of_wire<wire::time>,
                               kind_of_wire<wire::interval>,
                               kind_of_wire<wire::uuid>,
                               kind_of_wire<wire::decimal>,
                               kind_of_wire<wire::json>};
    for (std::size_t i = 0; i < std::size(kinds); ++i)
        for (std::size_t j = 0; j < i; ++j) CHECK(kinds[i] != kinds[j]);
}
