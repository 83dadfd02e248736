// expect: refract: the assigned value would lose digits in its column: a fraction in a whole number, a double in a decimal, microseconds in seconds. Assign a value of the field's type, or cast to it. [E056]
#include "models.hpp"

struct Item {
    std::int64_t id{};
    decimal<2> price;
};

#ifdef REFRACT_REJECT
constexpr auto query = update<Item>().set(col<&Item::price> = 2.5).all_rows();
#else
constexpr auto query = update<Item>().set(col<&Item::price> = decimal<2>("2.50")).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
