// expect: refract: each() gives row by row, and the rows of a tree come level by level. Read it with all(), page by page where it is large. [E196]
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

#ifdef REFRACT_REJECT
void visit(sqlite::database& db) {
    for (const Author& each : db.each(from<User>().select<Author>())) (void)each;
}
#else
void visit(sqlite::database& db) {
    for (const Author& each : db.all(from<User>().select<Author>())) (void)each;
}
#endif
