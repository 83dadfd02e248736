// expect: refract: a field is a bit-field, or volatile. Make it a plain field, such as bool or std::uint8_t. [E054]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Account {
    std::int64_t id{};
    bool is_open : 1 = false;
};
#else
struct Account {
    std::int64_t id{};
    bool is_open = false;
};
#endif

constexpr auto text = sql<dialect::sqlite>(from<Account>());
