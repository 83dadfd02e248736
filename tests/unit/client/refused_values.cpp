// A value that cannot be sent, or read: the error names the column, its table, and where it was in what was given.

#include <refract/client/session.hpp>

#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace refused_values {

enum class Color { red, green };
struct Bead {
    std::int64_t id{};
    std::string label{};
    Color color{};
    double weight{};
    std::int32_t size{};
};

constexpr auto bad_color = static_cast<Color>(7);

template <class Work> std::string message_of(Work work) {
    try {
        work();
    } catch (const error& failure) {
        CHECK_FALSE(failure.sql().empty());
        return failure.message();
    }
    return "no error";
}
bool begins(const std::string& message, const std::string& wanted) {
    UNSCOPED_INFO(message);
    return message.starts_with(wanted);
}

} // namespace refused_values

template <> inline constexpr auto refract::model<refused_values::Bead> =
    table(named("refused_bead"), unique<&refused_values::Bead::label>);

TEMPLATE_TEST_CASE("a value in a list that cannot be sent is named by column and place", "[errors]",
                   REFRACT_TEST_DATABASES) {
    using namespace refused_values;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Bead>>();
    const std::vector<Color> colors{Color::red, Color::green, bad_color, bad_color};
    const std::vector<std::string> texts{"a", std::string("b\0c", 3)};
    const std::string color = "[2]: column \"color\" of \"refused_bead\": the value 7 of Color has no name";
    const auto count = [&](const auto& condition) {
        return message_of([&] { db.count(from<Bead>().where(condition)); });
    };
    CHECK(begins(count(col<&Bead::color>.in(colors)), color));
    CHECK(begins(count(!col<&Bead::color>.in(colors) && col<&Bead::size> > 3), color));
    CHECK(begins(count(col<&Bead::label>.in(texts)), "[1]: column \"label\" of \"refused_bead\": a text"));
    CHECK(begins(message_of([&] { db.exec(delete_from<Bead>().where(col<&Bead::color>.in(colors))); }), color));
    CHECK(begins(message_of([&] {
                     predicate<Bead> chosen = col<&Bead::size> > 1;
                     chosen &= col<&Bead::label>.in(texts);
                     db.all(from<Bead>().where(chosen));
                 }),
                 "[1]: column \"label\" of \"refused_bead\": a text"));
    if constexpr (TestType::is_sqlite) {
        const std::vector<double> weights{1, 2, std::numeric_limits<double>::infinity()};
        CHECK(begins(count(col<&Bead::weight>.in(weights)), "[2]: column \"weight\" of \"refused_bead\": a list"));
    }
    CHECK(
        begins(count(col<&Bead::color>.in(Color::red, bad_color)), "column \"color\" of \"refused_bead\": the value"));
    CHECK(begins(count(col<&Bead::color>.between(Color::red, bad_color)),
                 "column \"color\" of \"refused_bead\": the value"));
}

TEMPLATE_TEST_CASE("an object that cannot be inserted is named by column and place, skipped or not", "[errors]",
                   REFRACT_TEST_DATABASES) {
    using namespace refused_values;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Bead>>();
    std::vector<Bead> beads(10'123);
    for (std::size_t i = 0; i < beads.size(); ++i) beads[i].label = std::to_string(i);
    for (const std::size_t bad : {std::size_t{0}, std::size_t{61}, std::size_t{10'122}}) {
        beads[bad].color = bad_color;
        const std::string wanted =
            "[" + std::to_string(bad) + "]: column \"color\" of \"refused_bead\": the value 7 of Color has no name";
        CHECK(begins(message_of([&] { db.insert_many(beads); }), wanted));
        CHECK(begins(message_of([&] { db.insert_many(beads, on_conflict_do_nothing); }), wanted));
        CHECK(begins(message_of([&] { db.insert_many(beads, keys_are_given, on_conflict_do_nothing); }), wanted));
        beads[bad].color = Color::red;
    }
    if constexpr (!TestType::is_sqlite) {
        const auto refused = [&](std::size_t bad) {
            const std::string kept = std::exchange(beads[bad].label, "\xff");
            const std::string said = message_of([&] { db.insert_many(beads); });
            CHECK(begins(said, "[" + std::to_string(bad) + "]: column \"label\" of \"refused_bead\": "));
            CHECK(said.find("CONTEXT") == std::string::npos);
            beads[bad].label = kept;
        };
        refused(0);
        refused(9999);
        refused(10'122);
        beads[4].id = 70'000; // which makes another COPY of what is behind
        refused(3);
        refused(4);
        refused(5);
        db.execute("ALTER TABLE refused_bead ADD CHECK (100 / (size - 7) < 1000)");
        beads[9].size = 7;
        CHECK(begins(message_of([&] { db.insert_many(beads); }), "[9]: division by zero"));
    }
    CHECK(db.count(from<Bead>()) == 0);
}

TEMPLATE_TEST_CASE("what cannot be read is named by column and table", "[errors]", REFRACT_TEST_DATABASES) {
    using namespace refused_values;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Bead>>();
    const Bead stored = db.insert(Bead{.label = "a"});
    if constexpr (TestType::is_sqlite)
        db.execute("PRAGMA ignore_check_constraints = 1");
    else
        db.execute("ALTER TABLE refused_bead DROP CONSTRAINT refused_bead_color_check");
    db.execute("UPDATE refused_bead SET color = 'blue'");
    const std::string wanted = "column \"color\" of \"refused_bead\": a text of 4 bytes is no enumerator of Color";
    CHECK(begins(message_of([&] { db.all(from<Bead>()); }), wanted));
    CHECK(begins(message_of([&] { db.template find<Bead>(stored.id); }), wanted));
    CHECK(begins(message_of([&] { db.all(from<Bead>().select(col<&Bead::id>, col<&Bead::color>)); }), wanted));
    CHECK(begins(
        message_of([&] { db.all(update<Bead>().set(col<&Bead::size> = 3).all_rows().returning(col<&Bead::color>)); }),
        wanted));
    const std::string computed = message_of([&] { db.all(from<Bead>().select(max(col<&Bead::color>))); });
    CHECK(computed.starts_with("column \"max"));
    CHECK(computed.find(" of \"") == std::string::npos);
}
