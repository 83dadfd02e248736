// Situations of EF Core's kit: lists over a link, in both directions, in parts and in an order, and what is asked of
// rows over it. Each is compared with joins by hand.

#include "campus.hpp"

using namespace refract;
using namespace refract_test;
using namespace campus;

namespace campus_reads {

struct FarFriend {
    using model = Person;
    std::string name{};
    std::vector<Named> friends{};
};
struct Circle {
    using model = Person;
    std::string name{};
    std::vector<FarFriend> friends{};
};
struct TitleOf {
    using model = Course;
    std::string title{};
};
struct GradeOf {
    using model = Enrolment;
    std::int32_t grade{};
    std::optional<std::string> note{};
    TitleOf course{};
};
struct Report {
    using model = Person;
    std::string name{};
    std::vector<GradeOf> grades{};
};
struct Marked {
    using model = Course;
    std::string title{};
    std::int32_t mark{};
};
struct Marks {
    using model = Person;
    std::string name{};
    std::vector<Marked> courses{};
};

} // namespace campus_reads
using namespace campus_reads;

template <> inline constexpr auto refract::shape<FarFriend> =
    refract::relations(refract::by<&FarFriend::friends, &Friendship::person_id, &Friendship::friend_id>);
template <> inline constexpr auto refract::shape<Circle> =
    refract::relations(refract::by<&Circle::friends, &Friendship::person_id, &Friendship::friend_id>);
template <> inline constexpr auto refract::shape<Marks> =
    refract::relations(refract::by<&Marks::courses, &Enrolment::person_id, &Enrolment::course_id>);

namespace campus_reads {

constexpr auto their_courses = nested<&Learner::courses>();
constexpr auto their_people = nested<&Learner::courses, &CourseOf::people>();
/// Links by their own columns.
struct grades {
    std::int32_t least = 0, most = 9;
    bool have_no_note = false;
};
/// An order of numbers, each by so many times itself: upwards, downwards or not at all.
struct factors {
    std::int32_t grade = 0;
    std::int64_t count = 0, id = 1;
};
/// What is asked for at each level.
struct wanted {
    predicate<Person> learners{};
    ordering<Person> by{};
    predicate<Course> courses{};
    grades of{};
    factors courses_by{};
    predicate<Person> people{};
    grades back{};
    factors people_by{};
};
auto told(wanted w) {
    return from<Person>()
        .where(w.learners)
        .order_by(w.by.by(person_id))
        .select<Learner>(their_courses.where(w.courses)
                             .where(grade.between(w.of.least, w.of.most))
                             .where_if(w.of.have_no_note, note.is_null())
                             .order_by(grade * w.courses_by.grade,
                                       count_of<&Enrolment::course_id>() * w.courses_by.count,
                                       course_id * w.courses_by.id),
                         their_people.where(w.people)
                             .where(grade.between(w.back.least, w.back.most))
                             .where_if(w.back.have_no_note, note.is_null())
                             .order_by(grade * w.people_by.grade, person_id * w.people_by.id));
}
struct part {
    std::int64_t limit = 1000, offset = 0;
};
auto told(wanted w, part learners, part courses, part people) {
    return from<Person>()
        .where(w.learners)
        .order_by(w.by.by(person_id))
        .limit(learners.limit)
        .offset(learners.offset)
        .select<Learner>(their_courses.where(w.courses)
                             .where(grade.between(w.of.least, w.of.most))
                             .where_if(w.of.have_no_note, note.is_null())
                             .order_by(grade * w.courses_by.grade,
                                       count_of<&Enrolment::course_id>() * w.courses_by.count,
                                       course_id * w.courses_by.id)
                             .limit(courses.limit)
                             .offset(courses.offset),
                         their_people.where(w.people)
                             .where(grade.between(w.back.least, w.back.most))
                             .where_if(w.back.have_no_note, note.is_null())
                             .order_by(grade * w.people_by.grade, person_id * w.people_by.id)
                             .limit(people.limit)
                             .offset(people.offset));
}
struct by_hand {
    std::string learners = "person", links = "enrolment", back = "enrolment", order = "p.id, c.id, q.id";
    std::string sql() const {
        return "SELECT p.id, p.name, c.id, c.title, t.id, t.name, q.id, q.name FROM " + learners + " AS p LEFT JOIN " +
               links +
               " AS e ON e.person_id = p.id LEFT JOIN course c ON c.id = e.course_id LEFT JOIN person t ON t.id = "
               "c.teacher_id LEFT JOIN " +
               back +
               " AS f ON f.course_id = c.id LEFT JOIN person q ON q.id = f.person_id "
               "ORDER BY " +
               order;
    }
};
/// Links whose course, or whose person, is so.
std::string links(const std::string& condition) {
    return "(SELECT n.* FROM enrolment n JOIN course c ON c.id = n.course_id JOIN person p ON p.id = n.person_id WHERE " +
           condition + ")";
}
std::string numbered(const std::string& links, const std::string& of, const std::string& order, const std::string& n) {
    return "(SELECT * FROM (SELECT t.*, row_number() OVER (PARTITION BY " + of + " ORDER BY " + order + ") AS n FROM " +
           links + " AS t) AS u WHERE " + n + ")";
}

} // namespace campus_reads

