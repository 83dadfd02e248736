// expect: refract: the names of this enum cannot be read: it has no fixed underlying type or no enumerator from -1 to 62. Write `enum class`, or list the names with refract::enumeration<E>. [E008]
#include "models.hpp"

#ifdef REFRACT_REJECT
enum Kind { saving, giro };
struct Account {
    std::int64_t id{};
    Kind kind{};
};
#else
enum Kind : int { saving, giro };
struct Account {
    std::int64_t id{};
    Kind kind{};
};
#endif

constexpr auto text = sql<dialect::sqlite>(from<Account>());
