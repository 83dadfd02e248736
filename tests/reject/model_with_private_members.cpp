// expect: refract: this type cannot be a model or a row: it has a base class, a constructor, private or virtual members, or no fields. Write a plain struct of fields: what a base class or a constructor holds becomes fields, what a class hides stays outside. [E001]
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

constexpr auto text = sql<dialect::sqlite>(from<Account>());
