// expect: refract: a field of the primary key is a std::optional, and a key that is NULL finds no row. Give it a plain type (zero stands for a key that the database makes), or name other fields with refract::primary_key<&T::field>. [E093]
#include <refract/sqlite.hpp>

#include <optional>

struct Seat {
    int row{};
#ifdef REFRACT_REJECT
    std::optional<int> place;
#else
    int place{};
#endif
};
template <> inline constexpr auto refract::model<Seat> = refract::table(refract::primary_key<&Seat::row, &Seat::place>);

void run(refract::sqlite::database& database) { database.find<Seat>(1, 2); }
