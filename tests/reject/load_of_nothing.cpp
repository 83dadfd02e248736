// expect: refract: load<...>() fills variables of the shape that has the first field: one of them, or a range of them, as a std::vector. Give it what it can write to, and what no pointer or std::optional stands around. [E251]
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

#ifdef REFRACT_REJECT
void read(sqlite::database& db, std::vector<Author>&) { db.load<&Author::posts>(); }
#else
void read(sqlite::database& db, std::vector<Author>& authors) { db.load<&Author::posts>(authors); }
#endif
