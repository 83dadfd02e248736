// expect: refract: a field is const, so a row cannot be read into it. Leave the word out of the struct and write `const User user = ...` where an object is used. [E055]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Account {
    const std::int64_t id{};
    bool is_open = false;
};
#else
struct Account {
    std::int64_t id{};
    bool is_open = false;
};
#endif

constexpr auto query = refract::from<Account>();
static_assert(refract::sql<refract::dialect::sqlite>(query).size() > 0);
