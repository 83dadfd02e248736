// SPDX-License-Identifier: MIT
#include "harness/harness.hpp"
#include "trees/raw.hpp"
#include "trees/raw_insert.hpp"

#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

/// \file
/// Trees beside the statements that one would write by hand: one for each level, one after the other, in one
/// transaction where the database reads from a file of its own.

struct BenchUser {
    std::int64_t id{};
    std::string name, email;
};
struct BenchPost {
    std::int64_t id{};
    std::int64_t author_id{};
    std::string title;
};
struct BenchComment {
    std::int64_t id{};
    std::int64_t post_id{};
    std::string text;
};
struct BenchTag {
    std::int64_t id{};
    std::string label;
};
struct BenchPostTag {
    std::int64_t post_id{};
    std::int64_t tag_id{};
};
template <> inline constexpr auto refract::model<BenchPostTag> =
    refract::table(refract::primary_key<&BenchPostTag::post_id, &BenchPostTag::tag_id>,
                   refract::foreign_key<&BenchPostTag::post_id>.references<&BenchPost::id>(),
                   refract::foreign_key<&BenchPostTag::tag_id>.references<&BenchTag::id>());
template <> inline constexpr auto refract::model<BenchPost> = refract::table(
    refract::foreign_key<&BenchPost::author_id>.references<&BenchUser::id>(), refract::index<&BenchPost::author_id>);
template <> inline constexpr auto refract::model<BenchComment> = refract::table(
    refract::foreign_key<&BenchComment::post_id>.references<&BenchPost::id>(), refract::index<&BenchComment::post_id>);

namespace benchmark {
namespace {

struct CommentLine {
    using model = BenchComment;
    std::int64_t id{};
    std::string text;
};
struct PostLine {
    using model = BenchPost;
    std::int64_t id{};
    std::string title;
};
struct PostTree {
    using model = BenchPost;
    std::int64_t id{};
    std::string title;
    std::vector<CommentLine> comments{};
};
struct Author {
    using model = BenchUser;
    std::int64_t id{};
    std::string name, email;
    std::vector<PostLine> posts{};
};
struct AuthorTree {
    using model = BenchUser;
    std::int64_t id{};
    std::string name, email;
    std::vector<PostTree> posts{};
};

struct LinkLine {
    using model = BenchPostTag;
    std::int64_t tag_id{};
};
struct LinkedPost {
    using model = BenchPost;
    std::int64_t id{};
    std::string title;
    std::vector<LinkLine> links{};
};
struct Graph {
    using model = BenchUser;
    std::int64_t id{};
    std::string name, email;
    std::vector<LinkedPost> posts{};
};

constexpr std::int64_t tags = 50;
constexpr std::int64_t users = 1000, posts_of_each = 10, comments_of_each = 10;

/// By hand: which row has a key.
template <class Row> using rows_by_key = std::unordered_map<std::int64_t, Row*>;

template <class Raw, class Top> std::vector<Top> read_users(Raw& statement, std::vector<std::int64_t>& keys) {
    std::vector<Top> all;
    statement.rows({}, [&](const Raw& row) {
        Top& made = all.emplace_back();
        made.id = row.number(0);
        row.text(1, made.name);
        row.text(2, made.email);
        keys.push_back(made.id);
    });
    return all;
}
template <class Raw, class Top> void read_posts(Raw& statement, std::vector<Top>& all,
                                                const std::vector<std::int64_t>& keys,
                                                std::vector<std::int64_t>* next) {
    rows_by_key<Top> by_key;
    by_key.reserve(all.size());
    for (Top& each : all) by_key[each.id] = &each;
    statement.rows(keys, [&](const Raw& row) {
        auto& made = by_key[row.number(2)]->posts.emplace_back();
        made.id = row.number(0);
        row.text(1, made.title);
        if (next) next->push_back(made.id);
    });
}
template <class Raw>
void read_comments(Raw& statement, std::vector<AuthorTree>& all, const std::vector<std::int64_t>& keys) {
    rows_by_key<PostTree> by_key;
    by_key.reserve(keys.size());
    for (AuthorTree& author : all)
        for (PostTree& each : author.posts) by_key[each.id] = &each;
    statement.rows(keys, [&](const Raw& row) {
        CommentLine& made = by_key[row.number(2)]->comments.emplace_back();
        made.id = row.number(0);
        row.text(1, made.text);
    });
}

template <class Tree> std::uint64_t checksum(const std::vector<Tree>& all) {
    std::uint64_t sum = all.size();
    for (const Tree& each : all) sum += each.posts.size() + each.name.size();
    return sum;
}
template <class Run> auto repeated(Run run) {
    return [run](const slice& work) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < work.operations; ++i) sum += checksum(run());
        return sum;
    };
}

