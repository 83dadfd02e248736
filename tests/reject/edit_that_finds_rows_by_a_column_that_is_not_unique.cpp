// expect: refract: rows are found by columns that are not unique, so that several could be meant. Name those of a unique<> of the model: connect<&Tag::label>("sql"); a struct that is given instead of values has these fields. [E228]
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
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.connect<&Post::title>("x")); }
#else
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.connect<&Post::id>(1)); }
#endif
