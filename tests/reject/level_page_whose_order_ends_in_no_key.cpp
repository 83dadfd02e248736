// expect: refract: a page begins behind a row, and the order of the query does not tell its rows apart: some would be lost. Let the order end in a key of each table, the primary one or unique columns that are never NULL, of groups in all that they are grouped by: .order_by(..., col<&T::id>). [E167]
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::string title;
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostLine> posts;
};
constexpr auto posts = nested<&Author::posts>();

#ifdef REFRACT_REJECT
constexpr auto page = posts.order_by(col<&Post::views>).after(3);
#else
constexpr auto page = posts.order_by(col<&Post::views>, col<&Post::id>).after(3, 4);
#endif

std::vector<Author> read(refract::sqlite::database& db) { return db.all(from<User>().select<Author>(page)); }
