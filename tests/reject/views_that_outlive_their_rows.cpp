// expect: refract: these rows look into the driver's buffer and would outlive it. Stream them with each(), or use std::string and std::vector<std::byte>. [E038]
#include "models.hpp"

struct PostView {
    std::string_view title;
};

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(from<Post>().select<PostView>());
#else
    for (const PostView& row : db.each(from<Post>().select<PostView>())) static_cast<void>(row);
#endif
}
