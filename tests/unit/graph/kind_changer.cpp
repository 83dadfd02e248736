// Saved trees whose rows are of several kinds: a row that comes back as another kind is the same row, without what only
// its former kind had.

#include <refract/graph/edit.hpp>
#include <refract/verify/round_trips.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace kind_changes {

enum class Sort { text, photo, poll };
struct Wall {
    std::int64_t id{};
    std::string title;
};
struct Painter {
    std::int64_t id{};
    std::string name;
};
struct Post {
    std::int64_t id{};
    std::optional<std::int64_t> wall_id;
    Sort sort{};
    std::int32_t revision{};
    std::optional<std::string> body, url;
    std::int32_t likes = 3; // only photos have them
    std::optional<std::int64_t> painter_id;
    std::optional<std::string> seen; // which no kind has
};
struct Remark { // needs its post
    std::int64_t id{}, post_id{};
    std::string words;
};
struct Print { // may be of no post
    std::int64_t id{};
    std::optional<std::int64_t> post_id;
};
struct Mark {
    std::int64_t id{};
    std::string name;
};
struct PostMark {
    std::int64_t post_id{}, mark_id{};
};
struct PollRow { // the table of a kind beside that of all
    std::int64_t post_id{};
    std::string question;
};
struct Frame { // has one post
    std::int64_t id{};
    std::optional<std::int64_t> post_id;
};

struct RemarkLine {
    using model = Remark;
    std::int64_t id{};
    std::string words;
};
struct Text {
    using model = Post;
    std::int64_t id{};
    std::int32_t revision{};
    std::string body;
    std::vector<RemarkLine> remarks{};
};
struct Photo {
    using model = Post;
    std::string url;
    std::int32_t likes{};
    std::int64_t id{};
    Sort sort{};
    std::int32_t revision{};
    std::optional<Painter> painter{};
    std::vector<RemarkLine> remarks{}; // by the same key as those of a text
    std::vector<Print> prints{};
    std::vector<Mark> marks{};
};
struct Poll {
    using model = Post;
    std::int64_t id{};
    std::int32_t revision{};
    PollRow row{};
};
using Any = std::variant<Text, Photo, Poll>;

struct WallPage {
    using model = Wall;
    std::int64_t id{};
    std::string title;
    std::vector<Any> posts{};
};
struct FramePage {
    using model = Frame;
    std::int64_t id{};
    std::optional<Any> post{};
};

} // namespace kind_changes
using namespace kind_changes;

template <> inline constexpr auto refract::model<Wall> = refract::table(refract::named("kc_wall"));
template <> inline constexpr auto refract::model<Painter> = refract::table(refract::named("kc_painter"));
template <> inline constexpr auto refract::model<Post> =
    refract::table(refract::named("kc_post"), refract::foreign_key<&Post::wall_id>.references<&Wall::id>(),
                   refract::foreign_key<&Post::painter_id>.references<&Painter::id>(), refract::through<PostMark>,
                   refract::column<&Post::revision>.version(), refract::column<&Post::likes>.default_to(3),
                   refract::kinds<&Post::sort, Text, Photo, Poll>);
template <> inline constexpr auto refract::model<Remark> =
    refract::table(refract::named("kc_remark"), refract::foreign_key<&Remark::post_id>.references<&Post::id>());
template <> inline constexpr auto refract::model<Print> =
    refract::table(refract::named("kc_print"), refract::foreign_key<&Print::post_id>.references<&Post::id>());
template <> inline constexpr auto refract::model<Mark> = refract::table(refract::named("kc_mark"));
template <> inline constexpr auto refract::model<PostMark> =
    refract::table(refract::named("kc_post_mark"), refract::primary_key<&PostMark::post_id, &PostMark::mark_id>,
                   refract::foreign_key<&PostMark::post_id>.references<&Post::id>(),
                   refract::foreign_key<&PostMark::mark_id>.references<&Mark::id>());
