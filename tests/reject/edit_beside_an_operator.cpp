// expect: refract: an operator stands beside at<>, which has no value. Say what is done to the rows: at<&Author::posts>.create(row), .connect(key), .set(key); a condition on rows that belong to others is refract::some<&Post::author_id>(condition), their number refract::count_of<&Post::author_id>(). [E323]
// times: 4
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::int64_t id{};
    std::string title;
};
struct Author {
    using model = User;
    std::int64_t id{};
    std::vector<PostLine> posts;
};
struct Writer {
    using model = User;
    std::int64_t id{};
    std::vector<PostLine> posts, notes, drafts;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return at<&Author::posts> == 2; }
inline auto way_2() { return at<&Writer::posts> += PostLine{}; }
inline auto way_3() { return !at<&Writer::notes>; }
inline auto way_4() { return 3 < at<&Writer::drafts>; }
#else
inline auto way_1() { return from<User>().where(count_of<&Post::author_id>() == 2); }
inline auto way_2() { return at<&Author::posts>.create(PostLine{}); }
#endif
