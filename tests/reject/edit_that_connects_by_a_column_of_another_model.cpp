// expect: refract: what at<> writes is of another model than the rows of its field. Give it the field's own struct, or a shape of the same model; connect<&Tag::label> names columns of that model. [E224]
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
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.connect<&Tag::label>("sql")); }
#else
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.connect<&Post::id>(1)); }
#endif
