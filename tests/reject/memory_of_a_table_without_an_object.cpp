// expect: refract: the expression names a column of a table of which no object is given. Give one object of each table: matches(std::tie(user, post), ...); of a table under another name aliased<manager>(user). [E184]
#include "models.hpp"

#include <refract/memory.hpp>

bool is_author(const User& user, const Post& post) {
    const auto writes = col<&Post::author_id> == col<&User::id>;
#ifdef REFRACT_REJECT
    static_cast<void>(user);
    return matches(post, writes);
#else
    return matches(std::tie(user, post), writes);
#endif
}
