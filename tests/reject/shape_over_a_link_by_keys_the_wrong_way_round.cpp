// expect: refract: no key ties the rows of a shape's field to the rows around them. Declare it in the model that has it: foreign_key<&Post::author_id>.references<&User::id>(), or name a link with through<PostTag>; or give the field the name of a column. [E190]
#include "models.hpp"

struct PostTree {
    using model = Post;
    std::vector<Tag> tags;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::shape<PostTree> =
    refract::relations(refract::by<&PostTree::tags, &PostTag::tag_id, &PostTag::post_id>);
#else
template <> inline constexpr auto refract::shape<PostTree> =
    refract::relations(refract::by<&PostTree::tags, &PostTag::post_id, &PostTag::tag_id>);
#endif

constexpr auto query = from<Post>().select<PostTree>();
