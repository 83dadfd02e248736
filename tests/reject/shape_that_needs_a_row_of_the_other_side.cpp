// expect: refract: a row that may be missing stands in a shape as if it were always there: its key may be NULL, or it is another row that has the key, or a condition leaves it out. Make the field a std::optional or a std::unique_ptr. [E192]
#include "models.hpp"

struct Badge {
    std::int64_t id{};
    std::int64_t user_id{};
};
template <> inline constexpr auto refract::model<Badge> =
    refract::table(refract::foreign_key<&Badge::user_id>.references<&User::id>(), refract::unique<&Badge::user_id>);

#ifdef REFRACT_REJECT
struct UserTree {
    using model = User;
    Badge badge;
};
#else
struct UserTree {
    using model = User;
    std::optional<Badge> badge;
};
#endif

constexpr auto query = from<User>().select<UserTree>();
