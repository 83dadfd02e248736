// expect: refract: save(), update<Shape>(key, ...) and at<> write rows of one struct, and these are of several kinds. Write them by a shape of their model that names the columns of all kinds. [E214]
#include "models.hpp"

#include <variant>

struct Forum {
    std::int64_t id{};
};
struct Reply {
    std::int64_t id{}, forum_id{};
    std::string sort;
    std::optional<std::string> text, url;
};
struct Words {
    using model = Reply;
    std::int64_t id{};
    std::string text;
};
struct Picture {
    using model = Reply;
    std::int64_t id{};
    std::string url;
};
template <> inline constexpr auto refract::model<Reply> = refract::table(
    refract::foreign_key<&Reply::forum_id>.references<&Forum::id>(), refract::kinds<&Reply::sort, Words, Picture>);
struct ForumPage {
    using model = Forum;
    std::int64_t id{};
    std::vector<std::variant<Words, Picture>> replies;
};
struct ForumTree {
    using model = Forum;
    std::int64_t id{};
    std::vector<Reply> replies;
};

#ifdef REFRACT_REJECT
void write(sqlite::database& db) { db.update<ForumPage>(1, at<&ForumPage::replies>.remove(1)); }
#else
void write(sqlite::database& db) { db.update<ForumTree>(1, at<&ForumTree::replies>.remove(1)); }
#endif
