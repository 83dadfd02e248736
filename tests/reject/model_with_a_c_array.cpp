// expect: refract: a field is a C array. Use std::string for text, std::vector<std::byte> for bytes, and for a list single fields or a second table. [E053]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Account {
    std::int64_t id{};
    int codes[3]{};
};
#else
struct Account {
    std::int64_t id{};
    std::string owner;
};
#endif

constexpr auto text = sql<dialect::sqlite>(from<Account>());
