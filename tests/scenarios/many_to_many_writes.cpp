// Situations of EF Core's kit: lists over a link that the program changes and saves, that are loaded into rows in hand,
// and links that are written by themselves. What the tables hold afterwards was thought out beforehand.

#include "campus.hpp"

using namespace refract;
using namespace refract_test;
using namespace campus;

namespace campus_writes {

struct Title {
    using model = Course;
    std::int64_t id{};
    std::string title{};
};
struct Pupil {
    using model = Person;
    std::int64_t id{};
    std::string name{};
    std::vector<Title> courses{};
};
struct Class {
    using model = Course;
    std::int64_t id{};
    std::string title{};
    std::vector<Named> people{};
};
struct Graded {
    using model = Person;
    std::int64_t id{};
    std::string name{};
    std::vector<Enrolment> grades{};
};

constexpr const char* links_by_sql =
    "SELECT p.name, title, grade FROM enrolment JOIN person p ON p.id = person_id JOIN course c ON c.id = course_id ORDER "
    "BY p.name, title";
constexpr const char* friends_by_sql =
    "SELECT person_id, friend_id, since FROM friendship ORDER BY person_id, friend_id";
/// What the links are beforehand, those of Ann and of the others.
const text_rows of_ann{"Ann|Algebra|3", "Ann|Botany|5"};
const text_rows of_others{"Bob|Algebra|1", "Bob|Botany|2", "Bob|Chemistry|4", "Cid|Chemistry|1", "Eve|Algebra|2"};
text_rows operator+(text_rows first, const text_rows& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

template <class Backend> void reset(fresh_database<Backend>& fresh) {
    for (const char* table : {"booking", "room", "friendship", "enrolment", "course", "person"})
        fresh.rows(std::string("DROP TABLE IF EXISTS ") + table);
    found(fresh);
}

} // namespace campus_writes
using namespace campus_writes;

template <> inline constexpr auto refract::shape<Pupil> =
    refract::relations(refract::by<&Pupil::courses, &Enrolment::person_id, &Enrolment::course_id>);
template <> inline constexpr auto refract::shape<Class> =
    refract::relations(refract::by<&Class::people, &Enrolment::course_id, &Enrolment::person_id>);

TEMPLATE_TEST_CASE("EF Core: many to many, saved lists", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto pupil = [&](std::int64_t id) {
        return db.one(
            from<Person>().where(person_id == id).select<Pupil>(nested<&Pupil::courses>().order_by(course_id)));
    };
    /// Ann as the program makes her, saved in a database as it was in the beginning.
    const auto saved = [&](auto change) {
        reset(fresh);
        Pupil ann = pupil(1);
        change(ann);
        return db.save(ann);
    };
    const auto drop_first = [](Pupil& ann) { ann.courses.erase(ann.courses.begin()); };

    saved([](Pupil& ann) { ann.courses.push_back({12, "Chemistry"}); });
    s.leaves("a row that is there is added, and the other links keep their values", links_by_sql,
             of_ann + text_rows{"Ann|Chemistry|0"} + of_others);
    saved(drop_first);
    s.leaves("a row is taken out: its link alone goes", links_by_sql, text_rows{"Ann|Botany|5"} + of_others);
    s.leaves("and the row is there", "SELECT id FROM course ORDER BY id", {"10", "11", "12", "13"});
    saved([](Pupil& ann) { ann.courses.clear(); });
    s.leaves("all are taken out", links_by_sql, of_others);
    saved([](Pupil& ann) { ann.courses = {{12, "Chemistry"}, {13, "Drama"}}; });
    s.leaves("others take the place of all", links_by_sql, text_rows{"Ann|Chemistry|0", "Ann|Drama|0"} + of_others);
    saved([&](Pupil& ann) {
        drop_first(ann);
        ann.courses.push_back({13, "Drama"});
    });
    s.leaves("one goes and one comes", links_by_sql, text_rows{"Ann|Botany|5", "Ann|Drama|0"} + of_others);
    saved([](Pupil& ann) { std::swap(ann.courses[0], ann.courses[1]); });
    s.leaves("the same in another order: no link is changed", links_by_sql, of_ann + of_others);
    saved([](Pupil& ann) {
        const Title first = ann.courses[0];
        ann.courses = {{12, "Chemistry"}, first};
    });
    s.leaves("one that is taken out and put back keeps the values of its link", links_by_sql,
             text_rows{"Ann|Algebra|3", "Ann|Chemistry|0"} + of_others);
    const Pupil with_new = saved([](Pupil& ann) { ann.courses.push_back({0, "Ethics"}); });
    s.leaves("a new row of the other side, and its link", links_by_sql, of_ann + text_rows{"Ann|Ethics|0"} + of_others);
    s.is("and the program has its key", with_new.courses.back().id, "SELECT id FROM course WHERE title = 'Ethics'");
    saved([](Pupil& ann) { ann.courses[0].title = "Analysis"; });
    s.leaves("a row of the other side is changed for all that are linked with it", links_by_sql,
             {"Ann|Analysis|3", "Ann|Botany|5", "Bob|Analysis|1", "Bob|Botany|2", "Bob|Chemistry|4", "Cid|Chemistry|1",
              "Eve|Analysis|2"});
    reset(fresh);
    db.save(Pupil{0, "Fay", {{10, "Algebra"}, {0, "Ethics"}}});
    s.leaves("a new row with one that is there and one that is new", links_by_sql,
             of_ann + of_others + text_rows{"Fay|Algebra|0", "Fay|Ethics|0"});
    reset(fresh);
    db.insert(Pupil{0, "Fay", {{0, "Ethics"}, {0, "Fencing"}}});
    s.leaves("a tree of new rows on both sides", links_by_sql,
             of_ann + of_others + text_rows{"Fay|Ethics|0", "Fay|Fencing|0"});
    s.template refuses<unique_violation>("a new row whose unique column is taken", [&] {
        saved([](Pupil& ann) {
            ann.courses.clear();
            ann.courses.push_back({0, "Drama"});
        });
    });
    s.leaves("and the links that went are there", links_by_sql, of_ann + of_others);
    reset(fresh);
    const Pupil dan = db.save(pupil(4));
    s.is("a row without links stays so", static_cast<std::int64_t>(dan.courses.size()), "SELECT 0");
    {
        reset(fresh);
        auto tx = db.begin();
        Pupil ann = tx.one(from<Person>().where(person_id == 1).select<Pupil>());
        ann.courses.clear();
        tx.save(ann);
        tx.rollback();
    }
    s.leaves("what a transaction has saved is gone after its rollback", links_by_sql, of_ann + of_others);
    reset(fresh);
    Pupil part =
        db.one(from<Person>().where(person_id == 1).select<Pupil>(nested<&Pupil::courses>().where(title == "Botany")));
    s.template refuses<error>("a list of which a part was read is not saved", [&] { db.save(part); });

    const auto class_of = [&](std::int64_t id, auto change) {
        reset(fresh);
        Class one =
            db.one(from<Course>().where(course_id == id).select<Class>(nested<&Class::people>().order_by(person_id)));
        change(one);
        db.save(one);
    };
    class_of(12, [](Class& one) { one.people.push_back({4, "Dan"}); });
    s.leaves("from the other side: one is added", links_by_sql,
             of_ann + text_rows{"Bob|Algebra|1", "Bob|Botany|2", "Bob|Chemistry|4", "Cid|Chemistry|1",
                                "Dan|Chemistry|0", "Eve|Algebra|2"});
    class_of(10, [](Class& one) { one.people = {{5, "Eva"}, {0, "Fay"}}; });
    s.leaves("from the other side: two go, one is renamed, one is new", links_by_sql,
             {"Ann|Botany|5", "Bob|Botany|2", "Bob|Chemistry|4", "Cid|Chemistry|1", "Eva|Algebra|2", "Fay|Algebra|0"});
}

TEMPLATE_TEST_CASE("EF Core: many to many, saved links to itself", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto saved = [&](std::int64_t id, auto change) {
        reset(fresh);
        Friendly one = db.one(from<Person>()
                                  .where(person_id == id)
                                  .select<Friendly>(nested<&Friendly::friends>().order_by(person_id),
                                                    nested<&Friendly::admirers>().order_by(person_id)));
        change(one);
        db.save(one);
    };
    saved(1, [](Friendly& ann) { ann.friends.push_back({4, "Dan"}); });
    s.leaves("one direction: one is added", friends_by_sql,
             {"1|2|1990", "1|3|2001", "1|4|2000", "2|1|1995", "2|5|1980", "3|3|2010", "5|1|2020"});
    saved(1, [](Friendly& ann) { ann.friends.erase(ann.friends.begin()); });
    s.leaves("one direction: one goes, and the other direction stays", friends_by_sql,
             {"1|3|2001", "2|1|1995", "2|5|1980", "3|3|2010", "5|1|2020"});
    saved(1, [](Friendly& ann) { ann.friends.swap(ann.admirers); });
    s.leaves("both directions change places", friends_by_sql,
             {"1|2|1990", "1|5|2000", "2|1|1995", "2|5|1980", "3|1|2000", "3|3|2010"});
    saved(4, [](Friendly& dan) {
        dan.friends.push_back({5, "Eve"});
        dan.admirers.push_back({5, "Eve"});
    });
    s.leaves("one row in both directions at once", friends_by_sql,
             {"1|2|1990", "1|3|2001", "2|1|1995", "2|5|1980", "3|3|2010", "4|5|2000", "5|1|2020", "5|4|2000"});
    saved(5, [](Friendly& eve) {
        eve.friends.push_back({5, "Eve"});
        eve.admirers.push_back({5, "Eve"});
    });
    s.leaves("a row that is linked with itself, said from both directions", friends_by_sql,
             {"1|2|1990", "1|3|2001", "2|1|1995", "2|5|1980", "3|3|2010", "5|1|2020", "5|5|2000"});
    saved(2, [](Friendly& bob) {
        bob.friends.clear();
        bob.admirers.clear();
    });
    s.leaves("none in both directions", friends_by_sql, {"1|3|2001", "3|3|2010", "5|1|2020"});
    saved(4, [](Friendly& dan) {
        dan.friends.push_back({0, "Fay"});
        dan.admirers.push_back({0, "Gus"});
    });
    s.leaves(
        "a new row in each direction",
        "SELECT p.name, q.name FROM friendship JOIN person p ON p.id = person_id JOIN person q ON q.id = friend_id "
        "WHERE since = 2000 ORDER BY p.name",
        {"Dan|Fay", "Gus|Dan"});
}

TEMPLATE_TEST_CASE("EF Core: many to many, written links", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto graded = [&](std::int64_t id, auto change) {
        reset(fresh);
        Graded one = db.one(from<Person>()
                                .where(person_id == id)
                                .select<Graded>(nested<&Graded::grades>().order_by(col<&Enrolment::course_id>)));
        change(one);
        db.save(one);
    };
    graded(1, [](Graded& ann) {
        ann.grades[0].grade = 7;
        ann.grades[1].note = {};
    });
    s.leaves("a value of a link is changed", "SELECT grade, note FROM enrolment WHERE person_id = 1 ORDER BY course_id",
             {"7|NULL", "5|NULL"});
    graded(1, [](Graded& ann) {
        ann.grades.erase(ann.grades.begin());
        ann.grades.push_back({0, 13, 8, "new"});
    });
    s.leaves("a link with values comes, and one goes", links_by_sql,
             text_rows{"Ann|Botany|5", "Ann|Drama|8"} + of_others);
    reset(fresh);
    s.template refuses<unique_violation>("a link that is there", [&] { db.insert(Enrolment{1, 10, 9, {}}); });
    s.template refuses<foreign_key_violation>("a link to a row that is not there",
                                              [&] { db.insert(Enrolment{1, 99, 9, {}}); });
    db.upsert(Enrolment{1, 10, 9, "again"});
    s.leaves("a link that is there takes other values", links_by_sql,
             text_rows{"Ann|Algebra|9", "Ann|Botany|5"} + of_others);
    s.writes("values of links by both sides",
             update<Enrolment>().set(grade = 6).where(related<&Enrolment::course_id>(credits == 5) &&
                                                      related<&Enrolment::person_id>(name < "C")),
             3, links_by_sql,
             {"Ann|Algebra|6", "Ann|Botany|5", "Bob|Algebra|6", "Bob|Botany|2", "Bob|Chemistry|6", "Cid|Chemistry|1",
              "Eve|Algebra|2"});
    s.writes("links go by what they lead to",
             delete_from<Enrolment>().where(related<&Enrolment::course_id>(title != "Botany")), 5, links_by_sql,
             {"Ann|Botany|5", "Bob|Botany|2"});
    s.writes("links of all pairs that are so",
             insert_into<Enrolment>().columns<&Enrolment::person_id, &Enrolment::course_id>().from(
                 from<Person>().cross_join<Course>().where(name < "C" && title < "B").select(person_id, course_id)),
             2, links_by_sql, {"Ann|Algebra|0", "Ann|Botany|5", "Bob|Algebra|0", "Bob|Botany|2"});
    reset(fresh);
    s.template refuses<foreign_key_violation>("a row that a link needs is not deleted",
                                              [&] { db.template erase<Person>(3); });
    db.template erase<Course>(13);
    s.leaves("a row without links is deleted", "SELECT id FROM course ORDER BY id", {"10", "11", "12"});
    s.writes("links go with the row that they lead to", delete_from<Booking>().all_rows(), 5,
             "SELECT count(*) FROM enrolment", {"7"});
    db.template erase<Course>(10);
    s.leaves("links that cascade go with their row", links_by_sql,
             {"Ann|Botany|5", "Bob|Botany|2", "Bob|Chemistry|4", "Cid|Chemistry|1"});
    s.missing("values of a link where rows are connected by it",
              "at<...>.connect and save leave them to their defaults; a list of the links themselves has them");

    const auto booked = [&](auto change) {
        reset(fresh);
        CourseRooms algebra =
            db.one(from<Course>().where(course_id == 10).select<CourseRooms>(nested<&CourseRooms::rooms>().distinct()));
        change(algebra.rooms);
        db.save(algebra);
    };
    const char* const bookings =
        "SELECT course_id, building, number, count(*) FROM booking GROUP BY course_id, building, number ORDER BY 1, 2, 3";
    booked([](auto& rooms) { rooms.push_back({"A", 2, 10}); });
    s.leaves("a key of two columns: one is added", bookings,
             {"10|A|1|2", "10|A|2|1", "10|B|1|1", "11|A|2|1", "12|B|1|1"});
    booked([](auto& rooms) { std::erase_if(rooms, [](const Room& each) { return each.building == "A"; }); });
    s.leaves("a key of two columns: one that is linked twice goes", bookings, {"10|B|1|1", "11|A|2|1", "12|B|1|1"});
    s.template refuses<error>("a list that has a row twice is not saved",
                              [&] { booked([](auto& rooms) { rooms.push_back(rooms.front()); }); });
    booked([](auto& rooms) { rooms.assign({Room{"C", 7, 4}, Room{"B", 1, 90}}); });
    s.leaves("a key of two columns: a new row, and one that is changed",
             "SELECT b.building, b.number, seats FROM booking b JOIN room r ON r.building = b.building AND r.number = "
             "b.number WHERE course_id = 10 ORDER BY 1",
             {"B|1|90", "C|7|4"});
}

TEMPLATE_TEST_CASE("EF Core: many to many, lists of rows in hand", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    found(fresh);
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto load = [&](auto& rows, const predicate<Course>& which, std::int32_t least, std::int64_t most = 100) {
        db.template load<&Learner::courses>(
            rows, nested<&Learner::courses>().where(which).where(grade >= least).order_by(course_id).limit(most),
            nested<&Learner::courses, &CourseOf::people>().order_by(person_id));
    };
    const auto by_hand = [](const std::string& people, const std::string& courses) {
        return "SELECT p.id, p.name, c.id, c.title, t.id, t.name, q.id, q.name FROM (" + people +
               ") AS p LEFT JOIN (SELECT person_id, course.* FROM enrolment JOIN course ON id = course_id WHERE " +
               courses +
               ") AS c ON c.person_id = p.id LEFT JOIN person t ON t.id = c.teacher_id LEFT JOIN enrolment f ON f.course_id "
               "= c.id LEFT JOIN person q ON q.id = f.person_id ORDER BY p.name, c.id, q.id";
    };
    const std::string people =
        "SELECT 2 AS id, 'a' AS name UNION ALL SELECT 9, 'b' UNION ALL SELECT 4, 'c' UNION ALL SELECT "
        "2, 'd' UNION ALL SELECT 1, 'e'";
    std::vector<Learner> hand{{2, "a"}, {9, "b"}, {4, "c"}, {2, "d"}, {1, "e"}};
    load(hand, {}, 0);
    s.in_order("over the link and back, of one twice, one without links and one that is not stored", hand,
               by_hand(people, "1 = 1").c_str());
    load(hand, {}, 0);
    s.in_order("again: nothing is there twice", hand, by_hand(people, "1 = 1").c_str());
    load(hand, credits == 5, 2);
    s.in_order("those that are so by the other side and by the link take the place of what was there", hand,
               by_hand(people, "credits = 5 AND grade >= 2").c_str());
    load(hand, some<&Enrolment::course_id>(col<&Enrolment::person_id> == 1), 0, 1);
    s.in_order("the first of each that another row is linked with too", hand,
               by_hand(people, "course_id = 10").c_str());
    db.template load<&Learner::courses, &CourseOf::people>(
        hand, nested<&Learner::courses, &CourseOf::people>().where(name < "C").order_by(person_id));
    text_rows back;
    for (const CourseOf& each : hand[0].courses)
        for (const Named& person : each.people) back.push_back(person.name);
    s.leaves("the list back alone", "SELECT 'Ann' UNION ALL SELECT 'Bob'", back);
    Learner eve{5, "z"};
    load(eve, {}, 0);
    s.in_order("one object", eve, by_hand("SELECT 5 AS id, 'z' AS name", "1 = 1").c_str());
    Learner made_up{};
    load(made_up, {}, 0);
    s.is("an object without a key", static_cast<std::int64_t>(made_up.courses.size()), "SELECT 0");
}
