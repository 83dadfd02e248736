// Related rows are read and written as nested structs.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct User {
    std::int64_t id{};
    std::string name;
};
struct Post {
    std::int64_t id{};
    std::string title;
    std::int64_t views{}, author_id{};
};
struct Tag {
    std::int64_t id{};
    std::string label;
};
struct PostTag {
    std::int64_t post_id{}, tag_id{};
};
template <> inline constexpr auto refract::model<Post> = table(
    through<PostTag>,
    column<&Post::views>.default_to(0),
    foreign_key<&Post::author_id>.references<&User::id>());
template <> inline constexpr auto refract::model<PostTag> = table(
    primary_key<&PostTag::post_id, &PostTag::tag_id>,
    foreign_key<&PostTag::post_id>.references<&Post::id>(),
    foreign_key<&PostTag::tag_id>.references<&Tag::id>());

struct PostLine {
    using model = Post; // the table that the rows are of
    std::string title;
    std::vector<Tag> tags{}; // over PostTag, which Post names
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostLine> posts{};
};
int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<User, Post, Tag, PostTag>>();
    db.insert(Author{"Ann", {{"Hello", {{.label = "c++"}, {.label = "sql"}}}, {"Again", {}}}});
    db.insert(Author{"Bob", {}});
    const auto authors = from<User>()
                             .order_by(col<&User::name>)
                             .select<Author>(nested<&Author::posts>()
                                                 .order_by(col<&Post::title>)
                                                 .limit(10)); // ten of each author
    for (const Author& author : db.all(authors)) {
        std::cout << author.name << '\n';
        for (const PostLine& post : author.posts)
            std::cout << "  " << post.title << ", " << post.tags.size() << " tags\n";
    }
}
