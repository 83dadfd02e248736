// expect: refract: a list of this type cannot be bound as one parameter. Write in(a, b, c) with single values. [E041]
#include "models.hpp"

struct Poster {
    std::int64_t id{};
    json content{"null"};
};
const std::vector<json> contents(2);

#ifdef REFRACT_REJECT
auto query() { return from<Poster>().where(col<&Poster::content>.in(contents)); }
#else
auto query() { return from<Poster>().where(col<&Poster::content>.in(contents[0], contents[1])); }
#endif
