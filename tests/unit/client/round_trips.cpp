// Every codec keeps its promise: what goes in comes back, is found, and is stored alike by every verb.

#include <support/databases.hpp>
#include <support/round_trip.hpp>

#include <array>
#include <cmath>
#include <limits>

using namespace refract_test;
using namespace round_trip_test;

namespace {

template <class Number> std::vector<Number> whole_numbers() {
    using limits = std::numeric_limits<Number>;
    return some<Number>({0, 1, limits::max(), limits::min(), limits::max() - 1}, 8, any_number<Number>);
}
template <class Byte> Byte any_byte(random_bits& random) { return static_cast<Byte>(random() % 256); }
template <class Byte> std::vector<Byte> any_bytes(random_bits& random) {
    std::vector<Byte> bytes(random() % 20);
    for (Byte& each : bytes) each = any_byte<Byte>(random);
    return bytes;
}

} // namespace

namespace round_trips_test {

enum class Color : std::uint8_t { red, green, blue };
enum class Level : std::int16_t { low = -1, high = 50 };

} // namespace round_trips_test

using namespace round_trips_test;

template <> inline constexpr auto refract::enumeration<Level> = refract::enumerators<Level>().by_number();

TEMPLATE_TEST_CASE("whole numbers and booleans go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_round_trips(fresh, std::vector<bool>{true, false});
    check_round_trips(fresh, whole_numbers<std::int8_t>());
    check_round_trips(fresh, whole_numbers<std::uint8_t>());
    check_round_trips(fresh, whole_numbers<std::int16_t>());
    check_round_trips(fresh, whole_numbers<std::uint16_t>());
    check_round_trips(fresh, whole_numbers<std::int32_t>());
    check_round_trips(fresh, whole_numbers<std::uint32_t>());
    check_round_trips(fresh, whole_numbers<std::int64_t>());
    check_round_trips(fresh, some<std::uint64_t>({0, 1, std::uint64_t(-1) >> 1}, 8, [](random_bits& random) {
                          return any_number<std::uint64_t>(random) >> 1;
                      }));
}

TEMPLATE_TEST_CASE("floating point numbers go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    using limits = std::numeric_limits<double>;
    std::vector<double> values{
        0,    -0.0, 0.1,     limits::min(),      limits::denorm_min(), limits::max(),      limits::lowest(),
        1e15, 1e16, 1.0 / 3, 9007199254740993.0, limits::infinity(),   -limits::infinity()};
    check_round_trips(fresh, some(values, 12, [](random_bits& random) {
                          return std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 600) - 300);
                      }));
    using narrow = std::numeric_limits<float>;
    std::vector<float> floats{0, -0.0f, 0.1f, narrow::min(), narrow::denorm_min(), narrow::max(), -narrow::infinity()};
    check_round_trips(fresh, some(floats, 12, [](random_bits& random) {
                          return std::ldexp(static_cast<float>(random() % (1 << 24)),
                                            static_cast<int>(random() % 100) - 60);
                      }));
}

TEMPLATE_TEST_CASE("text, bytes and enums go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_round_trips(fresh, some<std::string>({"", " ", std::string(5000, 'x')}, 20, any_text));
    check_round_trips(fresh, std::vector<std::u8string>{u8"", u8"\u20ac"});
    check_round_trips(fresh, some<std::vector<std::byte>>({{}, {std::byte{0}}}, 8, any_bytes<std::byte>));
    check_round_trips(fresh, some<std::vector<std::uint8_t>>({{}, {0}, {255, 0}}, 8, any_bytes<std::uint8_t>));
    check_round_trips(fresh, some<std::array<std::byte, 5>>({{}}, 8, [](random_bits& random) {
                          std::array<std::byte, 5> bytes{};
                          for (auto& each : bytes) each = any_byte<std::byte>(random);
                          return bytes;
                      }));
    check_round_trips(fresh, std::vector<Color>{Color::red, Color::green, Color::blue});
    check_round_trips(fresh, std::vector<Level>{Level::low, Level::high});
}

TEMPLATE_TEST_CASE("optional values go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_round_trips(fresh, std::vector<std::optional<std::int32_t>>{{}, 0, -1, {}});
    check_round_trips(fresh, std::vector<std::optional<std::string>>{{}, "", "NULL", "x"});
    check_round_trips(fresh, std::vector<std::optional<Color>>{{}, Color::red});
    check_round_trips(fresh, std::vector<std::optional<std::vector<std::byte>>>{{}, std::vector<std::byte>()});
}
