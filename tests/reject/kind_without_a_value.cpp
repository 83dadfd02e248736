// expect: refract: no value says that a row is of this kind, or one says it of two. An enumerator has the struct's name in snake_case (`photo` for Photo); otherwise write it: refract::kind_as<Kind::picture, Photo>, of a text refract::kind_as<refract::fixed_string("picture"), Photo>. [E244]
#include "models.hpp"

enum class Sort { comment, picture };
struct Entry {
    std::int64_t id{};
    Sort sort{};
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
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Entry> = refract::table(refract::kinds<&Entry::sort, Comment, Photo>);
#else
template <> inline constexpr auto refract::model<Entry> =
    refract::table(refract::kinds<&Entry::sort, Comment, refract::kind_as<Sort::picture, Photo>>);
#endif

static_assert(!sql<dialect::sqlite>(from<Entry>()).empty());
