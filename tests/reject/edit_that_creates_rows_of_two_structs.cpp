// expect: refract: what at<> does to rows is given too little or too much. Write create(row, ...), connect(key, ...), update(key, assignments...), update_where(condition, assignments...), remove_where(condition), several conditions as a && b, upsert(key, row); the rows of one call are of one struct. [E308]
// times: 2
#include "models.hpp"

struct PostTitle {
    using model = Post;
    std::int64_t id{};
    std::string title;
};
struct PostScore {
    using model = Post;
    std::int64_t id{};
    std::string title;
    double score{};
};
struct Writer {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::vector<PostTitle> posts;
};

void write() {
    constexpr auto posts = at<&Writer::posts>;
#ifdef REFRACT_REJECT
    (void)posts.create(PostTitle{.title = "a"}, PostScore{.title = "b"});
    (void)posts.connect_or_create(PostScore{.title = "a"}, PostTitle{.title = "b"});
#else
    (void)posts.create(PostTitle{.title = "a"}, PostTitle{.title = "b"});
    (void)posts.connect_or_create(PostScore{.title = "a"}, PostScore{.title = "b"});
#endif
}