TEMPLATE_TEST_CASE("EF Core: many to many, lists", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    found(fresh);
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto read = [&](const wanted& w) { return db.all(told(w)); };
    const auto with_links = [](const char* condition) { return by_hand{.links = links(condition)}.sql(); };

    s.in_order("over the link and back, and a key between the same tables", read({}), by_hand{}.sql().c_str());
    s.in_order("by a column of the other side", read({.courses = credits == 5}), with_links("c.credits = 5").c_str());
    s.in_order("by a column of the link", read({.of = {3, 9}}), with_links("n.grade >= 3").c_str());
    s.in_order("by columns of both", read({.courses = title != "Algebra", .of = {0, 2}}),
               with_links("n.grade < 3 AND c.title <> 'Algebra'").c_str());
    s.in_order("by a NULL of the link", read({.of = {.have_no_note = true}}), with_links("n.note IS NULL").c_str());
    s.in_order("by what the other side references", read({.courses = related<&Course::teacher_id>(name == "Bob")}),
               with_links("c.teacher_id = 2").c_str());
    s.in_order("by a reference that the other side has not", read({.courses = !related<&Course::teacher_id>()}),
               with_links("c.teacher_id IS NULL").c_str());
    s.in_order("by another row over the same link",
               read({.courses = some<&Enrolment::course_id>(related<&Enrolment::person_id>(name == "Eve"))}),
               with_links("c.id = 10").c_str());
    s.in_order("by how many links the other side has", read({.courses = count_of<&Enrolment::course_id>() == 2}),
               with_links("c.id IN (11, 12)").c_str());
    s.in_order("the list back, by its rows", read({.people = name > "Bob"}),
               by_hand{.back = links("p.name > 'Bob'")}.sql().c_str());
    s.in_order("the list back, by its link, which is another one than that of the list",
               read({.of = {3, 9}, .back = {0, 2}}),
               by_hand{.links = links("n.grade > 2"), .back = links("n.grade < 3")}.sql().c_str());
    s.in_order("filters of rows, lists and the lists back",
               read({.learners = name < "E", .courses = credits > 3, .back = {.have_no_note = true}}),
               by_hand{"(SELECT * FROM person WHERE name < 'E')", links("c.credits > 3"), links("n.note IS NULL")}
                   .sql()
                   .c_str());
    s.in_order("of rows by what they are linked with",
               read({.learners = some<&Enrolment::person_id>(related<&Enrolment::course_id>(title == "Botany")),
                     .courses = title != "Botany"}),
               by_hand{"(SELECT * FROM person WHERE id IN (1, 2))", links("c.title <> 'Botany'")}.sql().c_str());
    s.in_order("of rows without links", read({.learners = none<&Enrolment::person_id>()}),
               "SELECT 4, 'Dan', NULL, NULL, NULL, NULL, NULL, NULL");
    s.in_order("both downwards, in an order of the other side",
               read({.courses_by = {.id = -1}, .people_by = {.id = -1}}),
               by_hand{.order = "p.id, c.id DESC, q.id DESC"}.sql().c_str());
    s.in_order("in an order of the link", read({.courses_by = {.grade = -1}, .people_by = {.grade = 1}}),
               by_hand{.order = "p.id, e.grade DESC, c.id, f.grade, q.id"}.sql().c_str());
    s.in_order("in the order of a count over the link", read({.courses_by = {.count = 1}}),
               by_hand{.order = "p.id, (SELECT count(*) FROM enrolment m WHERE m.course_id = c.id), c.id, q.id"}
                   .sql()
                   .c_str());
    s.in_order("rows in the order of how many links they have", read({.by = count_of<&Enrolment::person_id>().desc()}),
               by_hand{.order = "(SELECT count(*) FROM enrolment m WHERE m.person_id = p.id) DESC, p.id, c.id, q.id"}
                   .sql()
                   .c_str());
    s.missing("a condition that the run time puts together, by a column of the link",
              "predicate<Course, Enrolment> of a level is refused; where and where_if name the link");
    s.missing("an order that the run time puts together, by a column of the link",
              "ordering<Course, Enrolment> of a level is refused; order_by names the link");
}

