// expect: refract: update<Shape>(key, ...) takes assignments to columns of the shape's model, col<&User::name> = "Ann", and what at<> does to rows of the shape's own fields, at<&Author::posts>.connect(3); one of them at least. [E229]
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
void write(sqlite::database& db) { db.update<WrittenUser>(1, col<&User::name> == "Ann"); }
#else
void write(sqlite::database& db) { db.update<WrittenUser>(1, col<&User::name> = "Ann"); }
#endif
