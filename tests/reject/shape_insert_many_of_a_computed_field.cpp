// expect: refract: a shape that is written has a field that queries compute, which no column can keep. Write it by a struct without that field. [E220]
#include "models.hpp"

struct CountingPost {
    using model = Post;
    std::int64_t id{};
    std::string title;
    double score{};
    std::vector<std::byte> cover;
#ifdef REFRACT_REJECT
    std::int64_t tag_count{}; // no column
#endif
};
struct AuthorOfCounting {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::string email;
    Role role{};
    std::vector<CountingPost> posts;
};

std::int64_t insert_them(sqlite::database& db) { return db.insert_many(std::vector<AuthorOfCounting>(2)); }
