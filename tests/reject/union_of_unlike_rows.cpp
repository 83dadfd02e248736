// expect: refract: the queries of a union, intersect or except have rows of different types. Select as many columns of the same types in each, or the same struct: .select<Row>(...). [E100]
#include "models.hpp"

constexpr auto names = from<User>().select(col<&User::name>);
#ifdef REFRACT_REJECT
constexpr auto query = names.union_all(from<Post>().select(col<&Post::author_id>));
#else
constexpr auto query = names.union_all(from<Post>().select(cast<std::string>(col<&Post::author_id>)));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