TEMPLATE_TEST_CASE("EF Core: many to many, parts of lists", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    found(fresh);
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto read = [&](const wanted& w, part learners, part courses, part people) {
        return db.all(told(w, learners, courses, people));
    };
    const auto courses_numbered = [](const char* order, const char* n) {
        return numbered("enrolment", "person_id", order, n);
    };

    s.in_order("the first of each list", read({}, {}, {1}, {}),
               by_hand{.links = courses_numbered("course_id", "n = 1")}.sql().c_str());
    s.in_order("all but the first", read({}, {}, {100, 1}, {}),
               by_hand{.links = courses_numbered("course_id", "n > 1")}.sql().c_str());
    s.in_order("the second, in the order of the link", read({.courses_by = {.grade = -1}}, {}, {1, 1}, {}),
               by_hand{.links = courses_numbered("grade DESC, course_id", "n = 2")}.sql().c_str());
    s.in_order("those that are so, and the first of these", read({.of = {2, 9}, .courses_by = {.id = -1}}, {}, {1}, {}),
               by_hand{.links = numbered(links("n.grade > 1"), "person_id", "course_id DESC", "n = 1")}.sql().c_str());
    s.in_order("the first of the lists back, for each by itself", read({}, {}, {}, {1}),
               by_hand{.back = numbered("enrolment", "course_id", "person_id", "n = 1")}.sql().c_str());
    s.in_order(
        "a filter of the list, and a part of the list back", read({.courses = credits == 5}, {}, {}, {1, 1}),
        by_hand{.links = links("c.credits = 5"), .back = numbered("enrolment", "course_id", "person_id", "n = 2")}
            .sql()
            .c_str());
    s.in_order("a part of the list, and a filter of the list back", read({.back = {2, 9}}, {}, {1, 1}, {}),
               by_hand{.links = courses_numbered("course_id", "n = 2"), .back = links("n.grade > 1")}.sql().c_str());
    s.in_order("parts of the rows, of their lists and of the lists back",
               read({.courses_by = {.grade = -1}, .people_by = {.grade = -1}}, {2, 1}, {2}, {1}),
               by_hand{"(SELECT * FROM person WHERE id IN (2, 3))", courses_numbered("grade DESC, course_id", "n <= 2"),
                       numbered("enrolment", "course_id", "grade DESC, person_id", "n = 1"), "p.id, e.grade DESC, c.id"}
                   .sql()
                   .c_str());
}

