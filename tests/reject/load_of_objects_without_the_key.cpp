// expect: refract: load<...>() finds rows by a key that the objects in hand have not as fields, or in a type of another kind than the column's. Give the struct the columns of the key as fields, like std::int64_t id, or read it with its rows by a query. [E250]
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

#ifdef REFRACT_REJECT
void read(sqlite::database& db, std::vector<Author>& authors) { db.load<&Author::posts>(authors); }
#else
void read(sqlite::database& db, std::vector<Author>& authors) { authors = db.all(from<User>().select<Author>()); }
#endif
