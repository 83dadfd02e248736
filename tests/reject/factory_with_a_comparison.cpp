// expect: refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]
#include <refract/refract.hpp>
#include <refract/test/factory.hpp>

#include <string>

struct Guest {
    int id{};
    std::string name;
};

#ifdef REFRACT_REJECT
inline const auto guests = refract::test::factory<Guest>().with(refract::col<&Guest::name> == "Ann");
#else
inline const auto guests = refract::test::factory<Guest>().with(refract::col<&Guest::name> = "Ann");
#endif