TEMPLATE_TEST_CASE("EF Core: many to many, conditions", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    found(fresh);
    tree_scenarios s(fresh);
    const auto names = [](const predicate<Person>& which, ordering<Person> by = {}) {
        return from<Person>().where(which).order_by(by.by(person_id)).select(name);
    };
    const auto sum_of_credits = scalar(from<Enrolment>()
                                           .join<&Enrolment::course_id>()
                                           .where(col<&Enrolment::person_id> == person_id)
                                           .select(sum(credits)));
    const auto best = scalar(from<Enrolment>().where(col<&Enrolment::person_id> == person_id).select(max(grade)));

    s.ordered("any", names(some<&Enrolment::person_id>()), "SELECT name FROM person WHERE name <> 'Dan' ORDER BY id");
    s.ordered("any, by the link and by the other side",
              names(some<&Enrolment::person_id>(grade < 3 && related<&Enrolment::course_id>(credits == 3))),
              "SELECT 'Bob'");
    s.ordered("none that is so", names(none<&Enrolment::person_id>(related<&Enrolment::course_id>(credits == 3))),
              "SELECT name FROM person WHERE id IN (3, 4, 5) ORDER BY id");
    s.ordered("all are so, and there is one",
              names(every<&Enrolment::person_id>(related<&Enrolment::course_id>(credits == 5)) &&
                    some<&Enrolment::person_id>()),
              "SELECT name FROM person WHERE id IN (3, 5) ORDER BY id");
    s.ordered("one row is among them", names(some<&Enrolment::person_id>(col<&Enrolment::course_id> == 12)),
              "SELECT p.name FROM person p JOIN enrolment ON person_id = p.id WHERE course_id = 12 ORDER BY p.id");
    s.ordered("as many as the program says", names(count_of<&Enrolment::person_id>() == 2), "SELECT 'Ann'");
    s.ordered("a count of those that are so, compared with a count of all",
              names(count_of<&Enrolment::person_id>(grade > 1) < count_of<&Enrolment::person_id>()),
              "SELECT name FROM person WHERE id IN (SELECT person_id FROM enrolment WHERE grade <= 1) ORDER BY id");
    s.ordered(
        "by a sum over the link", names(sum_of_credits > 7),
        "SELECT name FROM person WHERE (SELECT sum(c.credits) FROM enrolment JOIN course c ON c.id = course_id WHERE "
        "person_id = person.id) > 7 ORDER BY id");
    s.ordered(
        "in the order of a sum over the link, those without one last",
        names({}, ordering<Person>(sum_of_credits.desc().nulls_last())),
        "SELECT p.name FROM person p LEFT JOIN enrolment ON person_id = p.id LEFT JOIN course c ON c.id = course_id "
        "GROUP BY p.id, p.name ORDER BY sum(credits) IS NULL, sum(credits) DESC, p.id");
    s.ordered(
        "in the order of the greatest value of the link, NULL first",
        names({}, ordering<Person>(best.asc().nulls_first())),
        "SELECT p.name FROM person p LEFT JOIN enrolment ON person_id = p.id GROUP BY p.id, p.name ORDER BY max(grade) "
        "IS NOT NULL, max(grade), p.id");
    s.ordered(
        "those that share one with another row, who is left out",
        names(some<&Enrolment::person_id>(related<&Enrolment::course_id>(
                  some<&Enrolment::course_id>(related<&Enrolment::person_id>(name == "Eve")))) &&
              name != "Eve"),
        "SELECT DISTINCT p.name FROM person p JOIN enrolment a ON a.person_id = p.id JOIN enrolment b ON b.course_id = "
        "a.course_id WHERE b.person_id = 5 AND p.id <> 5 ORDER BY p.name");
    s.ordered("linked with a row that a key ties to them as well",
              names(some<&Enrolment::person_id>(col<&Enrolment::course_id>.in(
                  from<Course>().where(credits > 2).where(col<&Course::teacher_id>.is_not_null()).select(course_id)))),
              "SELECT name FROM person WHERE id IN (1, 2, 3, 5) ORDER BY id");
    s.ordered(
        "of a table to itself: friends on both sides",
        names(some<&Friendship::person_id>(related<&Friendship::friend_id>(
            some<&Friendship::person_id>(related<&Friendship::friend_id>(name == "Bob"))))),
        "SELECT DISTINCT name FROM person JOIN friendship a ON a.person_id = id JOIN friendship b ON b.person_id = "
        "a.friend_id WHERE b.friend_id = 2 ORDER BY name");
}

