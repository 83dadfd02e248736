#pragma once

// A forum whose replies are of several kinds.

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
struct Silence { // which no field holds
    using model = Reply;
    std::int64_t id{};
};
template <> inline constexpr auto refract::model<Reply> =
    refract::table(refract::foreign_key<&Reply::forum_id>.references<&Forum::id>(),
                   refract::kinds<&Reply::sort, Words, Picture, Silence>);
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
