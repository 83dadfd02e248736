// The spellings of the design's page for shapes, as they stand there, on each database.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"
#include "support/trees.hpp"

// Designated initializers without all members are part of the contract.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace designed {

struct User {
    std::int64_t id{};
    std::string email;
    std::string name;
};
struct Post {
    std::int64_t id{};
    std::string title;
    bool published{};
    std::int64_t views{};
    std::int64_t author_id{};
};
struct Tag {
    std::int64_t id{};
    std::string label;
};
struct PostTag {
    std::int64_t post_id{};
    std::int64_t tag_id{};
};
struct Trip {
    std::int64_t id{};
    std::string name;
};
struct Place {
    std::int64_t x{};
    std::int64_t y{};
    std::optional<std::int64_t> trip_id{};
};
struct Transferring {
    std::int64_t id{};
    std::string name;
};
struct Payment {
    std::int64_t id{};
    std::int64_t sender_id{};
    std::int64_t receiver_id{};
};
enum class ItemKind { comment, photo };
struct Item {
    std::int64_t id{};
    ItemKind kind{};
    std::optional<std::string> text;
    std::optional<std::int64_t> width;
    std::int64_t trip_id{};
};
struct Comment {
    using model = Item;
    std::int64_t id{};
    std::string text;
};
struct Photo {
    using model = Item;
    std::int64_t id{};
    std::int64_t width{};
};

} // namespace designed

template <> inline constexpr auto refract::model<designed::User> =
    refract::table(refract::named("users"), refract::unique<&designed::User::email>);
template <> inline constexpr auto refract::model<designed::Post> = refract::table(
    refract::column<&designed::Post::title>.named("headline"),
    refract::column<&designed::Post::published>.default_to(false),
    refract::column<&designed::Post::views>.default_to(0),
    refract::foreign_key<&designed::Post::author_id>.references<&designed::User::id>().on_delete(refract::cascade),
    refract::through<designed::PostTag>);
template <> inline constexpr auto refract::model<designed::Tag> =
    refract::table(refract::unique<&designed::Tag::label>);
template <> inline constexpr auto refract::model<designed::PostTag> = refract::table(
    refract::primary_key<&designed::PostTag::post_id, &designed::PostTag::tag_id>,
    refract::foreign_key<&designed::PostTag::post_id>.references<&designed::Post::id>().on_delete(refract::cascade),
    refract::foreign_key<&designed::PostTag::tag_id>.references<&designed::Tag::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<designed::Place> =
    refract::table(refract::primary_key<&designed::Place::x, &designed::Place::y>,
                   refract::foreign_key<&designed::Place::trip_id>.references<&designed::Trip::id>());
template <> inline constexpr auto refract::model<designed::Payment> =
    refract::table(refract::foreign_key<&designed::Payment::sender_id>.references<&designed::Transferring::id>(),
                   refract::foreign_key<&designed::Payment::receiver_id>.references<&designed::Transferring::id>());
template <> inline constexpr auto refract::model<designed::Item> =
    refract::table(refract::kinds<&designed::Item::kind, designed::Comment, designed::Photo>,
                   refract::foreign_key<&designed::Item::trip_id>.references<&designed::Trip::id>());

namespace designed {

struct PostLine {
    using model = Post;
    std::int64_t id{};
    std::string title;
    std::vector<Tag> tags; // through PostTag
};
struct Author {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::string email;
    std::vector<PostLine> posts;
};
struct AuthorPage {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::int64_t post_count{};
    std::vector<PostLine> posts;
};
struct TripTree {
    using model = Trip;
    std::int64_t id{};
    std::string name;
    std::vector<Place> places;
};
struct Transfer {
    using model = Payment;
    std::int64_t id{};
    Transferring sender;
    Transferring receiver;
};
struct Basket {
    using model = Trip;
    std::int64_t id{};
    std::string name;
    std::vector<std::variant<Comment, Photo>> items;
};
using blog = refract::schema<User, Post, Tag, PostTag, Trip>;

} // namespace designed
template <> inline constexpr auto refract::shape<designed::Transfer> =
    refract::relations(refract::by<&designed::Transfer::sender, &designed::Payment::sender_id>,
                       refract::by<&designed::Transfer::receiver, &designed::Payment::receiver_id>);

using namespace refract;
using namespace designed;
using refract_test::text_rows;
using refract_test::tree_text;

TEST_CASE("shapes as they are designed, on SQLite", "[graph]") {
    refract_test::fresh_database<refract_test::on_sqlite> fresh;
    auto& db = fresh.db();
#include "contract.inc"
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("shapes as they are designed, on PostgreSQL", "[graph]") {
    refract_test::fresh_database<refract_test::on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
#include "contract.inc"
}
#endif