/// Two levels: by hand two statements.
template <class Raw, class Query> workload two_levels(const std::shared_ptr<typename Raw::database>& db,
                                                      const char* name, const std::string& top, const Query& query) {
    const auto sides = [db, top, query] {
        const auto first = std::make_shared<Raw>(*db, "SELECT id, name, email FROM bench_user" + top);
        const auto second =
            std::make_shared<Raw>(*db, "SELECT id, title, author_id FROM bench_post WHERE " + Raw::list("author_id"));
        const auto by_hand = [first, second] {
            std::vector<std::int64_t> keys;
            auto all = read_users<Raw, Author>(*first, keys);
            read_posts(*second, all, keys, nullptr);
            return all;
        };
        return std::vector<side>{{.name = "tuned raw", .run = repeated(by_hand)},
                                 {.name = "refract", .run = repeated([db, query] { return db->all(query); })}};
    };
    return {.name = name, .unit = "tree", .sides = sides};
}
template <class Raw, class Query> workload three_levels(const std::shared_ptr<typename Raw::database>& db,
                                                        const char* name, const std::string& top, const Query& query) {
    const auto sides = [db, top, query] {
        const auto first = std::make_shared<Raw>(*db, "SELECT id, name, email FROM bench_user" + top);
        const auto second =
            std::make_shared<Raw>(*db, "SELECT id, title, author_id FROM bench_post WHERE " + Raw::list("author_id"));
        const auto third =
            std::make_shared<Raw>(*db, "SELECT id, text, post_id FROM bench_comment WHERE " + Raw::list("post_id"));
        const auto by_hand = [first, second, third] {
            std::vector<std::int64_t> keys, posts;
            auto all = read_users<Raw, AuthorTree>(*first, keys);
            read_posts(*second, all, keys, &posts);
            read_comments(*third, all, posts);
            return all;
        };
        return std::vector<side>{{.name = "tuned raw", .run = repeated(by_hand)},
                                 {.name = "refract", .run = repeated([db, query] { return db->all(query); })}};
    };
    return {.name = name, .unit = "tree", .sides = sides};
}

/// One user with 10 posts that have 3 tags each; `how_many` at once.
template <class Writer, class Database>
workload graphs(const std::shared_ptr<Database>& db, const char* name, std::size_t how_many) {
    const auto sides = [db, how_many] {
        raw_graph graph{.name = "name 1", .email = "1@example.org", .posts = {}};
        Graph tree{.name = graph.name, .email = graph.email};
        for (std::int64_t post = 0; post < 10; ++post) {
            graph.posts.push_back({"the title of a post " + std::to_string(post), {1, 2 + post, 30 + post}});
            LinkedPost& made = tree.posts.emplace_back(LinkedPost{.title = graph.posts.back().title});
            for (const std::int64_t tag : graph.posts.back().tags) made.links.push_back({.tag_id = tag});
        }
        const auto writer = std::make_shared<Writer>(*db);
        const std::vector<raw_graph> all(how_many, graph);
        const auto by_hand = [writer, all](const slice& work) {
            for (std::size_t i = 0; i < work.operations; ++i) writer->insert(all);
            return std::uint64_t{work.operations};
        };
        const std::vector<Graph> many(how_many, tree);
        const auto by_refract = [db, many](const slice& work) {
            for (std::size_t i = 0; i < work.operations; ++i)
                if (many.size() == 1)
                    static_cast<void>(db->insert(many.front()));
                else
                    db->insert_many(many);
            return std::uint64_t{work.operations};
        };
        return std::vector<side>{{.name = "tuned raw", .run = by_hand}, {.name = "refract", .run = by_refract}};
    };
    return {.name = name, .unit = "graph", .sides = sides};
}

