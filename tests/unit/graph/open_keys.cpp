// Keys of which other rows of the tree say a part: where the struct says nothing it takes it from them.

#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace open_keys {

struct Student {
    std::int64_t id{};
    std::string name;
};
struct Course {
    std::int64_t id{};
    std::string title;
};
struct Enrolment {
    std::int64_t student_id{};
    std::int64_t course_id{};
    std::optional<std::int32_t> grade{};
};
struct Test { // of an enrolment
    std::int64_t student_id{};
    std::int64_t course_id{};
    std::int32_t number{};
    std::int32_t points{};
};
struct TestLine {
    using model = Test;
    std::int64_t student_id{};
    std::int64_t course_id{};
    std::int32_t number{};
    std::int32_t points{};
};
struct EnrolmentLine {
    using model = Enrolment;
    std::int64_t student_id{};
    std::int64_t course_id{};
    std::optional<std::int32_t> grade{};
    Course course{};
    std::map<std::int32_t, TestLine> tests{};
};
struct StudentTree {
    using model = Student;
    std::int64_t id{};
    std::string name;
    std::vector<EnrolmentLine> enrolments{};
};
struct SchoolYear {
    std::int64_t id{};
    std::int32_t year{};
};
struct Term {
    std::int64_t year_id{};
    std::int32_t number{};
    std::string name;
};
struct YearTree {
    using model = SchoolYear;
    std::int64_t id{};
    std::int32_t year{};
    std::vector<Term> terms{};
};

} // namespace open_keys

template <> inline constexpr auto refract::model<open_keys::Enrolment> =
    table(primary_key<&open_keys::Enrolment::student_id, &open_keys::Enrolment::course_id>,
          foreign_key<&open_keys::Enrolment::student_id>.references<&open_keys::Student::id>().on_delete(cascade),
          foreign_key<&open_keys::Enrolment::course_id>.references<&open_keys::Course::id>());
template <> inline constexpr auto refract::model<open_keys::Test> =
    table(named("course_test"),
          primary_key<&open_keys::Test::student_id, &open_keys::Test::course_id, &open_keys::Test::number>,
          foreign_key<&open_keys::Test::student_id, &open_keys::Test::course_id>
              .references<&open_keys::Enrolment::student_id, &open_keys::Enrolment::course_id>()
              .on_delete(cascade)
              .on_update(cascade));
template <> inline constexpr auto refract::model<open_keys::Term> =
    table(primary_key<&open_keys::Term::year_id, &open_keys::Term::number>,
          foreign_key<&open_keys::Term::year_id>.references<&open_keys::SchoolYear::id>().on_delete(cascade));

namespace open_keys {
using school = schema<Student, Course, Enrolment, Test, SchoolYear, Term>;

template <class Backend> struct register_of_students : fresh_database<Backend> {
    register_of_students() { this->db().template create_tables<school>(); }
    std::string text(const std::string& sql) {
        std::string all;
        for (const std::string& each : this->rows(sql)) all += (all.empty() ? "" : " ") + each;
        return all;
    }
    std::string enrolments() { return text("SELECT * FROM enrolment ORDER BY 1, 2"); }
    std::string tests() { return text("SELECT * FROM course_test ORDER BY 1, 2, 3"); }
    std::string terms() { return text("SELECT * FROM term ORDER BY 1, 2"); }
    StudentTree student(std::int64_t id) {
        return this->db().template get<StudentTree>(
            id, nested<&StudentTree::enrolments>().order_by(col<&Enrolment::course_id>));
    }
};
} // namespace open_keys

using namespace open_keys;

TEMPLATE_TEST_CASE("a saved row takes parts of its key from the rows that stand in it", "[graph][save]",
                   REFRACT_TEST_DATABASES) {
    register_of_students<TestType> fresh;
    auto& db = fresh.db();
    const Course maths = db.insert(Course{0, "maths"}), art = db.insert(Course{0, "art"});
    StudentTree ann =
        db.save(StudentTree{.name = "Ann", .enrolments = {{.grade = 1, .course = maths}, {.grade = 2, .course = art}}});
    CHECK(fresh.enrolments() == "1|1|1 1|2|2");
    CHECK(tree_text(ann) == tree_text(fresh.student(1)));

    SECTION("of rows that are new themselves") {
        ann.enrolments.push_back({.course = {0, "music"}});
        ann.enrolments.push_back({.course = {0, "drama"}});
        ann = db.save(ann);
        CHECK(fresh.enrolments() == "1|1|1 1|2|2 1|3|NULL 1|4|NULL");
        CHECK(tree_text(ann) == tree_text(fresh.student(1)));
    }
    SECTION("what is there already is that row") {
        ann.enrolments = {{.grade = 5, .course = art}};
        ann = db.save(ann);
        CHECK(fresh.enrolments() == "1|2|5");
        CHECK(tree_text(ann) == tree_text(fresh.student(1)));
        ann.enrolments.push_back({.course = art});
        CHECK_THROWS_WITH(db.save(ann), refract_test::has_text("two rows of \"enrolment\" with one key"));
    }
    SECTION("another row in its place is another key, which the tree has afterwards") {
        ann.enrolments[0].course = Course{0, "music"};
        ann = db.save(ann);
        CHECK(fresh.enrolments() == "1|2|2 1|3|1");
        CHECK(ann.enrolments[0].course_id == 3);
    }
    SECTION("which the rows below follow") {
        ann.enrolments[0].tests[1].points = 5;
        ann.enrolments[0].tests[2].points = 6;
        ann = db.save(ann);
        ann.enrolments[0].course = Course{0, "music"};
        ann.enrolments[0].tests.erase(2);
        ann.enrolments[0].tests[1].points = 7;
        ann.enrolments[0].tests[3].points = 8;
        ann = db.save(ann);
        CHECK(fresh.tests() == "1|3|1|7 1|3|3|8");
        std::swap(ann.enrolments[0], ann.enrolments[1]);
        CHECK(tree_text(ann) == tree_text(fresh.student(1)));
    }
    SECTION("and rows below take it on") {
        ann.enrolments[1].tests[1].points = 9;
        ann.enrolments.push_back({.course = {0, "music"}});
        ann.enrolments[2].tests[1].points = 7;
        ann.enrolments[2].tests[2].points = 8;
        ann = db.save(ann);
        CHECK(fresh.tests() == "1|2|1|9 1|3|1|7 1|3|2|8");
        CHECK(tree_text(ann) == tree_text(fresh.student(1)));
    }
}

TEMPLATE_TEST_CASE("a saved row takes parts of its key from the row above", "[graph][save]", REFRACT_TEST_DATABASES) {
    register_of_students<TestType> fresh;
    auto& db = fresh.db();
    YearTree first = db.save(YearTree{.year = 2025, .terms = {{.number = 1, .name = "a"}, {.number = 2, .name = "b"}}});
    YearTree second = db.save(YearTree{.year = 2026, .terms = {{.number = 1, .name = "c"}}});
    CHECK(fresh.terms() == "1|1|a 1|2|b 2|1|c");
    CHECK(first.terms[1].year_id == 1);
    first.terms = {{.number = 2, .name = "B"}, {.number = 3, .name = "d"}}; // as a form sends them
    first = db.save(first);
    CHECK(fresh.terms() == "1|2|B 1|3|d 2|1|c");
    second.terms.push_back(first.terms[0]); // one that says where it stands comes from there
    second = db.save(second);
    CHECK(fresh.terms() == "1|3|d 2|1|c 2|2|B");
    CHECK(second.terms[1].year_id == 2);
    CHECK(tree_text(db.save(second)) == tree_text(second));
}
