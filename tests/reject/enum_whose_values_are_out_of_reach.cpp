// expect: refract: the names of this enum cannot be read: it has no fixed underlying type or no enumerator from -1 to 62. Write `enum class`, or list the names with refract::enumeration<E>. [E008]
#include "models.hpp"

#ifdef REFRACT_REJECT
enum class Kind { saving = 1000, giro = 2000 };
struct Account {
    std::int64_t id{};
    Kind kind{};
};
#else
enum class Kind { saving = 1000, giro = 2000 };
template <> inline constexpr auto refract::enumeration<Kind> =
    refract::enumerators<Kind>({{Kind::saving, "saving"}, {Kind::giro, "giro"}});
struct Account {
    std::int64_t id{};
    Kind kind{};
};
#endif

constexpr auto text = sql<dialect::sqlite>(from<Account>());
