// One table, several structs: rows of trees that are a std::variant.

#include <support/databases.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace kinds_test {

enum class Kind { none, comment, picture, poll };

struct Thread {
    std::int64_t id{};
    std::string title;
};
struct Item {
    std::int64_t id{};
    std::optional<std::int64_t> thread_id;
    std::optional<std::string> text;
    Kind kind{};
    std::optional<std::string> url;
    std::optional<std::int32_t> width;
};
struct Comment {
    using model = Item;
    std::int64_t id{};
    std::string text;
};
struct Photo {
    using model = Item;
    std::string url;
    std::int64_t id{};
    std::optional<std::int32_t> width;
};
using Any = std::variant<Comment, Photo>;

struct Page {
    using model = Thread;
    std::int64_t id{};
    std::string title;
    std::vector<Any> items;
};

// Told apart by a text, and belonging to one row.
struct Payment {
    std::int64_t id{};
    std::string method;
    std::optional<std::string> iban, card;
};
struct Transfer {
    using model = Payment;
    std::int64_t id{};
    std::string iban;
};
struct CardPayment {
    using model = Payment;
    std::int64_t id{};
    std::string card;
};
struct Order {
    std::int64_t id{};
    std::optional<std::int64_t> payment_id;
};
struct PaidOrder {
    using model = Order;
    std::int64_t id{};
    std::optional<std::variant<CardPayment, Transfer>> payment;
};

} // namespace kinds_test
using namespace kinds_test;

template <> inline constexpr auto refract::model<Thread> = refract::table(refract::named("kinds_thread"));
template <> inline constexpr auto refract::model<Item> =
    refract::table(refract::named("kinds_item"), refract::foreign_key<&Item::thread_id>.references<&Thread::id>(),
                   refract::kinds<&Item::kind, Comment, refract::kind_as<Kind::picture, Photo>>);
template <> inline constexpr auto refract::model<Payment> = refract::table(
    refract::named("kinds_payment"),
    refract::kinds<&Payment::method, Transfer, refract::kind_as<refract::fixed_string("card"), CardPayment>>);
template <> inline constexpr auto refract::model<Order> =
    refract::table(refract::named("kinds_order"), refract::foreign_key<&Order::payment_id>.references<&Payment::id>());

namespace kinds_test {

std::string told(const Comment& comment) { return std::to_string(comment.id) + " " + comment.text; }
std::string told(const Photo& photo) {
    return std::to_string(photo.id) + " " + photo.url + (photo.width ? " " + std::to_string(*photo.width) : "");
}
template <class Rows> text_rows told(const Rows& rows) {
    text_rows all;
    for (const auto& each : rows) all.push_back(std::visit([](const auto& kind) { return told(kind); }, each));
    return all;
}
template <class TestType> void fill_kinds(fresh_database<TestType>& fresh) {
    fresh.db().template create_tables<schema<Thread, Item>>();
    fresh.rows("INSERT INTO kinds_thread (id, title) VALUES (1, 'cats'), (2, 'dogs'), (3, 'none')");
    fresh.rows("INSERT INTO kinds_item (id, thread_id, text, kind, url, width) VALUES "
               "(11, 1, 'soft', 'comment', NULL, NULL), (12, 1, NULL, 'picture', 'a.png', 640), "
               "(13, 2, NULL, 'picture', 'b.png', NULL), (14, 1, 'loud', 'comment', 'unread', 3)");
}

} // namespace kinds_test

