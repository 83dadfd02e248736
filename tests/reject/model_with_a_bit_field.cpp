// expect: refract: a field is a bit-field, volatile, or of a packed struct. Make it a plain field, such as bool or std::uint8_t, of a struct that is laid out as usual. [E054]
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
