#include <refract/codec/number.hpp>

#include "support/catch.hpp"

#include <limits>

using refract::codec;
using refract::type_kind;

// Signed types keep their width, unsigned ones take the next wider.
static_assert(codec<std::int8_t>::type.kind == type_kind::small_integer);
static_assert(codec<std::int16_t>::type.kind == type_kind::small_integer);
static_assert(codec<std::int32_t>::type.kind == type_kind::integer);
static_assert(codec<std::int64_t>::type.kind == type_kind::big_integer);
static_assert(codec<std::uint8_t>::type.kind == type_kind::small_integer);
static_assert(codec<std::uint16_t>::type.kind == type_kind::integer);
static_assert(codec<std::uint32_t>::type.kind == type_kind::big_integer);
static_assert(codec<std::uint64_t>::type.kind == type_kind::big_integer);
static_assert(codec<long long>::type.kind == type_kind::big_integer);
static_assert(codec<bool>::type.kind == type_kind::boolean);
static_assert(codec<float>::type.kind == type_kind::real);
static_assert(codec<double>::type.kind == type_kind::double_precision);
static_assert(!refract::detail::storable<char>);
static_assert(!refract::detail::storable<char16_t>);
static_assert(!refract::detail::storable<long double>);

namespace {

template <class Value> void round_trips(Value value) {
    Value out{};
    codec<Value>::decode(codec<Value>::encode(value), out);
    CHECK(out == value);
}
template <class Value> void round_trips_at_its_limits() {
    round_trips(std::numeric_limits<Value>::min());
    round_trips(std::numeric_limits<Value>::max());
    round_trips(Value{1});
}
template <class Value> void refuses(typename codec<Value>::wire stored) {
    Value out{};
    CHECK_THROWS_AS(codec<Value>::decode(stored, out), refract::conversion_error);
}

} // namespace

TEST_CASE("whole numbers round trip at their limits") {
    round_trips_at_its_limits<std::int8_t>();
    round_trips_at_its_limits<std::int16_t>();
    round_trips_at_its_limits<std::int32_t>();
    round_trips_at_its_limits<std::int64_t>();
    round_trips_at_its_limits<std::uint8_t>();
    round_trips_at_its_limits<std::uint16_t>();
    round_trips_at_its_limits<std::uint32_t>();
    round_trips(std::uint64_t{0});
    round_trips(static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
}

TEST_CASE("what does not fit is an error in both directions, never wrapped") {
    CHECK_THROWS_AS(codec<std::uint64_t>::encode(std::uint64_t{1} << 63), refract::conversion_error);
    CHECK_THROWS_AS(codec<std::uint64_t>::encode(std::numeric_limits<std::uint64_t>::max()), refract::conversion_error);
    refuses<std::int8_t>(128);
    refuses<std::int8_t>(-129);
    refuses<std::uint8_t>(256);
    refuses<std::uint8_t>(-1);
    refuses<std::uint16_t>(65'536);
    refuses<std::uint32_t>(4'294'967'296);
    refuses<std::uint32_t>(-1);
    refuses<std::uint64_t>(-1);
}