TEMPLATE_TEST_CASE("EF Core: many to many, rows of both sides", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    found(fresh);
    tree_scenarios s(fresh);
    const auto pairs = [](const predicate<Enrolment, Person, Course>& which, part some = {}) {
        return from<Enrolment>()
            .join<&Enrolment::person_id>()
            .join<Course>(col<&Enrolment::course_id> == course_id)
            .where(which)
            .order_by(title, name)
            .limit(some.limit)
            .offset(some.offset)
            .select(name, title, grade);
    };
    const std::string by_sql =
        "SELECT p.name, title, grade FROM enrolment JOIN person p ON p.id = person_id JOIN course c "
        "ON c.id = course_id WHERE ";

    s.ordered("each pair", pairs({}), (by_sql + "1 = 1 ORDER BY title, p.name").c_str());
    s.ordered("pairs by all three tables", pairs(name < "E" && credits == 5 && grade < 4),
              (by_sql + "p.name < 'E' AND credits = 5 AND grade < 4 ORDER BY title, p.name").c_str());
    s.ordered("a page of pairs", pairs({}, {2, 3}), (by_sql + "1 = 1 ORDER BY title, p.name LIMIT 2 OFFSET 3").c_str());
    s.ordered("a page of those that are so", pairs(note.is_null(), {2, 1}),
              (by_sql + "note IS NULL ORDER BY title, p.name LIMIT 2 OFFSET 1").c_str());
    s.rows("groups of one side with a value of the link",
           from<Enrolment>()
               .join<&Enrolment::course_id>()
               .group_by(title)
               .having(count() > 1)
               .select(title, count(), avg(grade), max(note)),
           "SELECT title, count(*), avg(grade), max(note) FROM enrolment JOIN course ON id = course_id GROUP BY title "
           "HAVING count(*) > 1");
    s.rows("both sides, also those without links",
           from<Person>()
               .left_join<&Enrolment::person_id>()
               .full_join<Course>(course_id == col<&Enrolment::course_id>)
               .select(name, title),
           "SELECT p.name, title FROM person p LEFT JOIN enrolment ON person_id = p.id FULL JOIN course c ON c.id = "
           "course_id");
    s.rows("each row of the other side once, of some rows",
           from<Course>()
               .join<&Enrolment::course_id>()
               .where(col<&Enrolment::person_id>.in(1, 2))
               .distinct()
               .select(title, credits),
           "SELECT 'Algebra', 5 UNION SELECT 'Botany', 3 UNION SELECT 'Chemistry', 5");
}

