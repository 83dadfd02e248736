// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 =
    from<Word>()
        .join<Task>(col<&Word::task_id> == col<&Task::size>)
        .select(col<&Word::task_id>,
                sum(col<&Word::task_id>)
                    .over(partition_by(col<&Task::id>), order_by((-col<&Task::person_id>).desc().nulls_last())));
const auto query_1 = from<Person>()
                         .where((col<&Person::nick> == "a" && col<&Person::nick>.is_null()))
                         .select(cast<std::int64_t>(col<&Person::age>), col<&Person::name>)
                         .intersect(from<Person>()
                                        .where((col<&Person::active> && col<&Person::boss_id>.is_not_distinct_from(3)))
                                        .select(cast<std::int64_t>(col<&Person::points>), col<&Person::nick>));
const auto query_2 = from<Task>()
                         .where(!exists(from<Word>().where(col<&Task::size> == col<&Word::task_id> &&
                                                           abs(col<&Task::size>) != abs(col<&Task::person_id>))))
                         .select(((col<&Task::id> / 2) * 2));
const auto query_3 = from<Person>()
                         .where((col<&Person::nick>.is_null() && col<&Person::points>.between(1, 6)))
                         .select(cast<std::int64_t>(col<&Person::age>), col<&Person::nick>)
                         .except(from<Person>()
                                     .where(col<&Person::boss_id>.between(1, 3))
                                     .select(cast<std::int64_t>(col<&Person::age>), col<&Person::name>));
const auto query_4 =
    from<Task>()
        .left_join<Person>(col<&Task::size> == col<&Person::boss_id>)
        .select(col<&Person::id>, max(col<&Person::id>)
                                      .over(partition_by(col<&Person::id>),
                                            order_by((col<&Task::person_id> + col<&Person::id>).desc().nulls_last())));
const auto query_5 =
    from<Task>()
        .where(col<&Task::size>.in(from<Person>().where(col<&Person::age>.in(0, 3)).select(col<&Person::points>)))
        .select(col<&Task::id>);
const auto query_6 =
    from<Person>()
        .where((abs(col<&Person::points>).between(-3, 6) ||
                case_when(col<&Person::id>.between(-2, 4), col<&Person::age>).otherwise(col<&Person::boss_id>) ==
                    length(col<&Person::name>)))
        .select(((col<&Person::boss_id> / 4) - length(col<&Person::name>)),
                ((col<&Person::boss_id> % 4) - abs(col<&Person::id>)));
const auto query_7 = from<Word>()
                         .join<Person>(col<&Word::id> == col<&Person::points>)
                         .select(col<&Word::id>, max(col<&Word::id>)
                                                     .over(partition_by(col<&Word::task_id>),
                                                           order_by(length(col<&Word::text>).desc().nulls_last())));
const auto query_8 = from<Task>()
                         .where((col<&Task::id>.is_not_distinct_from(-2) || col<&Task::size>.is_not_null()))
                         .select(cast<std::int64_t>(col<&Task::person_id>), col<&Task::title>)
                         .union_distinct(from<Word>()
                                             .where((col<&Word::text> >= "ab" && col<&Word::task_id>.between(0, 3)))
                                             .select(cast<std::int64_t>(col<&Word::task_id>), col<&Word::text>));
const auto query_9 =
    from<Task>().select(col<&Task::person_id>, count().over(partition_by(col<&Task::id>),
                                                            order_by(col<&Task::person_id>.desc().nulls_last())));
const auto query_10 = from<Task>().select(
    col<&Task::id>,
    dense_rank().over(partition_by(col<&Task::size>),
                      order_by(coalesce(col<&Task::person_id>, col<&Task::person_id>).desc().nulls_last())));
const auto query_11 =
    from<Task>()
        .where(exists(from<Person>().where(col<&Task::size> == col<&Person::points> && col<&Task::id>.in(3, -3))))
        .select(col<&Task::size>);
const auto query_12 = from<Task>()
                          .where(case_when(col<&Task::id> < 6, col<&Task::id>).otherwise(col<&Task::size>) != 3)
                          .select(cast<std::int64_t>(col<&Task::id>), col<&Task::title>)
                          .except(from<Person>()
                                      .where(length(col<&Person::nick>) <= 1)
                                      .select(cast<std::int64_t>(col<&Person::boss_id>), col<&Person::nick>));
const auto query_13 = from<Word>()
                          .join<alias<Word, "o1">>(col<&Word::weight> == col<&Word::id, alias<Word, "o1">> ||
                                                   col<&Word::weight, alias<Word, "o1">> == 0)
                          .join<Task>(col<&Word::weight> == col<&Task::size>)
                          .where(col<&Word::task_id, alias<Word, "o1">> > abs((-col<&Word::id>)))
                          .select(col<&Task::person_id>);
const auto query_14 =
    from<Task>()
        .where(col<&Task::size>.is_not_distinct_from(4))
        .select(cast<std::int64_t>(col<&Task::person_id>), col<&Task::title>)
        .except(from<Task>().where(col<&Task::done>).select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>));
const auto query_15 = from<Word>().select(
    col<&Word::id>, dense_rank().over(partition_by(col<&Word::id>), order_by(col<&Word::weight>.desc().nulls_last())));
const auto query_16 = from<Person>()
                          .group_by(col<&Person::age>)
                          .having(count() > 1)
                          .select(col<&Person::age>, count(), count(col<&Person::age>).distinct());
const auto query_17 = from<Task>()
                          .left_join<Person>(col<&Task::size> == col<&Person::id>)
                          .group_by(col<&Task::title>)
                          .select(col<&Task::title>, count().filter(col<&Task::size> <= col<&Task::id>), count());
