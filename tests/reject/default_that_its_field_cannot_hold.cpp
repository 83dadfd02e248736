// expect: refract: the default does not fit in the field. Give a smaller one. [E007]
#include "models.hpp"

struct Badge {
    std::int64_t id{};
    std::int16_t level{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Badge> =
    refract::table(refract::column<&Badge::level>.default_to(40000));
#else
template <> inline constexpr auto refract::model<Badge> =
    refract::table(refract::column<&Badge::level>.default_to(4000));
#endif
