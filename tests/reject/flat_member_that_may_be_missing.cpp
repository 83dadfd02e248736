// expect: refract: a flat member is a std::optional, and a table has no place for whether it is there. Make it the plain struct, and those of its fields std::optional that may be NULL. [E242]
#include "models.hpp"

#include <optional>

struct Address {
    std::optional<std::string> city;
};
struct Customer {
    std::int64_t id{};
#ifdef REFRACT_REJECT
    std::optional<Address> home;
#else
    Address home;
#endif
};
template <> inline constexpr auto refract::model<Customer> = refract::table(refract::flat<&Customer::home>);

static_assert(!sql<dialect::sqlite>(from<Customer>()).empty());
