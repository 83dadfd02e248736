// expect: refract: between < and > stands what is no member of a struct. Write &T::field: col<&T::a>, column<&T::a>, primary_key<&T::a, &T::b>, index<&T::a>, excluded<&T::a>; a field of a flat member is member_path<&T::a, &A::b>. [E303]
// times: 4
#include "models.hpp"

struct Line {
    std::int64_t id{};
    bool is_long() const { return id > 100; }
};

#ifdef REFRACT_REJECT
inline auto way_1() { return col<1>; }
inline auto way_2() { return column<'c'>.named("name"); }
inline auto way_3() { return excluded<cascade>; }
inline auto way_4() { return from<Line>().where(col<&Line::is_long> == 1); }
#else
inline auto way_1() { return col<&User::id>; }
inline auto way_2() { return column<&User::name>.named("name"); }
inline auto way_3() { return excluded<&User::id>; }
inline auto way_4() { return from<Line>().where(col<&Line::id> > 100); }
#endif
