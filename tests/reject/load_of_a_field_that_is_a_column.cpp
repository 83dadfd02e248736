// expect: refract: load<...>() names no field, one that holds no rows, or fields that are not each in the struct of the one before. Name the field to be filled, from the objects on: load<&Author::posts>(authors). [E252]
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
void read(sqlite::database& db, std::vector<Author>& authors) { db.load<&Author::name>(authors); }
#else
void read(sqlite::database& db, std::vector<Author>& authors) { db.load<&Author::posts>(authors); }
#endif
