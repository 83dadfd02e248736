// expect: refract: a function of SQL is given what it does not take. Give lower, sum and the like a column or an expression, which stands first where values follow: sum(refract::col<&T::field>), replace(refract::col<&T::field>, "a", "b"); exists and scalar a query; over a partition_by(...), an order_by(...), or both in this order. [E066]
#include <refract/refract.hpp>

struct Entry {
    std::int64_t id{};
    std::int64_t size{};
    std::string text;
};
using namespace refract;

#ifdef REFRACT_REJECT
constexpr auto query = from<Entry>().select(sum(col<&Entry::size>).over(col<&Entry::id>));
#else
constexpr auto query = from<Entry>().select(sum(col<&Entry::size>).over(order_by(col<&Entry::id>)));
#endif
