// expect: refract: a key, index, check or column option names a member of another struct. Use members of the struct that the model is for. [E005]
#include "models.hpp"

struct Address {
    std::string city;
};
struct Customer {
    std::int64_t id{};
    Address home;
};
struct Depot {
    std::int64_t id{};
    Address place;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Customer> = refract::table(refract::flat<&Depot::place>);
#else
template <> inline constexpr auto refract::model<Customer> = refract::table(refract::flat<&Customer::home>);
#endif

static_assert(!sql<dialect::sqlite>(from<Customer>()).empty());
