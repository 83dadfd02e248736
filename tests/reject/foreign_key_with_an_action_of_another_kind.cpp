// expect: refract: on_delete and on_update say what becomes of the rows that refer to another one, and this is no answer. Write one of refract::cascade, set_null, set_default, restrict, no_action: .on_delete(refract::cascade). [E265]
// times: 4
#include "models.hpp"

struct Account {
    std::int64_t id{}, owner_id{};
};
constexpr auto owner = foreign_key<&Account::owner_id>.references<&User::id>();

#ifdef REFRACT_REJECT
inline auto way_1() { return owner.on_delete("cascade"); }
inline auto way_2() { return owner.on_delete(); }
inline auto way_3() { return owner.on_update(nullptr); }
inline auto way_4() { return owner.on_update(Role::admin); }
#else
inline auto way_1() { return owner.on_delete(cascade); }
inline auto way_2() { return owner.on_delete(set_null); }
inline auto way_3() { return owner.on_update(no_action); }
inline auto way_4() { return owner.on_update(restrict); }
#endif
