// expect: refract: a field of a shape is a container to which rows cannot be added, such as std::array, std::set, std::multimap or std::shared_ptr, or it holds something that is no struct, such as a std::vector of pointers. Use std::vector, std::deque or std::list of the structs, a std::map or std::unordered_map by a field of them, or a std::optional or std::unique_ptr of one. [E215]
// times: 5
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::string title;
};
struct Profile {
    std::int64_t id{};
    std::int64_t user_id{};
};
template <> inline constexpr auto refract::model<Profile> =
    refract::table(refract::unique<&Profile::user_id>, refract::foreign_key<&Profile::user_id>.references<&User::id>());
template <class Rows> struct Tree {
    using model = User;
    Rows rows;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return from<User>().select<Tree<std::vector<std::shared_ptr<PostLine>>>>(); }
inline auto way_2() { return from<User>().select<Tree<std::vector<std::optional<PostLine>>>>(); }
inline auto way_3() { return from<User>().select<Tree<std::optional<std::vector<PostLine>>>>(); }
inline auto way_4() { return from<User>().select<Tree<std::shared_ptr<Profile>>>(); }
inline auto way_5() { return from<User>().select<Tree<std::vector<std::pair<PostLine, std::int64_t>>>>(); }
#else
inline auto way_1() { return from<User>().select<Tree<std::vector<PostLine>>>(); }
inline auto way_2() { return from<User>().select<Tree<std::vector<PostLine>>>(); }
inline auto way_3() { return from<User>().select<Tree<std::vector<PostLine>>>(); }
inline auto way_4() { return from<User>().select<Tree<std::unique_ptr<Profile>>>(); }
inline auto way_5() { return from<User>().select<Tree<std::vector<PostLine>>>(); }
#endif
constexpr auto query = from<User>();
