// expect: refract: two rows of a shape that is written decide one column: the row around it and one inside it. Leave one of them out. [E221]
#include "models.hpp"

struct WriterName {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::string email;
    Role role{};
};
struct WrittenPost {
    using model = Post;
    std::int64_t id{};
    std::string title;
    double score{};
    std::vector<std::byte> cover;
#ifdef REFRACT_REJECT
    WriterName author; // whom the row around it decides
#endif
};
struct WriterOfPosts {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::string email;
    Role role{};
    std::vector<WrittenPost> posts;
};

WriterOfPosts insert_it(sqlite::database& db) { return db.insert(WriterOfPosts{}); }
