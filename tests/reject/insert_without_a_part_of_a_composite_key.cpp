// expect: refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = insert_into<PostTag>().set(col<&PostTag::post_id> = 1);
#else
constexpr auto query = insert_into<PostTag>().set(col<&PostTag::post_id> = 1, col<&PostTag::tag_id> = 2);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
