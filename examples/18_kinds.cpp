// One table holds rows of several kinds, and each is read as the struct of its kind.
#include <refract/sqlite.hpp>

#include <iostream>
#include <variant>

using namespace refract;

// [models]
enum class Kind { comment, photo };
struct Topic {
    std::int64_t id{};
    std::string title;
};
struct Item { // the table: what every row has, and the columns of all kinds
    std::int64_t id{}, topic_id{};
    Kind kind{};
    std::optional<std::string> text, url;
};
struct Comment { // a kind has some of them
    using model = Item;
    std::int64_t id{};
    std::string text;
};
struct Photo {
    using model = Item;
    std::int64_t id{};
    std::string url;
};
template <> inline constexpr auto refract::model<Item> = table(
    foreign_key<&Item::topic_id>.references<&Topic::id>(), kinds<&Item::kind, Comment, Photo>);

struct Page {
    using model = Topic;
    std::int64_t id{};
    std::string title;
    std::vector<std::variant<Comment, Photo>> items;
};
// [/models]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Topic, Item>>();
    // [use]
    db.insert(Page{0, "Cats", {Comment{0, "So soft!"}, Photo{0, "cat.png"}}});
    const Page page = db.one(from<Topic>().select<Page>());
    for (const auto& item : page.items)
        if (const auto* photo = std::get_if<Photo>(&item))
            std::cout << "a photo: " << photo->url << '\n';
        else
            std::cout << "a comment: " << std::get<Comment>(item).text << '\n';

    const auto photos = db.all(from<Item>().select<Photo>()); // of one kind
    // [/use]
    std::cout << photos.size() << " photo\n";
}