template <> inline constexpr auto refract::model<PollRow> =
    refract::table(refract::named("kc_poll"), refract::primary_key<&PollRow::post_id>.given(),
                   refract::foreign_key<&PollRow::post_id>.references<&Post::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Frame> =
    refract::table(refract::named("kc_frame"), refract::foreign_key<&Frame::post_id>.references<&Post::id>());

namespace kind_changes {

using Schema = schema<Wall, Painter, Post, Remark, Print, Mark, PostMark, PollRow, Frame>;
constexpr auto stored_posts = "SELECT id, wall_id, sort, body, url, likes, painter_id, seen FROM kc_post ORDER BY id";
constexpr auto stored_remarks = "SELECT id, post_id, words FROM kc_remark ORDER BY id";

template <class TestType> WallPage fill_kind_changer(fresh_database<TestType>& fresh) {
    fresh.db().template create_tables<Schema>();
    return fresh.db().save(WallPage{0,
                                    "w",
                                    {Text{.body = "a", .remarks = {{0, "r1"}, {0, "r2"}}},
                                     Photo{.url = "b.png",
                                           .likes = 7,
                                           .painter = Painter{0, "ann"},
                                           .remarks = {{0, "r3"}},
                                           .prints = {{}},
                                           .marks = {{0, "red"}, {0, "big"}}},
                                     Poll{.row = {0, "yes?"}}}});
}

} // namespace kind_changes

static_assert(!detail::is_tied_twice<WallPage>); // remarks of texts and of photos are never those of one row

TEMPLATE_TEST_CASE("a tree with rows of several kinds is saved", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    WallPage wall = fill_kind_changer(fresh);
    REQUIRE(wall.posts.size() == 3);
    CHECK(fresh.rows(stored_posts) ==
          text_rows{"1|1|text|a|NULL|3|NULL|NULL", "2|1|photo|NULL|b.png|7|1|NULL", "3|1|poll|NULL|NULL|3|NULL|NULL"});
    CHECK(fresh.rows(stored_remarks) == text_rows{"1|1|r1", "2|1|r2", "3|2|r3"});
    CHECK(fresh.rows("SELECT * FROM kc_poll") == text_rows{"3|yes?"});
    CHECK(std::get<Poll>(wall.posts[2]).row.post_id == 3);

    // What differs of rows that stay of their kind, and only that.
    std::get<Text>(wall.posts[0]).body = "A";
    std::get<Photo>(wall.posts[1]).remarks[0].words = "R3";
    std::get<Photo>(wall.posts[1]).painter->name = "Ann";
    std::get<Poll>(wall.posts[2]).row.question = "no?";
    wall = db.save(wall);
    CHECK(std::get<Text>(wall.posts[0]).revision == 1);
    CHECK(std::get<Photo>(wall.posts[1]).revision == 0);
    CHECK(fresh.rows("SELECT body, revision FROM kc_post ORDER BY id") == text_rows{"A|1", "NULL|0", "NULL|0"});
    CHECK(fresh.rows("SELECT name FROM kc_painter") == text_rows{"Ann"});
    CHECK(fresh.rows("SELECT * FROM kc_poll") == text_rows{"3|no?"});

    // Gone, and new.
    wall.posts[0] = Text{.body = "new"};
    wall.posts.pop_back();
    wall = db.save(wall);
    CHECK(fresh.rows(stored_posts) == text_rows{"1|NULL|text|A|NULL|3|NULL|NULL", "2|1|photo|NULL|b.png|7|1|NULL",
                                                "3|NULL|poll|NULL|NULL|3|NULL|NULL", "4|1|text|new|NULL|3|NULL|NULL"});

    // Those of no wall come back, one of them as another kind; one that is nowhere is inserted with its key.
    wall.posts.push_back(Text{.id = 1, .revision = 2, .body = "A"});
    wall.posts.push_back(Text{.id = 3, .revision = 1, .body = "was a poll"});
    wall.posts.push_back(Poll{.id = 50, .row = {0, "new?"}});
    wall = db.save(wall);
    CHECK(fresh.rows("SELECT id, sort, body FROM kc_post WHERE wall_id = 1 ORDER BY id") ==
          text_rows{"1|text|A", "2|photo|NULL", "3|text|was a poll", "4|text|new", "50|poll|NULL"});
    CHECK(fresh.rows("SELECT * FROM kc_poll") == text_rows{"50|new?"});
    CHECK(fresh.rows(stored_remarks) == text_rows{"3|2|R3"}); // the text came back without remarks
}

TEMPLATE_TEST_CASE("a row that changes its kind loses what only the former kind had", "[kinds]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    WallPage wall = fill_kind_changer(fresh);
    fresh.rows("UPDATE kc_post SET seen = 'yes'");

    // Photo to text: a remark stays that both kinds have, another is new; prints are detached, marks are linked no more.
    const Photo photo = std::get<Photo>(wall.posts[1]);
    wall.posts[1] = Text{.id = photo.id, .body = "a photo", .remarks = {{photo.remarks[0].id, "kept"}, {0, "written"}}};
    // Text to poll: its remarks need it, and are deleted.
    wall.posts[0] = Poll{.id = 1, .row = {0, "text?"}};
    // Poll to photo.
    wall.posts[2] = Photo{.url = "c.png", .likes = 9, .id = 3, .painter = Painter{0, "bob"}, .marks = {{1, "red"}}};
    wall = db.save(wall);
    CHECK(fresh.rows(stored_posts) == text_rows{"1|1|poll|NULL|NULL|3|NULL|yes", "2|1|text|a photo|NULL|3|NULL|yes",
                                                "3|1|photo|NULL|c.png|9|2|yes"});
    CHECK(fresh.rows(stored_remarks) == text_rows{"3|2|kept", "4|2|written"});
    CHECK(fresh.rows("SELECT * FROM kc_print") == text_rows{"1|NULL"});
    CHECK(fresh.rows("SELECT * FROM kc_mark ORDER BY id") == text_rows{"1|red", "2|big"});
    CHECK(fresh.rows("SELECT * FROM kc_post_mark") == text_rows{"3|1"});
    CHECK(fresh.rows("SELECT * FROM kc_poll") == text_rows{"1|text?"});
    CHECK(fresh.rows("SELECT revision FROM kc_post") == text_rows{"1", "1", "1"});
    CHECK(std::get<Text>(wall.posts[1]).revision == 1);
    CHECK(std::get<Photo>(wall.posts[2]).sort == Sort::photo);
    CHECK(std::get<Poll>(wall.posts[0]).row.post_id == 1);
    const WallPage back =
        db.one(from<Wall>().template select<WallPage>(nested<&WallPage::posts>().order_by(col<&Post::id>)));
    CHECK(std::get<Text>(back.posts[1]).remarks.size() == 2);
    CHECK(std::get<Photo>(back.posts[2]).painter->name == "bob");

    // The version is that of the row, whatever its kind.
    const text_rows before = fresh.rows(stored_posts);
    WallPage stale = wall;
    stale.posts[1] = Photo{.url = "late.png", .id = 2, .revision = 0};
    CHECK_THROWS_AS(db.save(stale), stale_object);
    CHECK(fresh.rows(stored_posts) == before);
    stale.posts[1] = Text{.id = 3, .revision = 1, .body = "twice"};
    CHECK_THROWS_AS(db.save(stale), error);
    CHECK(fresh.rows(stored_posts) == before);

    // A row at the top, and one in the field of a row that needs it.
    Any any = db.save(Any(Text{.id = 3, .revision = 1, .body = "top"}));
    CHECK(std::get<Text>(any).revision == 2);
    FramePage frame = db.save(FramePage{0, any});
    CHECK(std::get<Text>(frame.post.value()).revision == 2);
    frame.post = Any(Poll{.id = 3, .revision = 2, .row = {0, "in a frame?"}});
    frame = db.save(frame);
    CHECK(fresh.rows("SELECT question FROM kc_frame JOIN kc_poll USING (post_id)") == text_rows{"in a frame?"});
    CHECK(fresh.rows("SELECT id, sort, body, wall_id FROM kc_post WHERE id = 3") == text_rows{"3|poll|NULL|1"});
    frame.post = Any(Photo{.url = "x"}); // another row
    frame = db.save(frame);
    CHECK(fresh.rows("SELECT url FROM kc_frame JOIN kc_post ON kc_post.id = post_id") == text_rows{"x"});
    frame.post.reset();
    db.save(frame);
    CHECK(fresh.rows("SELECT post_id FROM kc_frame") == text_rows{"NULL"});

    // Where only one kind is asked for, a row of another one is not there.
    CHECK_THROWS_AS(db.save(Photo{.url = "x", .id = 2, .revision = 1}), not_found);
}

TEMPLATE_TEST_CASE("rows change their kinds in as few journeys, however many there are", "[kinds]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();
    const auto trips = [&](std::size_t count) {
        WallPage wall{0, "w"};
        for (std::size_t i = 0; i < count; ++i)
            wall.posts.push_back(Photo{.url = "p", .remarks = {{0, "r"}}, .prints = {{}}, .marks = {{0, "m"}}});
        wall = db.save(wall);
        for (Any& each : wall.posts) each = Poll{.id = std::get<Photo>(each).id, .row = {0, "q"}};
        round_trips counter(db);
        db.save(wall);
        return counter.count();
    };
    trips(5); // the first time types are looked up, too
    const auto journeys = trips(40);
    if (!TestType::is_sqlite) CHECK(journeys < 30);
    CHECK(fresh.rows("SELECT count(*) FROM kc_poll") == text_rows{"45"});
    CHECK(fresh.rows("SELECT count(*) FROM kc_remark") == text_rows{"0"});
    CHECK(fresh.rows("SELECT count(*) FROM kc_post_mark") == text_rows{"0"});
    CHECK(fresh.rows("SELECT count(*) FROM kc_print WHERE post_id IS NULL") == text_rows{"45"});
}

TEMPLATE_TEST_CASE("at<> writes rows of several kinds", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_kind_changer(fresh);
    fresh.rows("INSERT INTO kc_wall (title) VALUES ('other')");
    const auto on_wall = [&](int id) {
        return fresh.rows("SELECT id, sort, body, url FROM kc_post WHERE wall_id = " + std::to_string(id) +
                          " ORDER BY id");
    };
    constexpr auto posts = at<&WallPage::posts>;

    // Created: one kind, several of one, and whatever they are.
    db.template update<WallPage>(2, posts.create(Text{.body = "t", .remarks = {{0, "new"}}}),
                                 posts.create(std::vector<Any>{Poll{.row = {0, "q"}}, Photo{.url = "p"}}));
    CHECK(on_wall(2) == text_rows{"4|text|t|NULL", "5|photo|NULL|p", "6|poll|NULL|NULL"}); // kind by kind
    CHECK(fresh.rows(stored_remarks).back() == "4|4|new");
    CHECK(fresh.rows("SELECT * FROM kc_poll WHERE question = 'q'") == text_rows{"6|q"});

    // Tied and loosed by keys, whatever they are; what is no kind is not there.
    fresh.rows("INSERT INTO kc_post (sort, revision) VALUES ('text', 0)");
    db.template update<WallPage>(2, posts.connect(1), posts.disconnect(4), posts.remove(6));
    CHECK(on_wall(2) == text_rows{"1|text|a|NULL", "5|photo|NULL|p"});
    db.template update<WallPage>(2, posts.set(1, 4));
    CHECK(on_wall(2) == text_rows{"1|text|a|NULL", "4|text|t|NULL"});

    // One of them, with what only its kind has: a row of another kind is not there.
    db.template update<WallPage>(
        2, posts.update(1, col<&Post::body> = "A", at<&Text::remarks>.create(Remark{0, 0, "r4"})));
    CHECK(fresh.rows(stored_remarks).back() == "5|1|r4");
    CHECK_THROWS_AS(db.template update<WallPage>(2, posts.update(1, at<&Photo::marks>.connect(1))), not_found);
    db.template update<WallPage>(1, posts.update(2, at<&Photo::marks>.disconnect(1)));
    CHECK(fresh.rows("SELECT * FROM kc_post_mark") == text_rows{"2|2"});
    db.template update<WallPage>(2, posts.update(4, col<&Post::seen> = "yes"));
    db.template update<WallPage>(2, posts.update_where(col<&Post::seen> == "yes", col<&Post::body> = "seen"),
                                 posts.remove_where(col<&Post::id> == 99));
    CHECK(on_wall(2) == text_rows{"1|text|A|NULL", "4|text|seen|NULL"});

    // To what is given, as another kind too.
    const std::int32_t revision = std::stoi(fresh.rows("SELECT revision FROM kc_post WHERE id = 4").front());
    db.template update<WallPage>(2, posts.upsert(4, Poll{.revision = revision, .row = {0, "so?"}}),
                                 posts.upsert(60, Any(Text{.body = "60"})));
    CHECK(on_wall(2) == text_rows{"1|text|A|NULL", "4|poll|NULL|NULL", "60|text|60|NULL"});
    CHECK(fresh.rows("SELECT * FROM kc_poll WHERE post_id = 4") == text_rows{"4|so?"});

    // A row that is one of a kind.
    db.template update<Photo>(2, col<&Post::url> = "B.png", at<&Photo::painter>.update(col<&Painter::name> = "Ann"),
                              at<&Photo::prints>.create(Print{}));
    CHECK(fresh.rows("SELECT url, name FROM kc_post JOIN kc_painter ON kc_painter.id = painter_id") ==
          text_rows{"B.png|Ann"});
    CHECK_THROWS_AS(db.template update<Photo>(1, col<&Post::url> = "no"), not_found);
    CHECK_THROWS_AS(db.template update<Photo>(1, at<&Photo::marks>.connect(1)), not_found);
    db.template update<Any>(1, col<&Post::body> = "any", at<&Text::remarks>.update(5, col<&Remark::words> = "R4"));
    CHECK(fresh.rows(stored_remarks).back() == "5|1|R4");

    // The only row of a field.
    const FramePage frame = db.insert(FramePage{0, Text{.body = "framed"}});
    db.template update<FramePage>(frame.id, at<&FramePage::post>.upsert(Poll{.revision = 0, .row = {0, "f?"}}));
    CHECK(fresh.rows("SELECT question FROM kc_frame JOIN kc_poll USING (post_id)") == text_rows{"f?"});
    db.template update<FramePage>(frame.id, at<&FramePage::post>.create(Photo{.url = "f"}));
    CHECK(fresh.rows("SELECT url FROM kc_frame JOIN kc_post ON kc_post.id = post_id") == text_rows{"f"});
    db.template update<FramePage>(frame.id, at<&FramePage::post>.disconnect());
    CHECK(fresh.rows("SELECT post_id FROM kc_frame") == text_rows{"NULL"});
}

namespace kind_changes {

/// What the tables hold, as plain maps, which knows only what is saved and what was there before.
struct tables {
    struct stored_post {
        std::int64_t wall = 0;
        std::string sort, body, url;
        std::int32_t likes = 3;
        std::int64_t painter = 0;
    };
    std::map<std::int64_t, stored_post> posts;
    std::map<std::int64_t, std::pair<std::int64_t, std::string>> remarks;
    std::map<std::int64_t, std::string> polls, painters, marks;
    std::map<std::int64_t, std::int64_t> prints;
    std::set<std::pair<std::int64_t, std::int64_t>> links;

    void save(const WallPage& page) {
        std::map<std::int64_t, const Any*> now;
        std::set<std::int64_t> kept; // remarks of any post
        for (const Any& each : page.posts) {
            std::visit([&](const auto& post) { now[post.id] = &each; }, each);
            if (const auto* text = std::get_if<Text>(&each))
                for (const RemarkLine& line : text->remarks) kept.insert(line.id);
            if (const auto* photo = std::get_if<Photo>(&each))
                for (const RemarkLine& line : photo->remarks) kept.insert(line.id);
        }
        for (auto& [id, each] : posts)
            if (each.wall == page.id && !now.contains(id)) each.wall = 0;
        std::erase_if(remarks,
                      [&](const auto& each) { return now.contains(each.second.first) && !kept.contains(each.first); });
        for (auto& [id, of] : prints)
            if (now.contains(of)) of = 0;
        std::erase_if(links, [&](const auto& each) { return now.contains(each.first); });
        std::erase_if(polls, [&](const auto& each) { return now.contains(each.first); });
        for (const auto& [id, each] : now) std::visit([&](const auto& post) { write(page.id, post); }, *each);
    }
    void write(std::int64_t wall, const Text& text) {
        posts[text.id] = {wall, "text", text.body, "NULL"};
        for (const RemarkLine& each : text.remarks) remarks[each.id] = {text.id, each.words};
    }
    void write(std::int64_t wall, const Photo& photo) {
        posts[photo.id] = {wall, "photo", "NULL", photo.url, photo.likes, photo.painter ? photo.painter->id : 0};
        if (photo.painter) painters[photo.painter->id] = photo.painter->name;
        for (const RemarkLine& each : photo.remarks) remarks[each.id] = {photo.id, each.words};
        for (const Print& each : photo.prints) prints[each.id] = photo.id;
        for (const Mark& each : photo.marks) {
            marks[each.id] = each.name;
            links.insert({photo.id, each.id});
        }
    }
    void write(std::int64_t wall, const Poll& poll) {
        posts[poll.id] = {wall, "poll", "NULL", "NULL"};
        polls[poll.id] = poll.row.question;
    }
    text_rows text() const {
        text_rows all;
        const auto id_of = [](std::int64_t id) { return id == 0 ? std::string("NULL") : std::to_string(id); };
        for (const auto& [id, each] : posts)
            all.push_back(id_of(id) + "|" + id_of(each.wall) + "|" + each.sort + "|" + each.body + "|" + each.url +
                          "|" + std::to_string(each.likes) + "|" + id_of(each.painter));
        for (const auto& [id, each] : remarks) all.push_back(id_of(id) + "|" + id_of(each.first) + "|" + each.second);
        for (const auto* names : {&polls, &painters, &marks})
            for (const auto& [id, name] : *names) all.push_back(id_of(id) + "|" + name);
        for (const auto& [id, post] : prints) all.push_back(id_of(id) + "|" + id_of(post));
        for (const auto& [post, mark] : links) all.push_back(id_of(post) + "|" + id_of(mark));
        return all;
    }
};

struct changer {
    std::mt19937& random;
    int step = 0;

    std::size_t any(std::size_t below) { return static_cast<std::size_t>(random() % below); }
    std::string name() { return "n" + std::to_string(++step); }
    template <class Items> auto take(Items& items) {
        const auto at = items.begin() + static_cast<std::ptrdiff_t>(any(items.size()));
        auto taken = std::move(*at);
        items.erase(at);
        return taken;
    }
    static std::vector<RemarkLine>* remarks_of(Any& post) {
        if (auto* text = std::get_if<Text>(&post)) return &text->remarks;
        if (auto* photo = std::get_if<Photo>(&post)) return &photo->remarks;
        return nullptr;
    }
    Any make(std::int64_t id, std::int32_t revision) {
        const std::size_t kind = any(3);
        if (kind == 0) return Text{.id = id, .revision = revision, .body = name(), .remarks = {{0, name()}}};
        if (kind == 1) return Poll{.id = id, .revision = revision, .row = {0, name()}};
        Photo made{.url = name(), .likes = ++step, .id = id, .revision = revision};
        if (any(2) == 0) made.painter = Painter{0, name()};
        made.marks.resize(any(3), Mark{0, name()});
        made.prints.resize(any(3));
        return made;
    }
    /// Another kind, with some of the remarks if that has any.
    void turn(Any& post) {
        const auto* const before = remarks_of(post);
        const std::vector<RemarkLine> remarks = before ? *before : std::vector<RemarkLine>{};
        post = std::visit([&](const auto& each) { return make(each.id, each.revision); }, post);
        if (auto* const now = remarks_of(post))
            for (const RemarkLine& each : remarks)
                if (any(2) == 0) now->push_back(each);
    }
    void change(WallPage& page, WallPage& other) {
        if (page.posts.size() < 3) return page.posts.push_back(make(0, 0));
        Any &one = page.posts[any(page.posts.size())], &second = page.posts[any(page.posts.size())];
        auto *from = remarks_of(one), *to = remarks_of(second);
        auto* const photo = std::get_if<Photo>(&one);
        switch (any(9)) {
        case 0: page.posts.push_back(make(0, 0)); break;
        case 1: take(page.posts); break;
        case 2:
        case 3: turn(one); break;
        case 4:
            if (from && to && !from->empty()) to->push_back(take(*from));
            break;
        case 5:
            if (to) to->push_back({0, name()});
            if (from && !from->empty()) from->front().words = name();
            break;
        case 6:
            if (photo && !photo->marks.empty()) take(photo->marks);
            if (photo && !photo->prints.empty()) take(photo->prints);
            break;
        case 7:
            if (photo) photo->painter = std::nullopt;
            if (auto* const text = std::get_if<Text>(&second)) text->body = name();
            if (auto* const poll = std::get_if<Poll>(&second)) poll->row.question = name();
            break;
        default: // from wall to wall, as it is or as another kind
            if (other.posts.empty()) break;
            page.posts.push_back(take(other.posts));
            if (any(2) == 0) turn(page.posts.back());
            break;
        }
    }
};

} // namespace kind_changes

TEMPLATE_TEST_CASE("trees whose rows change their kinds at random are saved like a model in memory", "[kinds]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();
    const auto stored_text = [&] {
        text_rows all;
        for (const char* const sql :
             {"SELECT id, wall_id, sort, body, url, likes, painter_id FROM kc_post ORDER BY id", stored_remarks,
              "SELECT post_id, question FROM kc_poll ORDER BY post_id", "SELECT * FROM kc_painter ORDER BY id",
              "SELECT * FROM kc_mark ORDER BY id", "SELECT * FROM kc_print ORDER BY id",
              "SELECT post_id, mark_id FROM kc_post_mark ORDER BY 1, 2"})
            for (const std::string& each : fresh.rows(sql)) all.push_back(each);
        return all;
    };
    const auto read = [&](std::int64_t id) {
        return db.one(from<Wall>()
                          .template select<WallPage>(nested<&WallPage::posts>().order_by(col<&Post::id>))
                          .where(col<&Wall::id> == id));
    };
    std::mt19937 random(20261127);
    changer change{random};
    tables expected;
    WallPage walls[2] = {db.save(WallPage{0, "a"}), db.save(WallPage{0, "b"})};
    std::size_t turned = 0;
    for (int round = 0; round < 150; ++round) {
        INFO("round " << round);
        const std::size_t chosen = change.any(2);
        for (std::size_t i = change.any(5); i > 0; --i) change.change(walls[chosen], walls[1 - chosen]);
        const WallPage saved = db.save(walls[chosen]);
        for (const Any& each : saved.posts)
            std::visit(
                [&]<class Kind>(const Kind& post) {
                    const auto before = expected.posts.find(post.id);
                    const std::string sort = std::is_same_v<Kind, Text>    ? "text"
                                             : std::is_same_v<Kind, Photo> ? "photo"
                                                                           : "poll";
                    turned += before != expected.posts.end() && before->second.sort != sort;
                },
                each);
        expected.save(saved);
        REQUIRE(stored_text() == expected.text());
        for (WallPage& each : walls) each = read(each.id);
    }
    CHECK(turned > 40);
    CHECK(expected.links.size() > 5);
    CHECK(expected.remarks.size() > 20);
}
