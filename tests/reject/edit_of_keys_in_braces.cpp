// expect: refract: the values of a key, or several keys, stand between braces, and C++ cannot say of what type they are. Write them one after the other, find<Seat>("A", 12), connect(3, 5); where there may be several keys, or more behind them, one of several columns is key("A", 12); a list of the run time is a std::vector. [E333]
// times: 3
#include "models.hpp"

#include <refract/graph/edit.hpp>

struct Author {
    using model = User;
    std::int64_t id{};
    std::vector<Post> posts;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return at<&Author::posts>.connect({1, 2}); }
inline auto way_2() { return at<&Author::posts>.disconnect({3}); }
inline auto way_3() { return at<&Author::posts>.set({}); }
inline auto way_4() { return at<&Author::posts>.remove({{1, 2}, {3, 4}}); }
inline auto way_5() { return at<&Author::posts>.update({1, 2}, col<&Post::views> = 0); }
inline auto way_6() { return at<&Author::posts>.upsert({6}, Post{}); }
inline void way_7(refract::sqlite::database& db) { db.update<Author>({1, 2}, at<&Author::posts>.connect(1)); }
inline void way_8(refract::sqlite::database& db) { (void)db.find<PostTag>({1, 2}); }
#else
inline auto way_1() { return at<&Author::posts>.connect(1, 2); }
inline auto way_2() { return at<&Author::posts>.connect(3); }
inline auto way_3() { return at<&Author::posts>.connect(std::vector<int>{}); }
inline auto way_5() { return at<&Author::posts>.update(1, col<&Post::views> = 0); }
inline auto way_6() { return at<&Author::posts>.upsert(6, Post{}); }
inline void way_7(refract::sqlite::database& db) { db.update<Author>(1, at<&Author::posts>.connect(1)); }
inline void way_8(refract::sqlite::database& db) { (void)db.find<PostTag>(1, 2); }
#endif
