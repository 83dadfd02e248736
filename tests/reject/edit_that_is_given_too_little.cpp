// expect: refract: what at<> does to rows is given too little or too much. Write create(row, ...), connect(key, ...), update(key, assignments...), update_where(condition, assignments...), remove_where(condition), several conditions as a && b, upsert(key, row); the rows of one call are of one struct. [E308]
// times: 5
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
    std::vector<Post> posts;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return at<&Author::posts>.upsert(6); }
inline auto way_2() { return at<&Author::posts>.upsert(6, PostLine{}, 7); }
inline auto way_3() { return at<&Author::posts>.remove_where(1, 2); }
inline auto way_4() { return at<&Author::posts>.remove_where(col<&Post::id> > 1, col<&Post::views> == 0); }
inline auto way_5() { return at<&Writer::posts>.create(); }
#else
inline auto way_1() { return at<&Author::posts>.upsert(6, PostLine{}); }
inline auto way_2() { return at<&Author::posts>.upsert(6, PostLine{}); }
inline auto way_3() { return at<&Author::posts>.remove_where(col<&Post::id> > 1); }
inline auto way_4() { return at<&Author::posts>.remove_where(col<&Post::id> > 1 && col<&Post::views> == 0); }
inline auto way_5() { return at<&Author::posts>.update_where(col<&Post::id> > 1, col<&Post::views> = 0); }
inline auto way_6() { return at<&Author::posts>.create(PostLine{}); }
inline auto way_7() { return at<&Author::posts>.update(6, col<&Post::views> = 0); }
#endif
