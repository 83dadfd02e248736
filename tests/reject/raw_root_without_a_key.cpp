// expect: refract: raw SQL brings the root of a tree, and the rows below it are found by a key that the root has not as fields, or in a type of another kind than the column's. Give the struct the columns of the key as fields, like std::int64_t id. [E294]
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::int64_t id{};
    std::string title;
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostLine> posts;
};

void read(sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.query<Author>("SELECT name FROM user");
#else
    db.query<PostLine>("SELECT id, title FROM post");
#endif
}
