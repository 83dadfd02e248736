// expect: refract: two columns of this model have one name. Give one of them another name with refract::column<&T::field>.named("..."), or those of a flat member with .prefix("..."). [E004]
#include "models.hpp"

struct Address {
    std::string street;
    std::string city;
};
struct Customer {
    std::int64_t id{};
    Address home;
    Address work;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Customer> =
    refract::table(refract::flat<&Customer::home>, refract::flat<&Customer::work>);
#else
template <> inline constexpr auto refract::model<Customer> =
    refract::table(refract::flat<&Customer::home>, refract::flat<&Customer::work>.prefix("work_"));
#endif

static_assert(!sql<dialect::sqlite>(from<Customer>()).empty());
