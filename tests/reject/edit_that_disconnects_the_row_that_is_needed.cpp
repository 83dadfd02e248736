// expect: refract: a row would be left without one that it needs, since its foreign key is never NULL. Delete it with remove(key), connect it to another row there, or make the key's field a std::optional. [E226]
#include "models.hpp"

struct WrittenAuthor {
    using model = User;
    std::int64_t id{};
    std::string name;
};
struct WrittenCard {
    using model = Post;
    std::int64_t id{};
    std::string title;
    WrittenAuthor author;
};

#ifdef REFRACT_REJECT
void write(sqlite::database& db) { db.update<WrittenCard>(1, at<&WrittenCard::author>.disconnect()); }
#else
void write(sqlite::database& db) {
    db.update<WrittenCard>(1, at<&WrittenCard::author>.update(col<&User::name> = "Ann"));
}
#endif
