// expect: refract: no key ties the rows of a shape's field to the rows around them. Declare it in the model that has it: foreign_key<&Post::author_id>.references<&User::id>(), or name a link with through<PostTag>; or give the field the name of a column. [E190]
#include "models.hpp"

struct Poster {
    using model = Post;
    std::string title;
    User author;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::shape<Poster> =
    refract::relations(refract::by<&Poster::author, &Post::editor_id>);
#else
template <> inline constexpr auto refract::shape<Poster> =
    refract::relations(refract::by<&Poster::author, &Post::author_id>);
#endif

constexpr auto query = from<Post>().select<Poster>();
