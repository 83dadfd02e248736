// expect: refract: a query in WITH has the name of a table that it reads or that is written beside it, or of one in a schema. Give it a name that is free: with<as_table<Row, "name">>(query), or select a struct of its own. [E130]
#include "models.hpp"

using tags = as_table<Tag, "tag_list">;
constexpr auto query = from<PostTag>().select<Tag>(col<&PostTag::tag_id>, value("x"));
#ifdef REFRACT_REJECT
constexpr auto change = with(query).delete_from<Tag>().where(col<&Tag::id> > 3);
#else
constexpr auto change = with<tags>(query).delete_from<Tag>().where(col<&Tag::id> > 3);
#endif
constexpr auto text = sql<dialect::postgres>(change);
