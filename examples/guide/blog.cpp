// Step 20 of the guide: a blog from its models to its soft deletions, with the SQL of every step.
#include "show_sql.hpp"

#include <refract/sqlite.hpp>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

using namespace refract;

// [models]
struct Author {
    std::int64_t id{};
    std::string name;
};
struct Post {
    std::int64_t id{};
    std::int64_t author_id{};
    std::string title, text;
    bool published{};
};
struct Comment {
    std::int64_t id{};
    std::int64_t post_id{};
    std::string writer, text;
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> deleted_at{};
};
struct Tag {
    std::int64_t id{};
    std::string label;
};
struct PostTag { // the link between posts and tags
    std::int64_t post_id{}, tag_id{};
};

template <> inline constexpr auto refract::model<Post> = table(
    foreign_key<&Post::author_id>.references<&Author::id>(),
    index<&Post::author_id>,
    through<PostTag>);
template <> inline constexpr auto refract::model<Comment> = table(
    foreign_key<&Comment::post_id>.references<&Post::id>(),
    index<&Comment::post_id>,
    soft_delete<&Comment::deleted_at>); // rows stay, and are hidden
template <> inline constexpr auto refract::model<Tag> = table(unique<&Tag::label>);
template <> inline constexpr auto refract::model<PostTag> = table(
    primary_key<&PostTag::post_id, &PostTag::tag_id>,
    foreign_key<&PostTag::post_id>.references<&Post::id>(),
    foreign_key<&PostTag::tag_id>.references<&Tag::id>());

using blog = schema<Author, Post, Comment, Tag, PostTag>;
// [/models]

// [shapes]
struct PostPage { // a post with all that stands on its page
    using model = Post;
    std::int64_t id{};
    std::string title, text;
    bool published{};
    Author author{};                 // Post::author_id is never NULL: one author
    std::vector<Comment> comments{}; // Comment::post_id leads here: any number
    std::vector<Tag> tags{};         // over PostTag
};
struct FrontLine { // a line of the front page
    using model = Post;
    std::int64_t id{};
    std::string title;
    Author author{};
    std::int64_t comments{}; // no column: the query computes it
    std::vector<Tag> tags{};
};
struct Discussion { // a post's title, and what is said about it
    using model = Post;
    std::string title;
    std::vector<Comment> comments{};
};
// [/shapes]

void show(const std::vector<FrontLine>& lines) {
    for (const FrontLine& line : lines) {
        std::cout << line.title << " by " << line.author.name << ", " << line.comments
                  << " comments";
        for (const Tag& tag : line.tags) std::cout << " #" << tag.label;
        std::cout << '\n';
    }
}
void show(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) std::cout << text << '\n';
}

void fill(sqlite::database& db) {
    db.insert(Author{0, "Ann"});
    db.insert(Author{0, "Bob"});
    db.insert(Author{0, "Cid"});
    db.insert(PostPage{
        .title = "Draft",
        .text = "...",
        .author = {.name = "Dora"},
        .comments = {{.writer = "Ann", .text = "To do."}},
        .tags = {{.label = "draft"}}});
}

void write(sqlite::database& db) {
    part("insert");
    // [insert]
    const PostPage hello = db.insert(PostPage{
        .title = "Hello",
        .text = "The first post.",
        .published = true,
        .author = {.name = "Eve"},
        .comments = {{.writer = "Bob", .text = "Welcome!"}},
        .tags = {{.label = "news"}, {.label = "life"}}});
    // [/insert]
    part("connect");
    // [connect]
    const Post second = db.insert(
        Post{.author_id = 1, .title = "Indexes", .text = "Have some.", .published = true});
    db.update<PostPage>(
        second.id,
        at<&PostPage::tags>.connect_or_create<&Tag::label>(
            Tag{.label = "sql"}, Tag{.label = "news"}),
        at<&PostPage::comments>.create(
            Comment{.writer = "Eve", .text = "On what?"},
            Comment{.writer = "spam", .text = "Buy!"}));
    // [/connect]
    part(nullptr);
    std::cout << hello.title << " has the key " << hello.id << " and " << hello.tags.size()
              << " tags\n";
}

void read(sqlite::database& db) {
    part("front");
    // [front]
    constexpr auto front = from<Post>()
                               .where(col<&Post::published> == true)
                               .select<FrontLine>(
                                   field<&FrontLine::comments> = count_of<&Comment::post_id>(),
                                   nested<&FrontLine::tags>().order_by(col<&Tag::label>))
                               .order_by(col<&Post::id>.desc())
                               .limit(10);
    show(db.all(front));
    // [/front]
    part("page");
    // [page]
    const PostPage page =
        db.one(from<Post>()
                   .where(col<&Post::id> == 2)
                   .select<PostPage>(
                       nested<&PostPage::comments>().order_by(col<&Comment::id>.desc()).limit(20)));
    std::cout << page.title << ": " << page.comments.size() << " comment, by "
              << page.comments[0].writer << '\n';
    // [/page]
    part("filters");
    // [filters]
    constexpr auto title = col<&Post::title>;
    // Posts that Bob has said something about, and those with a tag.
    show(db.all(
        from<Post>().select(title).where(some<&Comment::post_id>(col<&Comment::writer> == "Bob"))));
    show(db.all(from<Post>().select(title).order_by(title).where(
        some<&PostTag::post_id>(related<&PostTag::tag_id>(col<&Tag::label> == "news")))));
    // Authors who have published nothing.
    show(db.all(from<Author>()
                    .select(col<&Author::name>)
                    .order_by(col<&Author::name>)
                    .where(none<&Post::author_id>(col<&Post::published> == true))));
    // [/filters]
    part(nullptr);
}

void read_many(sqlite::database& db) {
    part("loop");
    // [loop]
    for (const Post& post : db.all(from<Post>())) { // one query, and one more for each post
        const auto said = db.all(from<Comment>().where(col<&Comment::post_id> == post.id));
        std::cout << post.title << ": " << said.size() << '\n';
    }
    // [/loop]
    part("levels");
    // [levels]
    for (const Discussion& post : db.all(from<Post>().select<Discussion>())) // one for each level
        std::cout << post.title << ": " << post.comments.size() << '\n';
    // [/levels]
    part(nullptr);
}

void change(sqlite::database& db) {
    part("update");
    // [update]
    db.update<PostPage>(
        1,
        col<&Post::published> = true,
        col<&Post::title> = "No draft any more",
        at<&PostPage::author>.connect(2),
        at<&PostPage::tags>.connect<&Tag::label>("life"));
    // [/update]
    part("save");
    // [save]
    auto page = db.one(from<Post>().where(col<&Post::id> == 2).select<PostPage>());
    page.text += " And the last.";
    page.tags.pop_back();
    page.comments.push_back({.writer = "Cid", .text = "So soon?"});
    db.save(page); // writes what differs, and nothing else
    // [/save]
    part(nullptr);
}

void hide(sqlite::database& db) {
    part("erase");
    // [erase]
    db.erase<Comment>(4); // the spam: marked, not deleted
    constexpr auto comments = from<Comment>();
    std::cout << db.count(comments) << " of " << db.count(comments.with_deleted())
              << " comments are seen\n";
    // [/erase]
    part("restore");
    // [restore]
    db.exec(update<Comment>()
                .with_deleted()
                .set(col<&Comment::deleted_at> = std::nullopt)
                .where(col<&Comment::id> == 4));
    db.erase_for_good<Comment>(4);
    // [/restore]
    part(nullptr);
}

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<blog>();
    fill(db);
    show_sql(db);
    write(db);
    read(db);
    read_many(db);
    change(db);
    hide(db);
}
