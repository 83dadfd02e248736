// expect: refract: two objects of one table are given, and columns cannot say which they mean. Give one of them under another name, aliased<manager>(user), and name its columns so: col<&User::id, manager>. [E185]
#include "models.hpp"

#include <refract/memory.hpp>

using other = alias<User, "other">;

bool is_older(const User& one, const User& two) {
    const auto older = col<&User::created_at> < col<&User::created_at, other>;
#ifdef REFRACT_REJECT
    return matches(std::tie(one, two), older);
#else
    return matches(std::tuple(one, aliased<other>(two)), older);
#endif
}