const auto query_18 = from<Person>()
                          .left_join<Task>(col<&Person::age> == col<&Task::size>)
                          .join<Word>(col<&Task::id> == col<&Word::weight>)
                          .where(!(!(col<&Task::done>)))
                          .select((-coalesce(col<&Word::weight>, col<&Word::weight>)),
                                  case_when(!(col<&Word::task_id>.is_not_distinct_from(4)), (-col<&Task::person_id>))
                                      .otherwise((col<&Word::weight> * 2)),
                                  abs(col<&Word::weight>));
const auto query_19 =
    from<Word>()
        .join<Task>(col<&Word::weight> == col<&Task::id>)
        .where((abs(col<&Task::id>) != -2 || (col<&Word::text> == "b" && col<&Word::id>.between(-3, 3))))
        .select(col<&Word::text>, (col<&Task::size> / 4));
} // namespace

TEMPLATE_TEST_CASE("typed queries 4", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "SELECT word.task_id, sum(word.task_id) OVER (PARTITION BY task.id ORDER BY (-task.person_id) DESC NULLS LAST) FROM word JOIN task ON word.task_id = task.size");
    of.same(
        query_1,
        "SELECT person.age, person.name FROM person WHERE (person.nick = 'a' AND person.nick IS NULL) INTERSECT SELECT person.points, person.nick FROM person WHERE (person.active AND coalesce(person.boss_id = 3, 3 IS NULL))");
    of.same(
        query_2,
        "SELECT ((task.id / 2) * 2) FROM task WHERE NOT EXISTS (SELECT 1 FROM word WHERE task.size = word.task_id AND abs(task.size) <> abs(task.person_id))");
    of.same(
        query_3,
        "SELECT person.age, person.nick FROM person WHERE (person.nick IS NULL AND person.points BETWEEN 1 AND 6) EXCEPT SELECT person.age, person.name FROM person WHERE person.boss_id BETWEEN 1 AND 3");
    of.same(
        query_4,
        "SELECT person.id, max(person.id) OVER (PARTITION BY person.id ORDER BY (task.person_id + person.id) DESC NULLS LAST) FROM task LEFT JOIN person ON task.size = person.boss_id");
    of.same(
        query_5,
        "SELECT task.id FROM task WHERE task.size IN (SELECT person.points FROM person WHERE person.age IN (0, 3))");
    of.same(
        query_6,
        "SELECT ((person.boss_id / 4) - length(person.name)), ((person.boss_id % 4) - abs(person.id)) FROM person WHERE (abs(person.points) BETWEEN -3 AND 6 OR CASE WHEN person.id BETWEEN -2 AND 4 THEN person.age ELSE person.boss_id END = length(person.name))");
    of.same(
        query_7,
        "SELECT word.id, max(word.id) OVER (PARTITION BY word.task_id ORDER BY length(word.text) DESC NULLS LAST) FROM word JOIN person ON word.id = person.points");
    of.same(
        query_8,
        "SELECT task.person_id, task.title FROM task WHERE (coalesce(task.id = -2, -2 IS NULL) OR task.size IS NOT NULL) UNION SELECT word.task_id, word.text FROM word WHERE (word.text >= 'ab' AND word.task_id BETWEEN 0 AND 3)");
    of.same(
        query_9,
        "SELECT task.person_id, count(*) OVER (PARTITION BY task.id ORDER BY task.person_id DESC NULLS LAST) FROM task");
    of.same(
        query_10,
        "SELECT task.id, dense_rank() OVER (PARTITION BY task.size ORDER BY coalesce(task.person_id, task.person_id) DESC NULLS LAST) FROM task");
    of.same(
        query_11,
        "SELECT task.size FROM task WHERE EXISTS (SELECT 1 FROM person WHERE task.size = person.points AND task.id IN (3, -3))");
    of.same(
        query_12,
        "SELECT task.id, task.title FROM task WHERE CASE WHEN task.id < 6 THEN task.id ELSE task.size END <> 3 EXCEPT SELECT person.boss_id, person.nick FROM person WHERE length(person.nick) <= 1");
    of.same(
        query_13,
        "SELECT task.person_id FROM word JOIN word AS o1 ON word.weight = o1.id OR o1.weight = 0 JOIN task ON word.weight = task.size WHERE o1.task_id > abs((-word.id))");
    of.same(
        query_14,
        "SELECT task.person_id, task.title FROM task WHERE coalesce(task.size = 4, 4 IS NULL) EXCEPT SELECT task.size, task.title FROM task WHERE task.done");
    of.same(query_15,
            "SELECT word.id, dense_rank() OVER (PARTITION BY word.id ORDER BY word.weight DESC NULLS LAST) FROM word");
    of.same(
        query_16,
        "SELECT person.age, count(*), count(DISTINCT person.age) FROM person GROUP BY person.age HAVING count(*) > 1");
    of.same(
        query_17,
        "SELECT task.title, count(*) FILTER (WHERE task.size <= task.id), count(*) FROM task LEFT JOIN person ON task.size = person.id GROUP BY task.title");
    of.same(
        query_18,
        "SELECT (-coalesce(word.weight, word.weight)), CASE WHEN NOT (coalesce(word.task_id = 4, 4 IS NULL)) THEN (-task.person_id) ELSE (word.weight * 2) END, abs(word.weight) FROM person LEFT JOIN task ON person.age = task.size JOIN word ON task.id = word.weight WHERE NOT (NOT (task.done))");
    of.same(
        query_19,
        "SELECT word.text, (task.size / 4) FROM word JOIN task ON word.weight = task.id WHERE (abs(task.id) <> -2 OR (word.text = 'b' AND word.id BETWEEN -3 AND 3))");
}
