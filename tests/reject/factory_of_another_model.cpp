// expect: refract: a column of another table is assigned. Set columns of the table that is written. [E025]
#include <refract/refract.hpp>
#include <refract/test/factory.hpp>

#include <string>

struct Guest {
    int id{};
    std::string name;
};
struct Room {
    int id{};
    int number{};
};

#ifdef REFRACT_REJECT
inline const auto guests = refract::test::factory<Guest>().with(refract::col<&Room::number> = 3);
#else
inline const auto guests = refract::test::factory<Guest>().with(refract::col<&Guest::name> = "Ann");
#endif
