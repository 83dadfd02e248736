// expect: refract: this member, or path, is no column. A flat member stands for several: name one of them with member_path<&User::address, &Address::city>. A path leads only through members that the model calls flat: refract::flat<&User::address>. [E240]
#include "models.hpp"

struct Address {
    std::string city;
};
struct Depot {
    std::string city;
};
struct Customer {
    std::int64_t id{};
    Address home;
};
template <> inline constexpr auto refract::model<Customer> = refract::table(refract::flat<&Customer::home>);

#ifdef REFRACT_REJECT
static_assert(
    !sql<dialect::sqlite>(from<Customer>().where(col<member_path<&Customer::home, &Depot::city>> == "Oslo")).empty());
#else
static_assert(
    !sql<dialect::sqlite>(from<Customer>().where(col<member_path<&Customer::home, &Address::city>> == "Oslo")).empty());
#endif
