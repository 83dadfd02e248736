// expect: refract: a relation is named by a member that is no foreign key of its model, or that several keys share. Declare it in the model, foreign_key<&Post::author_id>.references<&User::id>(), and name a column that one key alone has. [E203]
#include "models.hpp"

struct Room {
    std::int64_t building{};
    std::int64_t number{};
};
struct Move {
    std::int64_t id{};
    std::int64_t building{};
    std::int64_t old_number{};
    std::int64_t new_number{};
};
template <> inline constexpr auto refract::model<Room> =
    refract::table(refract::primary_key<&Room::building, &Room::number>);
template <> inline constexpr auto refract::model<Move> = refract::table(
    refract::foreign_key<&Move::building, &Move::old_number>.references<&Room::building, &Room::number>(),
    refract::foreign_key<&Move::building, &Move::new_number>.references<&Room::building, &Room::number>());

#ifdef REFRACT_REJECT
constexpr auto query = from<Room>().where(some<&Move::building>());
#else
constexpr auto query = from<Room>().where(some<&Move::new_number>());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
