// expect: refract: a row would be left without one that it needs, since its foreign key is never NULL. Delete it with remove(key), connect it to another row there, or make the key's field a std::optional. [E226]
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
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.disconnect(1)); }
#else
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.remove(1)); }
#endif
