// What save gives back is what is stored, under every policy at once: parts of a key from the row above, keys that lead to
// unique columns, two of them to one table, marks, tenants, versions, times of the last write, codecs, flat members,
// documents, enums, UUIDs, and rows in std::unique_ptr below a std::vector. A model in memory says what should be there.

#include <refract/codec/encoded.hpp>
#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace given_back {

enum class Day { monday, tuesday, wednesday };
struct reversed {
    static std::string encode(std::string_view plain) { return {plain.rbegin(), plain.rend()}; }
    static std::string decode(std::string_view stored) { return {stored.rbegin(), stored.rend()}; }
};
using moment = std::chrono::sys_time<std::chrono::microseconds>;
using note_type = encoded<std::string, reversed>;
struct Span {
    std::int32_t from{};
    std::int32_t to{};
};
struct Teacher {
    std::int64_t id{};
    std::int64_t school{};
    std::string code;
    std::string name;
    std::optional<moment> gone{};
    std::int32_t version{};
};
struct Plan {
    std::int64_t id{};
    std::int64_t school{};
    std::string title;
    std::optional<moment> gone{};
    std::int32_t version{};
    std::optional<moment> changed{};
};
struct Lesson {
    std::int64_t plan_id{};
    Day day{};
    std::int32_t slot{};
    std::int64_t school{};
    std::string teacher_code;
    std::optional<std::string> substitute_code{};
    Span span{};
    note_type note{};
    json extra{"{}"};
    std::optional<moment> gone{};
    std::int32_t version{};
    std::optional<moment> changed{};
};
struct Pupil {
    uuid id{};
    std::int64_t school{};
    std::string name;
    std::optional<moment> gone{};
    std::int32_t version{};
};
struct Seat {
    std::int64_t plan_id{};
    Day day{};
    std::int32_t slot{};
    uuid pupil_id{};
    std::int64_t school{};
};

} // namespace given_back

template <> inline constexpr auto refract::model<given_back::Teacher> =
    table(named("gb_teacher"), refract::unique<&given_back::Teacher::code>, soft_delete<&given_back::Teacher::gone>,
          tenant<&given_back::Teacher::school>, column<&given_back::Teacher::version>.version());
template <> inline constexpr auto refract::model<given_back::Plan> =
    table(named("gb_plan"), soft_delete<&given_back::Plan::gone>, tenant<&given_back::Plan::school>,
          column<&given_back::Plan::version>.version(), updated_at<&given_back::Plan::changed>);
template <> inline constexpr auto refract::model<given_back::Lesson> = table(
    named("gb_lesson"), primary_key<&given_back::Lesson::plan_id, &given_back::Lesson::day, &given_back::Lesson::slot>,
    flat<&given_back::Lesson::span>, soft_delete<&given_back::Lesson::gone>, tenant<&given_back::Lesson::school>,
    column<&given_back::Lesson::version>.version(), updated_at<&given_back::Lesson::changed>,
    foreign_key<&given_back::Lesson::plan_id>.references<&given_back::Plan::id>(),
    foreign_key<&given_back::Lesson::teacher_code>.references<&given_back::Teacher::code>(),
    foreign_key<&given_back::Lesson::substitute_code>.references<&given_back::Teacher::code>(),
    through<given_back::Seat>);
template <> inline constexpr auto refract::model<given_back::Pupil> =
    table(named("gb_pupil"), soft_delete<&given_back::Pupil::gone>, tenant<&given_back::Pupil::school>,
          column<&given_back::Pupil::version>.version());
template <> inline constexpr auto refract::model<given_back::Seat> = table(
    named("gb_seat"),
    primary_key<&given_back::Seat::plan_id, &given_back::Seat::day, &given_back::Seat::slot,
                &given_back::Seat::pupil_id>,
    tenant<&given_back::Seat::school>,
    foreign_key<&given_back::Seat::plan_id, &given_back::Seat::day, &given_back::Seat::slot>.references<&given_back::Lesson::plan_id, &given_back::Lesson::day, &given_back::Lesson::slot>(),
    foreign_key<&given_back::Seat::pupil_id>.references<&given_back::Pupil::id>());

