// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

struct Labelled {
    using model = Post;
    std::string title;
    std::vector<Tag> tags;
};
template <> inline constexpr auto refract::shape<Labelled> =
    refract::relations(refract::by<&Labelled::tags, &PostTag::post_id, &PostTag::tag_id>);

#ifdef REFRACT_REJECT
const predicate<Post> wanted = col<&Post::id> > 3; // of the rows above
#else
const predicate<PostTag> wanted = col<&PostTag::post_id> > 3; // of the link
#endif

const auto query = from<Post>().select<Labelled>(nested<&Labelled::tags>().where(wanted));