template <class Database> std::shared_ptr<Database> opened(const std::string& where) {
    auto db = std::make_shared<Database>(where);
    db->template create_tables<refract::schema<BenchUser, BenchPost, BenchComment, BenchTag, BenchPostTag>>();
    if (db->count(refract::from<BenchUser>()) > 0) return db;
    std::vector<BenchUser> authors;
    std::vector<BenchPost> posts;
    std::vector<BenchComment> comments;
    for (std::int64_t i = 0; i < users; ++i)
        authors.push_back({0, "name " + std::to_string(i), std::to_string(i) + "@example.org"});
    for (std::int64_t i = 0; i < users * posts_of_each; ++i) // those of one author lie scattered
        posts.push_back({0, i % users + 1, "the title of a post " + std::to_string(i)});
    for (std::int64_t i = 0; i < users * posts_of_each * comments_of_each; ++i)
        comments.push_back({0, i % (users * posts_of_each) + 1, "a comment of some words"});
    std::vector<BenchTag> labels;
    for (std::int64_t i = 0; i < tags; ++i) labels.push_back({0, "tag " + std::to_string(i)});
    db->insert_many(labels);
    db->insert_many(authors);
    db->insert_many(posts);
    db->insert_many(comments);
    db->execute("ANALYZE");
    return db;
}

constexpr auto id = refract::col<&BenchUser::id>;
constexpr auto all_users = refract::from<BenchUser>();
constexpr auto one_author = all_users.where(id == 500).select<Author>();
constexpr auto page_of_authors = all_users.where(id > 300).order_by(id).limit(20).select<Author>();
constexpr auto all_authors = all_users.select<Author>();
constexpr auto one_tree = all_users.where(id == 500).select<AuthorTree>();
constexpr auto many_trees = all_users.where(id <= 100).select<AuthorTree>();

template <class Raw, class Writer> std::vector<workload> workloads(const std::string& where) {
    const auto db = opened<typename Raw::database>(where);
    return {two_levels<Raw>(db, "one, its 10", " WHERE id = 500", one_author),
            two_levels<Raw>(db, "page of 20", " WHERE id > 300 ORDER BY id LIMIT 20", page_of_authors),
            two_levels<Raw>(db, "1,000 x 10", "", all_authors),
            three_levels<Raw>(db, "1 x 10 x 10", " WHERE id = 500", one_tree),
            three_levels<Raw>(db, "100 x 10 x 10", " WHERE id <= 100", many_trees),
            graphs<Writer>(db, "insert 1, 10, 30", 1),
            graphs<Writer>(db, "insert 100 x 41", 100)};
}

} // namespace
} // namespace benchmark

/// bench_trees FILE|URL [options]: a SQLite file or `:memory:`, or a PostgreSQL server.
int main(int count, char** arguments) try {
    using namespace benchmark;
    if (count < 2) throw std::runtime_error("usage: bench_trees FILE|URL [options]");
    const std::string where = arguments[1];
    options how = parse_options(count - 1, arguments + 1);
    const bool is_server = where.find('=') != where.npos || where.find("://") != where.npos;
    how.group = is_server ? "Trees on PostgreSQL" : "Trees on SQLite";
    return run_workloads(how, is_server ? workloads<raw_postgres, postgres_graph_writer>(where)
                                        : workloads<raw_sqlite, sqlite_graph_writer>(where));
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_trees: %s\n", failure.what());
    return 1;
}
