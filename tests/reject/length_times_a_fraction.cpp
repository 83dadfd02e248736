// expect: refract: times are multiplied or divided otherwise than a length of time by a whole number. Write length * 3 or length / 2; three halves are length * 3 / 2, and a point in time is first made a length by subtracting another. [E295]
// times: 3
#include "models.hpp"

constexpr auto age = refract::now() - col<&User::created_at>;
#ifdef REFRACT_REJECT
constexpr auto fraction = age * 1.5;
constexpr auto of_lengths = age / std::chrono::hours(2);
constexpr auto of_a_moment = col<&User::created_at> * 2;
#else
constexpr auto fraction = age * 3 / 2;
constexpr auto of_a_moment = 2 * -age;
#endif