namespace given_back {

struct TeacherLine {
    using model = Teacher;
    std::int64_t id{};
    std::string code;
    std::string name;
    std::int32_t version{};
};
struct PupilLine {
    using model = Pupil;
    uuid id{};
    std::string name;
    std::int32_t version{};
};
struct LessonLine {
    using model = Lesson;
    std::int64_t plan_id{};
    Day day{};
    std::int32_t slot{};
    std::optional<TeacherLine> teacher{};
    std::unique_ptr<TeacherLine> substitute{};
    std::int32_t from{}, to{};
    note_type note{};
    json extra{"{}"};
    std::int32_t version{};
    std::optional<moment> changed{};
    std::vector<PupilLine> pupils{};
};
struct PlanTree {
    using model = Plan;
    std::int64_t id{};
    std::string title;
    std::int32_t version{};
    std::optional<moment> changed{};
    std::vector<LessonLine> lessons{};
};

} // namespace given_back

template <> inline constexpr auto refract::shape<given_back::LessonLine> =
    relations(by<&given_back::LessonLine::teacher, &given_back::Lesson::teacher_code>,
              by<&given_back::LessonLine::substitute, &given_back::Lesson::substitute_code>);

namespace given_back {

/// `all`: also what a program does not say: versions, times, and names, which rows share.
std::string shown(const TeacherLine* teacher, bool all) {
    if (!teacher) return "-";
    return teacher->code + (all ? ":" + teacher->name + ":" + std::to_string(teacher->version) : "");
}
std::string shown(std::int32_t version, const std::optional<moment>& changed) {
    return " v" + std::to_string(version) + " " +
           std::to_string(changed ? changed->time_since_epoch().count() : std::int64_t{0});
}
std::string shown(const PlanTree& plan, bool all = true) {
    std::vector<std::string> lessons;
    for (const LessonLine& each : plan.lessons) {
        std::string text = std::to_string(all ? each.plan_id : 0) + "/" + std::to_string(static_cast<int>(each.day)) +
                           "/" + std::to_string(each.slot) + " " + shown(each.teacher ? &*each.teacher : nullptr, all) +
                           " " + shown(each.substitute.get(), all) + " " + std::to_string(each.from) + "-" +
                           std::to_string(each.to) + " " + *each.note + " " + each.extra.text;
        if (all) text += shown(each.version, each.changed);
        std::vector<std::string> pupils;
        for (const PupilLine& pupil : each.pupils)
            pupils.push_back(" " + pupil.name + (all ? ":" + std::to_string(pupil.version) : ""));
        std::sort(pupils.begin(), pupils.end());
        for (const std::string& pupil : pupils) text += pupil;
        lessons.push_back(text);
    }
    std::sort(lessons.begin(), lessons.end());
    std::string text = plan.title;
    if (all) text += shown(plan.version, plan.changed);
    for (const std::string& each : lessons) text += "\n" + each;
    return text;
}
LessonLine copy_of(const LessonLine& from) {
    LessonLine made{.plan_id = from.plan_id,
                    .day = from.day,
                    .slot = from.slot,
                    .teacher = from.teacher,
                    .from = from.from,
                    .to = from.to,
                    .note = from.note,
                    .extra = from.extra,
                    .version = from.version,
                    .changed = from.changed,
                    .pupils = from.pupils};
    if (from.substitute) made.substitute = std::make_unique<TeacherLine>(*from.substitute);
    return made;
}
PlanTree copy_of(const PlanTree& from) {
    PlanTree made{.id = from.id, .title = from.title, .version = from.version, .changed = from.changed};
    for (const LessonLine& each : from.lessons) made.lessons.push_back(copy_of(each));
    return made;
}

/// Changes of a plan, by chance.
struct planner {
    std::mt19937 random{17};
    std::vector<TeacherLine> teachers{};
    std::uint8_t pupils = 0;
    int steps = 0;

