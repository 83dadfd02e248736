// expect: refract: after or before does not fit the order of the query. Behind .order_by(...), give it a value for each term, of its type and std::optional only where it may be NULL, or an object with a field for each. [E166]
#include "models.hpp"

struct Card {
    std::int64_t id{}, views{};
};
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(col<&Post::views>, col<&Post::id>).after(Tag{});
#else
constexpr auto query = from<Post>().order_by(col<&Post::views>, col<&Post::id>).after(Card{});
#endif

constexpr auto text = sql<dialect::sqlite>(query);
