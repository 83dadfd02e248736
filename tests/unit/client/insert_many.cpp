// Many objects at once: all of them or none, from any range.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/insert_many.hpp>

#include <forward_list>
#include <iterator>
#include <list>
#include <ranges>
#include <sstream>
#include <string>
#include <vector>

namespace insert_many_test {

// Three columns that the database can fill.
struct Event {
    std::int64_t id{};
    std::string name{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
    std::int64_t weight = 1;
    std::optional<double> score{};
};
struct Pair {
    std::int64_t left{};
    std::int64_t right{};
    bool operator==(const Pair&) const = default;
};
struct Length {
    std::int64_t id{};
    std::string text{};
    std::int64_t size{};
};
struct Counter {
    std::int64_t id{};
};
struct Seat { // unique in two ways
    std::int64_t id{};
    std::string hall{};
    std::optional<std::int64_t> number{};
    std::chrono::sys_time<std::chrono::microseconds> since{};
    std::int64_t weight{};
};
using insert_many_schema = refract::schema<Event, Pair, Length, Counter, Seat>;

/// A range whose items are made as they are asked for, once.
struct generator {
    int last;
    struct iterator {
        using value_type = blog::Tag;
        using difference_type = std::ptrdiff_t;
        int at;
        blog::Tag operator*() const { return {0, "made " + std::to_string(at)}; }
        iterator& operator++() {
            ++at;
            return *this;
        }
        void operator++(int) { ++at; }
        bool operator==(const iterator& other) const { return at == other.at; }
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {last}; }
};

/// Reads one tag from each word: an input range, whose items die with the next.
struct word_reader {
    std::istream* from;
    blog::Tag current{};
    bool ended = false;
    struct iterator {
        using value_type = blog::Tag;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::input_iterator_tag;
        word_reader* reader;
        const blog::Tag& operator*() const { return reader->current; }
        iterator& operator++() {
            reader->next();
            return *this;
        }
        void operator++(int) { reader->next(); }
        bool operator==(std::default_sentinel_t) const { return reader->ended; }
    };
    void next() { ended = !(*from >> current.label); }
    iterator begin() {
        next();
        return {this};
    }
    std::default_sentinel_t end() const { return {}; }
};

} // namespace insert_many_test

template <> inline constexpr auto refract::model<insert_many_test::Event> =
    refract::table(refract::column<&insert_many_test::Event::at>.default_to(refract::now()),
                   refract::column<&insert_many_test::Event::weight>.default_to(
                       refract::abs(refract::detail::as_operand<std::int64_t>(-3))));
template <> inline constexpr auto refract::model<insert_many_test::Pair> =
    refract::table(refract::primary_key<&insert_many_test::Pair::left, &insert_many_test::Pair::right>);
template <> inline constexpr auto refract::model<insert_many_test::Length> =
    refract::table(refract::column<&insert_many_test::Length::size>.generated(
        refract::length(refract::col<&insert_many_test::Length::text>)));
template <> inline constexpr auto refract::model<insert_many_test::Seat> =
    refract::table(refract::unique<&insert_many_test::Seat::hall, &insert_many_test::Seat::number>,
                   refract::column<&insert_many_test::Seat::since>.default_to(refract::now()),
                   refract::check("weighs", refract::col<&insert_many_test::Seat::weight> >= 0));

using namespace refract;
using namespace refract_test;
using namespace insert_many_test;
using blog::Tag;

TEMPLATE_TEST_CASE("insert_many takes vectors of any length", "[insert_many]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();

    std::int64_t total = 0;
    for (const int size : {0, 1, 2, 49, 50, 51, 100, 149, 1234}) {
        std::vector<Tag> tags;
        for (int i = 0; i < size; ++i) tags.push_back({0, std::to_string(size) + "/" + std::to_string(i)});
        CHECK(db.insert_many(tags) == size);
        total += size;
        CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{std::to_string(total)});
    }
    CHECK(fresh.rows("SELECT label FROM tag ORDER BY id LIMIT 4") == text_rows{"1/0", "2/0", "2/1", "49/0"});
    CHECK(fresh.rows("SELECT count(DISTINCT id) FROM tag") == text_rows{std::to_string(total)});
    CHECK(fresh.rows("SELECT max(id) FROM tag") == text_rows{std::to_string(total)});
    // Single inserts go on behind them.
    CHECK(db.insert(Tag{.label = "next"}).id == total + 1);
}

