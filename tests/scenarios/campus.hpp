#pragma once

// Tables with links of each kind: with columns of its own, of a table to itself, with a key of its own, so that a row
// may be linked twice, and to a key of two columns. Persons and courses are also tied by a key, besides their link.

#include "tree_rows.hpp"

namespace campus {

struct Person {
    std::int64_t id{};
    std::string name{};
};
struct Course {
    std::int64_t id{};
    std::string title{};
    std::int32_t credits{};
    std::optional<std::int64_t> teacher_id{};
};
struct Enrolment {
    std::int64_t person_id{};
    std::int64_t course_id{};
    std::int32_t grade{};
    std::optional<std::string> note{};
};
struct Friendship { // as the person sees it
    std::int64_t person_id{};
    std::int64_t friend_id{};
    std::int32_t since{};
};
struct Room {
    std::string building{};
    std::int64_t number{};
    std::int32_t seats{};
};
struct Booking {
    std::int64_t id{};
    std::int64_t course_id{};
    std::string building{};
    std::int64_t number{};
};
using tables = refract::schema<Person, Course, Enrolment, Friendship, Room, Booking>;

} // namespace campus

template <> inline constexpr auto refract::model<campus::Person> =
    refract::table(refract::through<campus::Enrolment>, refract::through<campus::Friendship>);
template <> inline constexpr auto refract::model<campus::Course> =
    refract::table(refract::unique<&campus::Course::title>, refract::column<&campus::Course::credits>.default_to(1),
                   refract::foreign_key<&campus::Course::teacher_id>.references<&campus::Person::id>(),
                   refract::through<campus::Booking>);
template <> inline constexpr auto refract::model<campus::Enrolment> = refract::table(
    refract::primary_key<&campus::Enrolment::person_id, &campus::Enrolment::course_id>,
    refract::column<&campus::Enrolment::grade>.default_to(0),
    refract::foreign_key<&campus::Enrolment::person_id>.references<&campus::Person::id>(),
    refract::foreign_key<&campus::Enrolment::course_id>.references<&campus::Course::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<campus::Friendship> =
    refract::table(refract::primary_key<&campus::Friendship::person_id, &campus::Friendship::friend_id>,
                   refract::column<&campus::Friendship::since>.default_to(2000),
                   refract::foreign_key<&campus::Friendship::person_id>.references<&campus::Person::id>(),
                   refract::foreign_key<&campus::Friendship::friend_id>.references<&campus::Person::id>());
template <> inline constexpr auto refract::model<campus::Room> =
    refract::table(refract::primary_key<&campus::Room::building, &campus::Room::number>);
template <> inline constexpr auto refract::model<campus::Booking> = refract::table(
    refract::foreign_key<&campus::Booking::course_id>.references<&campus::Course::id>(),
    refract::foreign_key<&campus::Booking::building, &campus::Booking::number>.references<&campus::Room::building, &campus::Room::number>());

namespace campus {

inline constexpr auto person_id = refract::col<&Person::id>;
inline constexpr auto name = refract::col<&Person::name>;
inline constexpr auto course_id = refract::col<&Course::id>;
inline constexpr auto title = refract::col<&Course::title>;
inline constexpr auto credits = refract::col<&Course::credits>;
inline constexpr auto grade = refract::col<&Enrolment::grade>;
inline constexpr auto note = refract::col<&Enrolment::note>;
inline constexpr auto since = refract::col<&Friendship::since>;
inline constexpr auto seats = refract::col<&Room::seats>;

struct Named {
    using model = Person;
    std::int64_t id{};
    std::string name{};
};
struct CourseOf {
    using model = Course;
    std::int64_t id{};
    std::string title{};
    std::optional<Named> teacher{};
    std::vector<Named> people{};
};
struct Learner {
    using model = Person;
    std::int64_t id{};
    std::string name{};
    std::vector<CourseOf> courses{};
};
struct Friendly {
    using model = Person;
    std::int64_t id{};
    std::string name{};
    std::vector<Named> friends{};
    std::vector<Named> admirers{};
};
struct CourseRooms {
    using model = Course;
    std::int64_t id{};
    std::string title{};
    std::vector<Room> rooms{};
};

/// Dan (4) has no links, Drama (13) nobody. Algebra is in room A 1 twice.
template <class Fresh> void found(Fresh& fresh) {
    fresh.db().template create_tables<tables>();
    fresh.rows("INSERT INTO person (name) VALUES ('Ann'), ('Bob'), ('Cid'), ('Dan'), ('Eve')");
    fresh.rows(
        "INSERT INTO course (id, title, credits, teacher_id) VALUES (10, 'Algebra', 5, 1), (11, 'Botany', 3, NULL), "
        "(12, 'Chemistry', 5, 2), (13, 'Drama', 2, 1)");
    fresh.rows("INSERT INTO enrolment (person_id, course_id, grade, note) VALUES (1, 10, 3, NULL), (1, 11, 5, 'late'), "
               "(2, 10, 1, NULL), (2, 11, 2, NULL), (2, 12, 4, 'again'), (3, 12, 1, NULL), (5, 10, 2, 'late')");
    fresh.rows("INSERT INTO friendship (person_id, friend_id, since) VALUES (1, 2, 1990), (1, 3, 2001), (2, 1, 1995), "
               "(3, 3, 2010), (5, 1, 2020), (2, 5, 1980)");
    fresh.rows("INSERT INTO room (building, number, seats) VALUES ('A', 1, 30), ('A', 2, 10), ('B', 1, 100)");
    fresh.rows(
        "INSERT INTO booking (course_id, building, number) VALUES (10, 'A', 1), (10, 'A', 1), (10, 'B', 1), (11, "
        "'A', 2), (12, 'B', 1)");
}

} // namespace campus

template <> inline constexpr auto refract::shape<campus::CourseOf> = refract::relations(
    refract::by<&campus::CourseOf::people, &campus::Enrolment::course_id, &campus::Enrolment::person_id>);
template <> inline constexpr auto refract::shape<campus::Learner> = refract::relations(
    refract::by<&campus::Learner::courses, &campus::Enrolment::person_id, &campus::Enrolment::course_id>);
template <> inline constexpr auto refract::shape<campus::Friendly> = refract::relations(
    refract::by<&campus::Friendly::friends, &campus::Friendship::person_id, &campus::Friendship::friend_id>,
    refract::by<&campus::Friendly::admirers, &campus::Friendship::friend_id, &campus::Friendship::person_id>);
