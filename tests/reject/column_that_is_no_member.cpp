// expect: refract: between < and > stands what is no member of a struct. Write &T::field: col<&T::a>, column<&T::a>, primary_key<&T::a, &T::b>, index<&T::a>, excluded<&T::a>; a field of a flat member is member_path<&T::a, &A::b>. [E303]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return col<1>; }
inline auto way_2() { return column<'c'>.named("name"); }
inline auto way_3() { return excluded<cascade>; }
#else
inline auto way_1() { return col<&User::id>; }
inline auto way_2() { return column<&User::name>.named("name"); }
inline auto way_3() { return excluded<&User::id>; }
#endif
