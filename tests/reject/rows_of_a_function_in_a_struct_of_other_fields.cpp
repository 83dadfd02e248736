// expect: refract: this struct does not fit the rows of the function, or none is named between < and >. Its first field takes the value, a second one the position as a std::int64_t: struct Element { std::string value; std::int64_t position{}; }. [E147]
#include <refract/refract.hpp>

#include <cstdint>
#include <string>

struct Number {
#ifdef REFRACT_REJECT
    std::string n{};
#else
    std::int64_t n{};
#endif
};

constexpr auto query = refract::from(refract::generate_series<Number>(1, 3));
