// Programs that connect rows, or insert them where they are not there yet, all at once: each row is there once, and no
// program sees another one's.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace crowded {

struct Song {
    std::int64_t id{};
    std::string title;
};
struct Style {
    std::int64_t id{};
    std::string name;
};
struct SongStyle {
    std::int64_t song_id{};
    std::int64_t style_id{};
};

} // namespace crowded

template <> inline constexpr auto refract::model<crowded::Song> = refract::table(refract::through<crowded::SongStyle>);
template <> inline constexpr auto refract::model<crowded::Style> =
    refract::table(refract::unique<&crowded::Style::name>);
template <> inline constexpr auto refract::model<crowded::SongStyle> =
    refract::table(primary_key<&crowded::SongStyle::song_id, &crowded::SongStyle::style_id>,
                   foreign_key<&crowded::SongStyle::song_id>.references<&crowded::Song::id>(),
                   foreign_key<&crowded::SongStyle::style_id>.references<&crowded::Style::id>());

namespace crowded {
using songs = schema<Song, Style, SongStyle>;
struct SongTree {
    using model = Song;
    std::int64_t id{};
    std::string title;
    std::vector<Style> styles;
};
} // namespace crowded
using namespace crowded;

TEMPLATE_TEST_CASE("eight writers that connect or create make each row once", "[graph][concurrent]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    fresh.db().template create_tables<songs>();
    constexpr int writers = 8, rounds = 5;
    for (int i = 0; i < writers; ++i) fresh.db().insert(Song{.id = 0, .title = "s"});
    std::vector<std::string> failures(writers);
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&, i] {
            try {
                auto own = fresh.open();
                for (int round = 0; round < rounds; ++round) {
                    // In another order for each, so that they also wait for each other.
                    const std::string first = "style " + std::to_string(round),
                                      second = "other " + std::to_string(round);
                    own.template update<SongTree>(
                        i + 1, at<&SongTree::styles>.template connect_or_create<&Style::name>(
                                   Style{0, i % 2 ? first : second}, Style{0, i % 2 ? second : first}));
                    own.template update<SongTree>(
                        1, at<&SongTree::styles>.upsert(-1 - round, Style{0, "third " + std::to_string(round)}));
                }
            } catch (const std::exception& failure) { failures[static_cast<std::size_t>(i)] = failure.what(); }
        });
    for (auto& each : threads) each.join();
    for (const std::string& each : failures) CHECK(each == "");
    CHECK(fresh.rows("SELECT count(*), count(DISTINCT name) FROM style") == text_rows{"15|15"});
    CHECK(fresh.rows("SELECT count(*) FROM song_style") == text_rows{std::to_string(writers * rounds * 2 + rounds)});
}

TEMPLATE_TEST_CASE("eight writers that connect or create many rows make each once", "[graph][concurrent]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    fresh.db().template create_tables<songs>();
    constexpr int writers = 8, rounds = 4, names = 30;
    for (int i = 0; i < writers; ++i) fresh.db().insert(Song{.id = 0, .title = "s"});
    std::vector<std::string> failures(writers);
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&, i] {
            try {
                auto own = fresh.open();
                for (int round = 0; round < rounds; ++round) {
                    std::vector<Style> list; // each begins elsewhere, and some are named twice
                    for (int k = 0; k < names + 5; ++k)
                        list.push_back({0, std::to_string(round) + "." + std::to_string((k + round % 2 * i) % names)});
                    own.template update<SongTree>(
                        i + 1, at<&SongTree::styles>.template connect_or_create<&Style::name>(std::move(list)));
                }
            } catch (const std::exception& failure) { failures[static_cast<std::size_t>(i)] = failure.what(); }
        });
    for (auto& each : threads) each.join();
    for (const std::string& each : failures) CHECK(each == "");
    const std::string rows = std::to_string(rounds * names);
    CHECK(fresh.rows("SELECT count(*), count(DISTINCT name) FROM style") == text_rows{rows + "|" + rows});
    CHECK(fresh.rows("SELECT count(*) FROM song_style") == text_rows{std::to_string(writers * rounds * names)});
}
