// expect: refract: load<...>(objects, ...) takes nested<...>(), each once, of the level that it fills and of those below it. Name the fields from the objects on: load<&Author::posts>(authors, nested<&Author::posts>().limit(3)). [E253]
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::int64_t id{};
    std::string title;
};
struct Author {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::vector<PostLine> posts;
};
struct Reader {
    using model = User;
    std::vector<Post> posts;
};

#ifdef REFRACT_REJECT
void read(sqlite::database& db, std::vector<Author>& authors) {
    db.load<&Author::posts>(authors, nested<&Reader::posts>().limit(3));
}
#else
void read(sqlite::database& db, std::vector<Author>& authors) {
    db.load<&Author::posts>(authors, nested<&Author::posts>().limit(3));
}
#endif
