// expect: refract: the type of the column keeps fewer digits behind the point than its field, and the database would round what is written. Give the field as few (decimal<2>, std::chrono::sys_time<std::chrono::milliseconds>), or the column more. [E096]
#include "models.hpp"

#include <refract/codec/decimal.hpp>

struct Price {
    std::int64_t id{};
    refract::decimal<4> amount{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Price> =
    refract::table(refract::column<&Price::amount>.type("numeric(10, 2)"));
#else
template <> inline constexpr auto refract::model<Price> =
    refract::table(refract::column<&Price::amount>.type("numeric(10, 4)"));
#endif
