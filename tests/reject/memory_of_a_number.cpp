// expect: refract: what stands before the expression is no object whose fields are columns. Give a struct, a std::optional of one, or a std::tuple of them: matches(user, col<&User::age> > 18). [E186]
#include "models.hpp"

#include <refract/memory.hpp>

#ifdef REFRACT_REJECT
bool is_wanted(const Tag& tag) { return matches(tag.id, col<&Tag::id> == 1); }
#else
bool is_wanted(const Tag& tag) { return matches(tag, col<&Tag::id> == 1); }
#endif