    std::size_t any(std::size_t below) { return static_cast<std::size_t>(random() % below); }
    LessonLine& any_of(PlanTree& plan) { return plan.lessons[any(plan.lessons.size())]; }
    void add_lesson(PlanTree& plan) {
        LessonLine made{.day = static_cast<Day>(any(3)), .slot = steps, .teacher = teachers[any(teachers.size())]};
        for (const LessonLine& each : plan.lessons) // as the tree has that row already
            if (each.teacher->code == made.teacher->code) made.teacher = each.teacher;
        made.note = note_type("note");
        plan.lessons.push_back(std::move(made));
    }
    void change(PlanTree& plan) {
        ++steps;
        if (plan.lessons.empty() || any(3) == 0) return add_lesson(plan);
        LessonLine& lesson = any_of(plan);
        switch (any(7)) {
        case 0: plan.lessons.erase(plan.lessons.begin() + static_cast<std::ptrdiff_t>(any(plan.lessons.size()))); break;
        case 1:
            lesson.note = note_type("n" + std::to_string(steps));
            lesson.to += 1;
            lesson.extra.text = "{\"a\": " + std::to_string(steps) + "}";
            break;
        case 2:
            if (lesson.substitute)
                lesson.substitute.reset();
            else
                lesson.substitute = std::make_unique<TeacherLine>(*lesson.teacher);
            break;
        case 3: {
            uuid id{};
            id.bytes[0] = ++pupils;
            lesson.pupils.push_back({id, "P" + std::to_string(pupils), 0});
            break;
        }
        case 4: std::shuffle(plan.lessons.begin(), plan.lessons.end(), random); break;
        case 5: lesson.teacher->name = "N" + std::to_string(steps); break; // other lessons have that row too
        default: plan.title = "title" + std::to_string(steps);
        }
    }
};

} // namespace given_back

using namespace given_back;

TEMPLATE_TEST_CASE("a saved tree is given back as it is stored, under all policies at once", "[graph][save]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    auto& base = fresh.db();
    base.template create_tables<schema<Teacher, Plan, Pupil, Lesson, Seat>>();
    auto db = base.tenant(7), other = base.tenant(8);
    PlanTree theirs{.title = "theirs"};
    theirs.lessons.push_back({.day = Day::tuesday, .slot = 1, .teacher = TeacherLine{0, "x", "X", 0}});
    other.insert(std::move(theirs));
    const auto of_others = [&] {
        std::string all;
        for (const std::string name : {"gb_plan", "gb_lesson", "gb_teacher", "gb_pupil", "gb_seat"})
            for (const std::string& each : fresh.rows("SELECT * FROM " + name + " WHERE school = 8"))
                all += each + "\n";
        return all;
    };
    const std::string before = of_others();
    planner changes;
    for (int i = 0; i < 4; ++i) {
        const Teacher made = db.insert(Teacher{.code = "t" + std::to_string(i), .name = "T"});
        changes.teachers.push_back({made.id, made.code, made.name, made.version});
    }
    PlanTree tree = db.insert(PlanTree{.title = "A"});
    const auto stored = [&] { return db.template get<PlanTree>(tree.id); };
    for (int step = 0; step < 60; ++step) {
        CAPTURE(step);
        PlanTree wanted = copy_of(tree);
        for (std::size_t i = 0; i <= changes.any(3); ++i) changes.change(wanted);
        const PlanTree given = db.save(copy_of(wanted));
        tree = stored();
        changes.teachers = db.all(from<Teacher>().template select<TeacherLine>().order_by(col<&Teacher::id>));
        REQUIRE(shown(given) == shown(tree));
        REQUIRE(shown(wanted, false) == shown(tree, false));
        REQUIRE(shown(db.save(copy_of(tree))) == shown(tree)); // nothing differs
    }
    CHECK(of_others() == before);
    REQUIRE(tree.lessons.size() > 1);
    tree.lessons[0].pupils.push_back({uuid{{9}}, "last", 0});
    db.save(copy_of(tree));
    for (const std::string changed : {"gb_plan", "gb_lesson", "gb_teacher", "gb_pupil"}) {
        PlanTree mine = stored();
        mine.title = "mine";
        fresh.rows("UPDATE " + changed + " SET version = version + 1 WHERE school = 7");
        CHECK_THROWS_AS(db.save(std::move(mine)), stale_object);
    }
    // A lesson that goes to another plan has a new version and a new time, and the key that it has there.
    tree = stored();
    PlanTree second = db.save(PlanTree{.title = "B"});
    LessonLine moved = copy_of(tree.lessons[0]);
    moved.pupils.clear();
    for (LessonLine& each : tree.lessons) each.pupils.clear();
    tree = db.save(std::move(tree));
    moved.version = tree.lessons[0].version;
    second.lessons.push_back(std::move(moved));
    second = db.save(std::move(second));
    CHECK(second.lessons[0].plan_id == second.id);
    CHECK(shown(second) == shown(db.template get<PlanTree>(second.id)));
}
