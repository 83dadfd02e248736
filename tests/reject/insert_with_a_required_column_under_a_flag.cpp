// expect: refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]
#include "models.hpp"

bool is_named = true;

#ifdef REFRACT_REJECT
auto query = insert_into<Tag>().set_if(is_named, col<&Tag::label> = "c++");
#else
auto query = insert_into<Tag>().set(col<&Tag::label> = is_named ? "c++" : "");
#endif

auto text = sql<dialect::sqlite>(query);
