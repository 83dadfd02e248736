// expect: refract: nested<...>() is of another shape than the query's, or says something about one level twice. Begin with a field of the shape that is selected, and say all of a level in one nested<...>(). [E198]
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::int64_t id{};
};
struct Author {
    using model = User;
    std::int64_t id{};
    std::vector<PostLine> posts;
};
struct Writer {
    using model = User;
    std::int64_t id{};
    std::vector<PostLine> posts;
};

inline void show(sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.find<Author>(1, nested<&Writer::posts>().limit(3));
#else
    db.find<Author>(1, nested<&Author::posts>().limit(3));
#endif
}