TEMPLATE_TEST_CASE("EF Core: many to many, links of their own", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    found(fresh);
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto report = [](const predicate<Enrolment>& which, part some = {}) {
        return from<Person>().order_by(name).select<Report>(nested<&Report::grades>()
                                                                .where(which)
                                                                .order_by(grade.desc(), col<&Enrolment::course_id>)
                                                                .limit(some.limit)
                                                                .offset(some.offset));
    };
    const std::string graded = "SELECT p.name, e.grade, e.note, title FROM person p LEFT JOIN ";
    const std::string titled = " AS e ON e.person_id = p.id LEFT JOIN course c ON c.id = e.course_id ORDER BY p.name, "
                               "e.grade DESC, c.id";
    s.in_order("columns of the link beside the other side", db.all(report({})),
               (graded + "enrolment" + titled).c_str());
    s.in_order("links that are so", db.all(report(note.is_not_null() && related<&Enrolment::course_id>(credits > 3))),
               (graded + links("n.note IS NOT NULL AND c.credits > 3") + titled).c_str());
    s.in_order("the best link of each", db.all(report({}, {1})),
               (graded + numbered("enrolment", "person_id", "grade DESC, course_id", "n = 1") + titled).c_str());
    s.in_order(
        "a column of the link as a field of the other side",
        db.all(from<Person>().order_by(name).select<Marks>(
            nested<&Marks::courses>(field<&Marked::mark> = grade).where(grade > 1).order_by(title))),
        "SELECT p.name, c.title, e.grade FROM person p LEFT JOIN enrolment e ON e.person_id = p.id AND grade > 1 LEFT "
        "JOIN course c ON c.id = e.course_id ORDER BY p.name, c.title");

    const auto friends = [](const predicate<Person>& of, std::int32_t from_year, std::int32_t to_year,
                            const predicate<Person>& by) {
        return from<Person>().order_by(person_id).select<Friendly>(
            nested<&Friendly::friends>().where(of).where(since >= from_year).order_by(since),
            nested<&Friendly::admirers>().where(by).where(since < to_year).order_by(since));
    };
    const auto friends_by_hand = [](const std::string& of, const std::string& by) {
        return "SELECT p.id, p.name, a.id, a.name, b.id, b.name FROM person p LEFT JOIN (SELECT person_id, since, q.* FROM "
               "friendship JOIN person q ON q.id = friend_id WHERE " +
               of +
               ") AS a ON a.person_id = p.id LEFT JOIN (SELECT "
               "friend_id, since, q.* FROM friendship JOIN person q ON q.id = person_id WHERE " +
               by +
               ") AS b ON "
               "b.friend_id = p.id ORDER BY p.id, a.since, b.since";
    };
    s.in_order("a table's links to itself, in both directions", db.all(friends({}, 0, 9999, {})),
               friends_by_hand("1 = 1", "1 = 1").c_str());
    s.in_order("one direction by the row, the other one by the link", db.all(friends(name != "Cid", 0, 2000, {})),
               friends_by_hand("q.name <> 'Cid'", "since < 2000").c_str());
    s.in_order("a row that is linked with itself", db.all(friends({}, 2010, 9999, name == "Cid")),
               friends_by_hand("since >= 2010", "q.name = 'Cid'").c_str());
    s.in_order(
        "over the link and over it again",
        db.all(from<Person>().order_by(name).select<Circle>(
            nested<&Circle::friends>().order_by(name),
            nested<&Circle::friends, &FarFriend::friends>().where(since > 1985).order_by(name))),
        "SELECT p.name, q.name, r.id, r.name FROM person p LEFT JOIN friendship a ON a.person_id = p.id LEFT JOIN "
        "person q ON q.id = a.friend_id LEFT JOIN (SELECT b.person_id, r.* FROM friendship b JOIN person r ON r.id = "
        "b.friend_id WHERE b.since > 1985) AS r ON r.person_id = q.id ORDER BY p.name, q.name, r.name");

    const auto rooms = nested<&CourseRooms::rooms>().order_by(col<&Room::building>, col<&Room::number>);
    const auto courses = from<Course>().order_by(course_id);
    const std::string roomed =
        "c.id, c.title, r.building, r.number, r.seats FROM course c LEFT JOIN booking b ON b.course_id = c.id LEFT JOIN "
        "room r ON r.building = b.building AND r.number = b.number";
    const std::string sorted = " ORDER BY c.id, r.building, r.number";
    s.in_order("a key of two columns, and a row that is linked twice", db.all(courses.select<CourseRooms>(rooms)),
               ("SELECT " + roomed + sorted).c_str());
    s.in_order(
        "each row once, however often it is linked", db.all(courses.select<CourseRooms>(rooms.distinct())),
        ("SELECT DISTINCT c.id, c.title, r.building, r.number, r.seats" + roomed.substr(roomed.find(" FROM")) + sorted)
            .c_str());
    s.in_order(
        "by the other side and by the link's own key",
        db.all(courses.select<CourseRooms>(rooms.where(seats > 20 && col<&Booking::id> != 1))),
        "SELECT c.id, c.title, r.building, r.number, r.seats FROM course c LEFT JOIN (SELECT course_id, room.* FROM "
        "booking b JOIN room ON room.building = b.building AND room.number = b.number WHERE seats > 20 AND b.id <> 1) "
        "AS r ON r.course_id = c.id ORDER BY c.id, r.building, r.number");
}
