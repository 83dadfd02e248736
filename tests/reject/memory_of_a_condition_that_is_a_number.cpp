// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

#include <refract/memory.hpp>

#ifdef REFRACT_REJECT
bool is_wanted(const Tag& tag) { return matches(tag, col<&Tag::id>); }
#else
bool is_wanted(const Tag& tag) { return matches(tag, col<&Tag::id> > 0); }
#endif
