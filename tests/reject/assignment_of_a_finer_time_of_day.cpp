// expect: refract: the assigned value would lose digits in its column: a fraction in a whole number, a double in a decimal, microseconds in seconds. Assign a value of the field's type, or cast to it. [E056]
#include "models.hpp"

#include <chrono>

struct Lesson {
    std::int64_t id{};
    std::chrono::hh_mm_ss<std::chrono::seconds> begins{}, ends{};
    std::chrono::hh_mm_ss<std::chrono::milliseconds> measured{};
};

#ifdef REFRACT_REJECT
constexpr auto query = update<Lesson>().set(col<&Lesson::begins> = col<&Lesson::measured>).all_rows();
#else
constexpr auto query = update<Lesson>().set(col<&Lesson::begins> = col<&Lesson::ends>).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
