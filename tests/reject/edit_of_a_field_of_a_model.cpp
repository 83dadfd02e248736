// expect: refract: at<> names a field of a shape that holds rows: at<&Author::posts>, where Author has `using model = User` and posts is a std::vector, an optional or a struct of another shape or model. [E223]
#include "models.hpp"

struct WrittenPost {
    using model = Post;
    std::int64_t id{};
    std::string title;
};
struct WrittenUser {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::vector<WrittenPost> posts;
};

#ifdef REFRACT_REJECT
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&User::name>.connect(3)); }
#else
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.connect(3)); }
#endif
