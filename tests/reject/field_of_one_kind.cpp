// expect: refract: a field of a shape is a row of one kind, and the row that belongs to it may be of another. Make it a std::optional, which is empty then, or a std::variant of all kinds. [E247]
#include "models.hpp"

struct Topic {
    std::int64_t id{};
};
struct Entry {
    std::int64_t id{}, topic_id{};
    std::string sort;
    std::optional<std::string> text, url;
};
struct Comment {
    using model = Entry;
    std::string text;
};
struct Photo {
    using model = Entry;
    std::string url;
};
template <> inline constexpr auto refract::model<Entry> = refract::table(
    refract::foreign_key<&Entry::topic_id>.references<&Topic::id>(), refract::kinds<&Entry::sort, Comment, Photo>);
struct TopicPage {
    using model = Topic;
    std::int64_t id{};
#ifdef REFRACT_REJECT
    Comment entries;
#else
    std::vector<Comment> entries;
#endif
};

static_assert(!sql<dialect::sqlite>(from<Topic>().select<TopicPage>()).empty());
