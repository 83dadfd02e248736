// expect: refract: after or before does not fit the order of the query. Behind .order_by(...), give it a value for each term, of its type and std::optional only where it may be NULL, or an object with a field for each. [E166]
#include "models.hpp"

struct Author {
    using model = User;
    std::int64_t id{};
    std::int64_t post_count{};
};
#ifdef REFRACT_REJECT
constexpr auto counted = count_of<&Post::author_id>(col<&Post::views> > 3); // which may be another number elsewhere
#else
constexpr auto counted = count_of<&Post::author_id>(col<&Post::published>);
#endif

const auto query =
    from<User>().order_by(counted, col<&User::id>).select<Author>(field<&Author::post_count> = counted).after(Author{});
