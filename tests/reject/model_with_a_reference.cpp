// expect: refract: a field has no default: its type has no default constructor, or it is a reference. Give it an initialiser, for example `Money price = Money(0);`, and hold what is elsewhere by its key. [E051]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Account {
    std::int64_t id{};
    std::string& owner;
};
#else
struct Account {
    std::int64_t id{};
    std::string owner;
};
#endif

constexpr auto text = sql<dialect::sqlite>(from<Account>());
