// Every codec keeps its promise: times, identifiers, exact numbers.

#include <support/databases.hpp>
#include <support/round_trip.hpp>

using namespace refract_test;
using namespace round_trip_test;
using namespace refract::literals;
using namespace std::chrono;

namespace {

/// Between the years 1 and 9999, which both databases hold.
microseconds any_moment(random_bits& random) {
    constexpr std::int64_t first = -62'135'596'800'000'000, last = 253'402'300'799'999'999;
    const auto spread = static_cast<std::uint64_t>(last - first);
    return microseconds(first + static_cast<std::int64_t>(random() % spread));
}

} // namespace

TEMPLATE_TEST_CASE("times go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_round_trips(fresh,
                      some<sys_time<microseconds>>({{}, sys_time<microseconds>(-1us)}, 12, [](random_bits& random) {
                          return sys_time<microseconds>(any_moment(random));
                      }));
    check_round_trips(fresh, some<sys_seconds>({sys_seconds(-1s)}, 6, [](random_bits& random) {
                          return floor<seconds>(sys_time<microseconds>(any_moment(random)));
                      }));
    check_round_trips(fresh,
                      some<system_clock::time_point>({system_clock::time_point(-1us)}, 12, [](random_bits& random) {
                          return system_clock::time_point(microseconds(any_number<std::int32_t>(random)) * 1'000'003);
                      }));
    check_round_trips(fresh, some<year_month_day>({year{1} / 1 / 1, year{2024} / 2 / 29}, 8, [](random_bits& random) {
                          return year_month_day(floor<days>(sys_time<microseconds>(any_moment(random))));
                      }));
    check_round_trips(
        fresh, some<hh_mm_ss<microseconds>>({hh_mm_ss(0us), hh_mm_ss(86'399'999'999us)}, 8, [](random_bits& random) {
            return hh_mm_ss(microseconds(random() % 86'400'000'000));
        }));
}

TEMPLATE_TEST_CASE("lengths of time go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_round_trips(fresh, some<microseconds>({microseconds::min(), microseconds::max()}, 8, [](random_bits& random) {
                          return microseconds(any_number<std::int64_t>(random));
                      }));
    check_round_trips(fresh, some<nanoseconds>({-1us}, 8, [](random_bits& random) {
                          return microseconds(any_number<std::int32_t>(random));
                      }));
    check_round_trips(fresh, some<hours>({0h, -1h}, 4, [](random_bits& random) { return hours(random() % 100'000); }));
    using stamp = refract::as_integer<sys_seconds>;
    check_round_trips(fresh, some<stamp>({sys_seconds::max(), sys_seconds::min()}, 4, [](random_bits& random) {
                          return sys_seconds(seconds(any_number<std::int64_t>(random)));
                      }));
}

TEMPLATE_TEST_CASE("identifiers, decimals and documents go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_round_trips(fresh, some<refract::uuid>({{}}, 10, [](random_bits& random) {
                          refract::uuid id;
                          for (auto& each : id.bytes) each = static_cast<std::uint8_t>(random());
                          return id;
                      }));
    check_round_trips(
        fresh, some<refract::decimal<4>>({0_dec, -0.0001_dec, 99'999'999'999.9999_dec}, 12, [](random_bits& random) {
            return refract::decimal<4>::from_coefficient(any_number<std::int64_t>(random) % 1'000'000'000'000'000);
        }));
    check_round_trips(fresh, std::vector<refract::json>{{"{}"}, {"[1, 2]"}, {"{\"a\": null}"}, {"\"x\""}, {"1.5"}});
}

TEMPLATE_TEST_CASE("numbers of any size go round", "[round_trips]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    std::vector<refract::numeric> values{0,       -1,
                                         10'000,  refract::numeric(std::string(400, '9')),
                                         1.5_dec, refract::numeric("0." + std::string(300, '3'))};
    check_round_trips(fresh, some(values, 20, [](random_bits& random) {
                          std::string text = std::to_string(any_number<std::int64_t>(random));
                          for (auto n = random() % 30; n > 0; --n) text += static_cast<char>('0' + random() % 10);
                          return refract::numeric(text + "." + std::to_string(random()) + "1");
                      }));
    check_round_trips(fresh, std::vector<std::optional<refract::numeric>>{{}, 5});
}
