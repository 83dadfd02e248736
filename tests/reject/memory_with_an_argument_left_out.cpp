// expect: refract: the number of arguments is not the number of param<...> in the query. Give one argument for each, in the order in which they were written. [E034]
#include "models.hpp"

#include <refract/memory.hpp>

#ifdef REFRACT_REJECT
bool is_wanted(const Tag& tag) { return matches(tag, col<&Tag::id> == param<std::int64_t>); }
#else
bool is_wanted(const Tag& tag) { return matches(tag, col<&Tag::id> == param<std::int64_t>, 1); }
#endif