TEMPLATE_TEST_CASE("insert_many takes every kind of range", "[insert_many]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();

    const Tag array[] = {{0, "array 1"}, {0, "array 2"}};
    CHECK(db.insert_many(array) == 2);
    CHECK(db.insert_many(std::list<Tag>{{0, "list"}}) == 1);
    CHECK(db.insert_many(std::forward_list<Tag>{{0, "forward"}}) == 1);
    CHECK(db.insert_many(std::initializer_list<Tag>{{0, "braces"}}) == 1);
    CHECK(db.insert_many(std::span<const Tag>(array)) == 2);
    CHECK(db.insert_many(generator{120}) == 120);
    const auto view =
        std::views::iota(0, 60) | std::views::transform([](int i) { return Tag{0, "view " + std::to_string(i)}; });
    CHECK(db.insert_many(view) == 60);
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"187"});
    CHECK(fresh.rows("SELECT label FROM tag WHERE label LIKE 'made 11_' ORDER BY id LIMIT 2") ==
          text_rows{"made 110", "made 111"});
    CHECK(fresh.rows("SELECT count(DISTINCT label) FROM tag WHERE label LIKE 'view %'") == text_rows{"60"});

    std::istringstream words("one two three");
    word_reader reader{&words};
    CHECK(db.insert_many(reader) == 3);
    CHECK(fresh.rows("SELECT label FROM tag ORDER BY id DESC LIMIT 3") == text_rows{"three", "two", "one"});

    int asked = 0;
    const auto counted = std::views::iota(0, 70) |
                         std::views::transform([&](int) { return Tag{0, "asked " + std::to_string(asked++)}; });
    CHECK(db.insert_many(counted) == 70);
    CHECK(asked == 70);
    CHECK(fresh.rows("SELECT count(DISTINCT label) FROM tag WHERE label LIKE 'asked %'") == text_rows{"70"});

    std::vector<Tag> some(100, Tag{0, "kept"});
    some[10].label = some[20].label = "dropped";
    // A view that remembers its begin is not const.
    auto kept = some | std::views::filter([](const Tag& each) { return each.label == "kept"; });
    CHECK(db.insert_many(kept) == 98);
    CHECK(fresh.rows("SELECT count(*) FROM tag WHERE label = 'dropped'") == text_rows{"0"});
}

TEMPLATE_TEST_CASE("insert_many sends what is set and leaves the rest to the database", "[insert_many]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_many_schema>();
    const std::chrono::sys_time<std::chrono::microseconds> given{std::chrono::seconds(5)};

    std::vector<Event> events;
    for (int i = 0; i < 200; ++i) {
        Event event{.name = std::to_string(i)};
        const int mask = i < 60 ? 0 : i < 120 ? 7 : i * 7 % 8;
        if (mask & 1) event.id = 1000 + i;
        if (mask & 2) event.at = given;
        if (mask & 4) event.weight = 50;
        if (i % 3 == 0) event.score = i / 2.0;
        events.push_back(event);
    }
    CHECK(db.insert_many(events) == 200);
    const std::vector<Event> stored = db.all(from<Event>());
    REQUIRE(stored.size() == 200);
    for (const Event& each : stored) {
        const int i = std::stoi(each.name);
        const int mask = i < 60 ? 0 : i < 120 ? 7 : i * 7 % 8;
        const bool right = ((mask & 1) ? each.id == 1000 + i : each.id > 0) &&
                           ((mask & 2) ? each.at == given : each.at > given) && each.weight == ((mask & 4) ? 50 : 3) &&
                           each.score == (i % 3 == 0 ? std::optional<double>(i / 2.0) : std::nullopt);
        if (!right) FAIL_CHECK("row " << i << " has id " << each.id << ", weight " << each.weight);
    }
    CHECK(db.insert_many(std::vector<Pair>{{1, 2}, {2, 1}}) == 2);
    CHECK(db.all(from<Pair>().order_by(col<&Pair::left>)) == std::vector<Pair>{{1, 2}, {2, 1}});
    CHECK(db.insert_many(std::vector<Length>{{.text = "four"}, {.text = ""}}) == 2);
    CHECK(fresh.rows("SELECT size FROM length ORDER BY id") == text_rows{"4", "0"});
}

