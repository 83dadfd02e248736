// expect: refract: this type has no form in JSON. Use numbers, bool, std::string, enums, decimals, structs of them, and std::optional, std::vector and std::map<std::string, ...> of those; write a time as text or as a number. [E143]
#include <refract/refract.hpp>

#include <chrono>

struct Settings {
#ifdef REFRACT_REJECT
    std::chrono::sys_seconds since{};
#else
    std::int64_t since{};
#endif
};

std::string written() { return refract::codec<refract::json_of<Settings>>::encode(refract::json_of<Settings>{}).text; }
