// expect: refract: this type cannot be a model: a model is a plain struct without base classes, constructors, private or virtual members and C arrays, of at most 100 fields (200 from Boost 1.87). Move what is more into a member or a second table. [E001]
#include "models.hpp"

#ifdef REFRACT_REJECT
class Account {
    std::int64_t id{};
    std::string owner;
};
#else
struct Account {
    std::int64_t id{};
    std::string owner;
};
#endif

static_assert(detail::table_of<Account>().column_count == 2);