TEMPLATE_TEST_CASE("insert_many of rows of which nothing is sent", "[insert_many]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_many_schema>();
    CHECK(db.insert_many(std::vector<Counter>(120)) == 120);
    CHECK(fresh.rows("SELECT count(*), max(id) FROM counter") == text_rows{"120|120"});
}

TEMPLATE_TEST_CASE("insert_many leaves nothing behind when it fails", "[insert_many]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_many_schema>();
    db.template create_tables<blog::everything>();
    db.insert(Tag{.label = "before"});

    std::vector<Pair> pairs;
    for (int i = 0; i < 300; ++i) pairs.push_back({i, 0});
    pairs[222] = {7, 0};
    CHECK_THROWS_AS(db.insert_many(pairs), unique_violation);
    CHECK(fresh.rows("SELECT count(*) FROM pair") == text_rows{"0"});
    CHECK_FALSE(db.connection().in_transaction());

    // A value that cannot be sent.
    struct bad_range {
        std::vector<blog::Post> posts;
        auto begin() const { return posts.begin(); }
        auto end() const { return posts.end(); }
    };
    db.insert(blog::User{.email = "a", .name = "a"});
    bad_range posts{std::vector<blog::Post>(80, blog::Post{.title = "p", .author_id = 1})};
    posts.posts[70].views = -1;
    CHECK_THROWS_AS(db.insert_many(posts), check_violation);
    posts.posts[70] = {.title = "p", .author_id = 99};
    CHECK_THROWS_AS(db.insert_many(posts), foreign_key_violation);
    CHECK(fresh.rows("SELECT count(*) FROM post") == text_rows{"0"});

    // A range that throws.
    const auto throwing = std::views::iota(0, 90) | std::views::transform([](int i) {
                              if (i == 75) throw std::runtime_error("enough");
                              return Tag{0, "t"};
                          });
    CHECK_THROWS_AS(db.insert_many(throwing), std::runtime_error);
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"before"});

    // And an enum value without a name, in the middle of a batch.
    std::vector<blog::User> users(60);
    for (std::size_t i = 0; i < users.size(); ++i) users[i].email = std::to_string(i);
    users[55].role = static_cast<blog::Role>(77);
    CHECK_THROWS_AS(db.insert_many(users), conversion_error);
    CHECK(fresh.rows("SELECT count(*) FROM users") == text_rows{"1"});
    users[55].role = blog::Role::admin;
    CHECK(db.insert_many(users) == 60);
}

TEMPLATE_TEST_CASE("insert_many inside a transaction belongs to it", "[insert_many]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_many_schema>();
    {
        auto tx = db.begin();
        CHECK(tx.insert_many(std::vector<Pair>{{1, 1}, {2, 2}}) == 2);
        CHECK(tx.count(from<Pair>()) == 2);
    }
    CHECK(fresh.rows("SELECT count(*) FROM pair") == text_rows{"0"});
    db.transaction([&] { db.insert_many(std::vector<Pair>{{1, 1}, {2, 2}}); });
    CHECK(fresh.rows("SELECT count(*) FROM pair") == text_rows{"2"});

    // What fails there is undone by itself, and the transaction goes on.
    db.transaction([&](auto& tx) {
        tx.insert(Pair{3, 3});
        std::vector<Pair> pairs;
        for (int i = 10; i < 200; ++i) pairs.push_back({i, i});
        pairs.push_back({1, 1});
        CHECK_THROWS_AS(tx.insert_many(pairs), unique_violation);
        CHECK(tx.count(from<Pair>()) == 3);
    });
    CHECK(fresh.rows("SELECT count(*) FROM pair") == text_rows{"3"});
}

