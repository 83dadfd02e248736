// expect: refract: after or before behind an ordering of the run time is given values, and which ones the order asks for only the run time knows. Give it the row: an object of the query, or a struct with a field for each column of the order. [E210]
#include "models.hpp"

const ordering<Post> order(col<&Post::id>);
#ifdef REFRACT_REJECT
const auto query = from<Post>().order_by(order).after(3);
#else
const auto query = from<Post>().order_by(order).after(Post{});
#endif
