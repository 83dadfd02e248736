// expect: refract: a shape stands where a model has to: it reads and writes rows of its model, and has no table. Name the model: from<Post>().select<PostLine>(), col<&Post::title>; find, get, insert, save, erase and update<PostLine>(key, ...) take shapes. [E283]
#include <refract/refract.hpp>

struct Novel {
    std::int64_t id{};
    std::string title;
};
struct NovelLine {
    using model = Novel;
    std::int64_t id{};
    std::string title;
};

#ifdef REFRACT_REJECT
constexpr auto query = refract::from<NovelLine>();
#else
constexpr auto query = refract::from<Novel>().select<NovelLine>();
#endif