TEMPLATE_TEST_CASE("each row is read as the struct that its column says", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_kinds(fresh);

    const auto items = from<Item>().template select<Any>().order_by(col<&Item::id>.desc());
    CHECK(told(db.all(items)) == text_rows{"14 loud", "13 b.png", "12 a.png 640", "11 soft"});
    const auto pages = from<Thread>()
                           .template select<Page>(nested<&Page::items>().order_by(col<&Item::id>))
                           .order_by(col<&Thread::id>);
    const auto threads = db.all(pages);
    REQUIRE(threads.size() == 3);
    CHECK(told(threads[0].items) == text_rows{"11 soft", "12 a.png 640", "14 loud"});
    CHECK(told(threads[1].items) == text_rows{"13 b.png"});
    CHECK(threads[2].items.empty());

    // Streamed, and loaded into objects in hand.
    text_rows streamed;
    for (const Page& each : db.each(pages)) streamed.push_back(each.title + " " + std::to_string(each.items.size()));
    CHECK(streamed == text_rows{"cats 3", "dogs 1", "none 0"});
    std::vector<Page> loaded{{2, "", {}}, {1, "", {}}};
    db.template load<&Page::items>(loaded);
    CHECK(told(loaded[0].items) == text_rows{"13 b.png"});
    CHECK(loaded[1].items.size() == 3);

    // One kind alone: only its rows.
    const auto comments = db.all(from<Item>().where(col<&Item::id> > 11).template select<Comment>());
    REQUIRE(comments.size() == 1);
    CHECK(told(comments[0]) == "14 loud");
}

TEMPLATE_TEST_CASE("what is no kind, and what a kind lacks, is an error with a name", "[kinds]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_kinds(fresh);
    const auto message_of = [&](const std::string& change) -> std::string {
        fresh.rows(change);
        try {
            db.all(from<Item>().template select<Any>().order_by(col<&Item::id>));
        } catch (const conversion_error& failure) { return failure.what(); } catch (const schema_mismatch& failure) {
            return failure.what();
        } // a NULL, as everywhere
        return "none";
    };
    const std::string poll = message_of("UPDATE kinds_item SET kind = 'poll' WHERE id = 13");
    CHECK(poll.find("the row of kinds_item is of no kind that is read") != std::string::npos);
    CHECK(poll.find("kind") != std::string::npos);
    const std::string missing = message_of("UPDATE kinds_item SET kind = 'comment' WHERE id = 13");
    CHECK(missing.find("text") != std::string::npos);
    CHECK(missing.find("NULL") != std::string::npos);
    CHECK(message_of("UPDATE kinds_item SET text = 'now' WHERE id = 13") == "none");
}

TEMPLATE_TEST_CASE("a kind is inserted with the value by which it is known", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Thread, Item, Payment, Order>>();

    const Comment comment = db.insert(Comment{0, "hi"});
    const Any photo = db.insert(Any(Photo{"c.png", 0, 32}));
    CHECK((comment.id == 1 && std::get<Photo>(photo).id == 2));
    CHECK(db.insert_many(std::vector<Any>{Comment{0, "again"}, Photo{"d.png", 0, {}}}) == 2);
    const Page page = db.insert(Page{0, "birds", {Photo{"e.png", 0, 1}, Comment{0, "tweet"}}});
    CHECK(told(page.items) == text_rows{"6 e.png 1", "5 tweet"}); // one kind after the other
    CHECK(fresh.rows("SELECT id, thread_id, kind, text, url, width FROM kinds_item ORDER BY id") ==
          text_rows{"1|NULL|comment|hi|NULL|NULL", "2|NULL|picture|NULL|c.png|32", "3|NULL|comment|again|NULL|NULL",
                    "4|NULL|picture|NULL|d.png|NULL", "5|1|comment|tweet|NULL|NULL", "6|1|picture|NULL|e.png|1"});

    db.insert(PaidOrder{0, CardPayment{0, "4711"}});
    db.insert(PaidOrder{0, Transfer{0, "NO93"}});
    db.insert(PaidOrder{0, std::nullopt});
    CHECK(fresh.rows("SELECT id, method, iban, card FROM kinds_payment ORDER BY id") ==
          text_rows{"1|card|NULL|4711", "2|transfer|NO93|NULL"});
    const auto orders = db.all(from<Order>().template select<PaidOrder>().order_by(col<&Order::id>));
    REQUIRE(orders.size() == 3);
    CHECK(std::get<CardPayment>(orders[0].payment.value()).card == "4711");
    CHECK(std::get<Transfer>(orders[1].payment.value()).iban == "NO93");
    CHECK(!orders[2].payment);
    const auto transfers = db.all(from<Payment>().template select<Transfer>());
    REQUIRE(transfers.size() == 1);
    CHECK(transfers[0].iban == "NO93");
}
