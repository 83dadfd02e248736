// expect: refract: a field of a shape holds rows of one kind, and the rows that belong to it may be of others. Write a std::variant of all kinds, such as std::vector<std::variant<Comment, Photo>>. [E247]
#include "models.hpp"

#include <variant>

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
    std::vector<Comment> entries;
#else
    std::vector<std::variant<Comment, Photo>> entries;
#endif
};

static_assert(!sql<dialect::sqlite>(from<Topic>().select<TopicPage>()).empty());
