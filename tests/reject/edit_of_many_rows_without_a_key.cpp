// expect: refract: of a field that holds many rows at<> is told the key of each: update(key, ...), upsert(key, row), disconnect(key), remove(key); of a field that holds one at most there is no key: update(...), upsert(row), disconnect(), remove(). [E227]
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
void write(sqlite::database& db) { db.update<WrittenUser>(1, at<&WrittenUser::posts>.update(col<&Post::views> = 1)); }
#else
void write(sqlite::database& db) {
    db.update<WrittenUser>(1, at<&WrittenUser::posts>.update(5, col<&Post::views> = 1));
}
#endif
