// expect: refract: a page begins behind a row, and the order of the query does not tell its rows apart: some would be lost. Let the order end in a key of each table, the primary one or unique columns that are never NULL, of groups in all that they are grouped by: .order_by(..., col<&T::id>). [E167]
#include "models.hpp"

struct Seat {
    std::int64_t id{};
    std::string code;
    std::optional<std::int64_t> number;
};
template <> inline constexpr auto refract::model<Seat> =
    refract::table(refract::unique<&Seat::number>, refract::unique<&Seat::code>);

#ifdef REFRACT_REJECT
constexpr auto query = from<Seat>().order_by(col<&Seat::number>).after(3);
#else
constexpr auto query = from<Seat>().order_by(col<&Seat::code>).after("a");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
