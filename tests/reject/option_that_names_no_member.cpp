// expect: refract: an option of a model names no member, or names it in the wrong place. Write members between < and >: primary_key<&T::a, &T::b>, unique<&T::a>, index<&T::a, &T::b>.descending<&T::b>(), one column of the index, and foreign_key<&T::a>.references<&U::id>(). [E302]
// times: 6
#include "models.hpp"

struct Account {
    std::int64_t id{}, owner_id{};
};

#ifdef REFRACT_REJECT
inline auto way_1() { return foreign_key<&Account::owner_id>.references(&User::id); }
inline auto way_2() { return foreign_key<&Account::owner_id>.references(); }
inline auto way_3() { return refract::index<&Account::owner_id>.descending(); }
inline auto way_4() { return refract::index<&Account::owner_id>.descending<&Account::id>(); }
inline auto way_5() { return refract::index<&Account::owner_id>.descending(&Account::owner_id); }
inline auto way_6() { return foreign_key<&Account::owner_id>.references(col<&User::id>); }
#else
inline auto way_1() { return foreign_key<&Account::owner_id>.references<&User::id>(); }
inline auto way_2() { return refract::index<&Account::owner_id>.descending<&Account::owner_id>(); }
#endif
