// expect: refract: update<Shape>(key, ...) takes assignments to columns of the shape's model, col<&User::name> = "Ann", and what at<> does to rows of the shape's own fields, at<&Author::posts>.connect(3); one of them at least. [E229]
#include "models.hpp"

#include <variant>

struct Forum {
    std::int64_t id{};
};
struct Reply {
    std::int64_t id{};
    std::optional<std::int64_t> forum_id;
    std::string sort;
    std::optional<std::string> text, url;
};
struct Line { // of a reply
    std::int64_t id{}, reply_id{};
};
struct Words {
    using model = Reply;
    std::int64_t id{};
    std::string text;
    std::vector<Line> lines;
};
struct Picture {
    using model = Reply;
    std::int64_t id{};
    std::string url;
    std::vector<Line> under;
};
struct Silence { // which no field holds
    using model = Reply;
    std::int64_t id{};
};
template <> inline constexpr auto refract::model<Reply> =
    refract::table(refract::foreign_key<&Reply::forum_id>.references<&Forum::id>(),
                   refract::kinds<&Reply::sort, Words, Picture, Silence>);
template <> inline constexpr auto refract::model<Line> =
    refract::table(refract::foreign_key<&Line::reply_id>.references<&Reply::id>());
struct ForumPage {
    using model = Forum;
    std::int64_t id{};
    std::vector<std::variant<Words, Picture>> replies;
};
struct Pictures {
    using model = Forum;
    std::int64_t id{};
    std::vector<Picture> replies;
};

#ifdef REFRACT_REJECT
void write(sqlite::database& db) {
    db.update<ForumPage>(1,
                         at<&ForumPage::replies>.update(2, at<&Words::lines>.remove(3), at<&Picture::under>.remove(4)));
}
#else
void write(sqlite::database& db) {
    db.update<ForumPage>(1, at<&ForumPage::replies>.update(2, at<&Words::lines>.remove(3)));
}
#endif
