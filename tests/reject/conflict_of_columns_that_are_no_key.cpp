// expect: refract: on_conflict names columns that are neither the primary key nor unique together. Name those of the key, of refract::unique<...>, or of the one partial index that has them unique; without columns there is only do_nothing(). [E118]
// times: 2
#include "models.hpp"

struct Booking {
    std::int64_t id{}, seat{};
    bool paid{}, gone{};
};
template <> inline constexpr auto refract::model<Booking> =
    refract::table(refract::index<&Booking::seat>.unique().where(refract::col<&Booking::paid>),
                   refract::index<&Booking::seat>.unique().where(!refract::col<&Booking::gone>),
                   refract::index<&Booking::seat, &Booking::paid>.unique().where(!refract::col<&Booking::gone>));

constexpr auto insert = insert_into<Tag>().set(col<&Tag::id> = 1, col<&Tag::label> = "x");
constexpr auto booking =
    insert_into<Booking>().set(col<&Booking::seat> = 1, col<&Booking::paid> = true, col<&Booking::gone> = false);
#ifdef REFRACT_REJECT
constexpr auto two = booking.on_conflict<&Booking::seat>().do_nothing();
constexpr auto query = insert.on_conflict<&Tag::label>().do_nothing();
#else
constexpr auto two = booking.on_conflict<&Booking::paid, &Booking::seat>().do_nothing();
constexpr auto query = insert.on_conflict<&Tag::id>().do_nothing();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
