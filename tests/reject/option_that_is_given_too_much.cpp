// expect: refract: an option of a model is given more than it takes. Nothing stands in .given(), .autoincrement(), .unique(), .nullable(), .identity(), .version(), .updated_at(), .deferred(), .deferrable(); one thing in .default_to(value), .where(condition), .stored_as(form), .on_delete(action), two in .generated(expression, not_stored); and primary_key<&T::a>, unique<&T::a>, tenant<&T::a>, partial have no ( ). [E263]
// times: 14
#include "models.hpp"

struct Account {
    std::int64_t id{}, owner_id{}, count{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
};

#ifdef REFRACT_REJECT
inline auto way_1() { return primary_key<&Account::id>.given(true); }
inline auto way_2() { return primary_key<&Account::id>.autoincrement(1); }
inline auto way_3() { return refract::index<&Account::at>.unique("name"); }
inline auto way_4() { return column<&Account::id>.identity(1L); }
inline auto way_5() { return column<&Account::at>.nullable(2.5F); }
inline auto way_6() { return column<&Account::count>.version(2U); }
inline auto way_7() { return column<&Account::at>.updated_at(now()); }
inline auto way_8() { return foreign_key<&Account::owner_id>.references<&User::id>().deferred('c'); }
inline auto way_9() { return column<&Account::count>.default_to(1, 2); }
inline auto way_10() { return refract::index<&Account::at>.where(col<&Account::id> > 1, col<&Account::count> > 1); }
inline auto way_11() { return tenant<&Account::owner_id>(3UL); }
inline auto way_12() { return refract::partial(nullptr); }
inline auto way_13() { return column<&Post::views>.identity(1LL, 2); }
inline auto way_14() { return refract::index<&Post::id>.unique(2ULL, 2); }
#else
inline auto way_1() { return primary_key<&Account::id>.given(); }
inline auto way_2() { return primary_key<&Account::id>.autoincrement(); }
inline auto way_3() { return refract::index<&Account::at>.unique(); }
inline auto way_4() { return column<&Account::id>.identity(); }
inline auto way_5() { return column<&Account::at>.nullable(); }
inline auto way_6() { return column<&Account::count>.version(); }
inline auto way_7() { return column<&Account::at>.updated_at(); }
inline auto way_8() { return foreign_key<&Account::owner_id>.references<&User::id>().deferred(); }
inline auto way_9() { return column<&Account::count>.default_to(1); }
inline auto way_10() { return refract::index<&Account::at>.where(col<&Account::id> > 1 && col<&Account::count> > 1); }
inline auto way_11() { return tenant<&Account::owner_id>; }
inline auto way_12() { return refract::partial; }
#endif