TEMPLATE_TEST_CASE("objects in braces are a range as well", "[insert_many]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_many_schema>();
    CHECK(db.insert_many({Pair{1, 2}, Pair{3, 4}}) == 2);
    CHECK(db.template insert_many<Length>({{.text = "ab", .size = 2}, {.text = "c", .size = 1}}) == 2);
    CHECK(db.all(from<Pair>().order_by(col<&Pair::left>)) == std::vector<Pair>{{1, 2}, {3, 4}});
    CHECK(db.count(from<Length>()) == 2);
}

TEMPLATE_TEST_CASE("insert_many skips what is there already, if it is told so", "[insert_many]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_many_schema>();
    const std::chrono::sys_time<std::chrono::microseconds> then{std::chrono::seconds(86'400)};
    CHECK(db.insert_many(std::vector<Pair>{{1, 2}, {3, 4}}, on_conflict_do_nothing) == 2);
    CHECK(db.insert_many({Pair{1, 2}, Pair{5, 6}, Pair{5, 6}}, on_conflict_do_nothing) == 1); // also of its own
    CHECK(fresh.rows("SELECT \"left\", \"right\" FROM pair ORDER BY 1") == text_rows{"1|2", "3|4", "5|6"});
    CHECK(db.insert_many(std::vector<Pair>{}, on_conflict_do_nothing) == 0);

    std::vector<Seat> seats;
    for (int i = 0; i < 130; ++i) seats.push_back({.hall = i % 2 ? "o'ne" : "two", .number = i / 2, .since = then});
    seats[7].id = 3; // which the database has given to another one by then, or will not any more
    seats[9].since = {};
    CHECK(db.insert_many(std::vector<Seat>(seats.begin() + 20, seats.begin() + 23), on_conflict_do_nothing) == 3);
    CHECK(db.insert_many(seats, on_conflict_do_nothing) == 126);
    CHECK(db.insert_many(seats, on_conflict_do_nothing) == 0);
    CHECK(
        fresh.rows("SELECT hall, number, count(*) FROM seat WHERE number IN (3, 10) GROUP BY hall, number ORDER BY 1, "
                   "2") == text_rows{"o'ne|10|1", "two|3|1", "two|10|1"});
    CHECK(db.count(from<Seat>().where(col<&Seat::since> == then)) == 128);
    seats.assign(3, Seat{.hall = "free", .number = {}}); // NULLs are never alike
    CHECK(db.insert_many(seats, on_conflict_do_nothing) == 3);
    SECTION("keys that are given, 0 as well") {
        CHECK(db.insert_many(std::vector<Counter>{{0}, {7}}, keys_are_given, on_conflict_do_nothing) == 2);
        CHECK(db.insert_many(std::vector<Counter>{{7}, {0}, {8}}, keys_are_given, on_conflict_do_nothing) == 1);
        CHECK(db.insert_many(std::vector<Counter>(2), on_conflict_do_nothing) == 2); // nothing is sent
        CHECK(fresh.rows("SELECT count(*) FROM counter") == text_rows{"5"});
    }
    SECTION("every other mistake is one, and leaves nothing") {
        seats.assign(2, Seat{.hall = "new", .number = 1});
        seats[1].number = 2;
        seats[1].weight = -1;
        CHECK_THROWS_AS(db.insert_many(seats, on_conflict_do_nothing), check_violation);
        CHECK(fresh.rows("SELECT count(*) FROM seat WHERE hall = 'new'") == text_rows{"0"});
        auto tx = db.begin();
        CHECK_THROWS_AS(tx.insert_many(seats, on_conflict_do_nothing), check_violation);
        seats.pop_back();
        CHECK(tx.insert_many(seats, on_conflict_do_nothing) == 1);
        tx.commit();
    }
}
