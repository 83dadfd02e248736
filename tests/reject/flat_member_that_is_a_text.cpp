// expect: refract: a flat member is no plain struct whose fields could be columns. Leave refract::flat out for a member that is one column, and make the other a struct of plain fields: no base class, no constructor, no array. [E241]
#include "models.hpp"

struct Customer {
    std::int64_t id{};
    std::string name;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Customer> = refract::table(refract::flat<&Customer::name>);
#else
template <> inline constexpr auto refract::model<Customer> = refract::table(refract::unique<&Customer::name>);
#endif

static_assert(!sql<dialect::sqlite>(from<Customer>()).empty());
