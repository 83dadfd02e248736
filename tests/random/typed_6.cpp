// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 = from<Word>()
                         .join<Person>(col<&Word::weight> == col<&Person::boss_id>)
                         .group_by(col<&Word::id>)
                         .having(count() > 1)
                         .select(col<&Word::id>, sum(col<&Word::task_id>), count(col<&Word::task_id>).distinct());
const auto query_1 = from<Word>()
                         .left_join<Task>(col<&Word::id> == col<&Task::person_id>)
                         .where(col<&Word::id>.not_in(4, 3))
                         .select((col<&Task::size> - col<&Word::id>));
const auto query_2 = from<Word>()
                         .where(!exists(from<Person>().where(col<&Word::weight> == col<&Person::points> &&
                                                             !(col<&Person::points>.is_not_distinct_from(1)))))
                         .select(abs((-col<&Word::weight>)));
const auto query_3 = from<Person>()
                         .join<Task>(col<&Person::points> == col<&Task::size>)
                         .join<alias<Person, "o2">>(col<&Person::age> == col<&Person::boss_id, alias<Person, "o2">> ||
                                                    col<&Task::person_id>.is_not_null())
                         .where(col<&Task::person_id>.between(1, 3))
                         .select(case_when(coalesce(col<&Person::points>, col<&Person::boss_id>).between(0, 2),
                                           (col<&Person::age, alias<Person, "o2">> * 4))
                                     .otherwise(col<&Task::size>));
const auto query_4 = from<Word>()
                         .where(!(col<&Word::weight>.is_null()))
                         .select(cast<std::int64_t>(col<&Word::task_id>), col<&Word::text>)
                         .union_distinct(from<Word>()
                                             .where(!(col<&Word::task_id>.not_in(1, 1)))
                                             .select(cast<std::int64_t>(col<&Word::task_id>), col<&Word::text>));
const auto query_5 =
    from<Task>()
        .join<Word>(col<&Task::id> == col<&Word::task_id> || col<&Task::done>)
        .select(col<&Task::person_id>, dense_rank().over(partition_by(col<&Task::person_id>),
                                                         order_by(col<&Word::task_id>.desc().nulls_last())));
const auto query_6 = from<Word>()
                         .where(exists(from<Person>().where(
                             col<&Word::weight> == col<&Person::id> &&
                             (col<&Word::task_id>.not_in(4, 4) && col<&Person::points>.is_not_distinct_from(3)))))
                         .select((trim(col<&Word::text>) + (col<&Word::text> + col<&Word::text>)));
const auto query_7 = from(from<Person>()
                              .where(col<&Person::name> < "b")
                              .group_by(col<&Person::id>)
                              .select<Tally>(col<&Person::id>, count()))
                         .where(col<&Tally::rows> > 1)
                         .select(col<&Tally::key> + 1);
const auto query_8 = from<Person>()
                         .where(((col<&Person::nick> >= "b" && col<&Person::active>) &&
                                 (col<&Person::age> != 4 && col<&Person::id>.is_not_distinct_from(2))))
                         .select(col<&Person::nick>, col<&Person::boss_id>);
const auto query_9 = from<Person>()
                         .join<alias<Person, "o1">>(col<&Person::boss_id> == col<&Person::age, alias<Person, "o1">>)
                         .group_by(col<&Person::name>)
                         .having(count() > 1)
                         .select(col<&Person::name>, count().filter(col<&Person::age> == 6),
                                 count(col<&Person::age, alias<Person, "o1">>).distinct());
const auto query_10 = from(from<Task>()
                               .where((col<&Task::title> != "x" && col<&Task::id>.is_not_distinct_from(5)))
                               .group_by(col<&Task::id>)
                               .select<Tally>(col<&Task::id>, count()))
                          .where(col<&Tally::rows> > 2)
                          .select(col<&Tally::key> + 1);
const auto query_11 = from<Task>()
                          .where((col<&Task::done> && col<&Task::person_id> != 3))
                          .select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>)
                          .union_all(from<Word>()
                                         .where((col<&Word::weight> < 1 && col<&Word::task_id>.between(-3, 1)))
                                         .select(cast<std::int64_t>(col<&Word::id>), col<&Word::text>));
const auto query_12 =
    from<Person>()
        .join<Word>(col<&Person::id> == col<&Word::id>)
        .where(((col<&Person::age>.not_in(5, 2) && col<&Person::boss_id> == -3) || !(col<&Person::points>.in(1, -1))))
        .select(col<&Person::nick>, coalesce(col<&Word::id>, col<&Person::boss_id>),
                coalesce((col<&Person::id> * 5), length(col<&Word::text>)));
const auto query_13 = from(from<Word>()
                               .where(length(col<&Word::text>) <= 1)
                               .group_by(col<&Word::task_id>)
                               .select<Tally>(col<&Word::task_id>, count()))
                          .where(col<&Tally::rows> > 1)
                          .select(col<&Tally::key> + 1);
const auto query_14 = from<Task>()
                          .where((col<&Task::size>.not_in(3, -2) && col<&Task::title> == "ab"))
                          .select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>)
                          .intersect(from<Task>()
                                         .where(col<&Task::person_id> != 6)
                                         .select(cast<std::int64_t>(col<&Task::person_id>), col<&Task::title>));
const auto query_15 = from(from<Person>()
                               .where(!(col<&Person::age>.between(1, 5)))
                               .group_by(col<&Person::id>)
                               .select<Tally>(col<&Person::id>, count()))
                          .where(col<&Tally::rows> > 1)
                          .select(col<&Tally::key> + 1);
const auto query_16 =
    from<Task>()
        .join<alias<Task, "o1">>(col<&Task::size> == col<&Task::person_id, alias<Task, "o1">>)
        .group_by(col<&Task::size>)
        .having(min(col<&Task::id, alias<Task, "o1">>) < 3)
        .select(col<&Task::size>, count().filter(col<&Task::title> < "b"), max(abs(col<&Task::person_id>)));
const auto query_17 =
    from<Task>().select(coalesce(col<&Task::title>, "-"),
                        scalar(from<Person>()
                                   .where(col<&Task::size> == col<&Person::id> && col<&Person::age>.not_in(0, 6))
                                   .select(max(col<&Person::age>))));
const auto query_18 =
    from<Word>()
        .where(col<&Word::weight>.in(
            from<Person>().where(!(col<&Word::task_id>.is_not_distinct_from(-2))).select(col<&Person::age>)))
        .select(col<&Word::weight>);
const auto query_19 = from<Word>()
                          .join<Person>(col<&Word::task_id> == col<&Person::id> || col<&Word::weight>.between(-2, 4))
                          .group_by(col<&Person::points>)
                          .having(min(col<&Person::points>) < 3)
                          .select(col<&Person::points>, count().filter(col<&Person::active>), count());
} // namespace

TEMPLATE_TEST_CASE("typed queries 6", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "SELECT word.id, sum(word.task_id), count(DISTINCT word.task_id) FROM word JOIN person ON word.weight = person.boss_id GROUP BY word.id HAVING count(*) > 1");
    of.same(
        query_1,
        "SELECT (task.size - word.id) FROM word LEFT JOIN task ON word.id = task.person_id WHERE word.id NOT IN (4, 3)");
    of.same(
        query_2,
        "SELECT abs((-word.weight)) FROM word WHERE NOT EXISTS (SELECT 1 FROM person WHERE word.weight = person.points AND NOT (coalesce(person.points = 1, 1 IS NULL)))");
    of.same(
        query_3,
        "SELECT CASE WHEN coalesce(person.points, person.boss_id) BETWEEN 0 AND 2 THEN (o2.age * 4) ELSE task.size END FROM person JOIN task ON person.points = task.size JOIN person AS o2 ON person.age = o2.boss_id OR task.person_id IS NOT NULL WHERE task.person_id BETWEEN 1 AND 3");
    of.same(
        query_4,
        "SELECT word.task_id, word.text FROM word WHERE NOT (word.weight IS NULL) UNION SELECT word.task_id, word.text FROM word WHERE NOT (word.task_id NOT IN (1, 1))");
    of.same(
        query_5,
        "SELECT task.person_id, dense_rank() OVER (PARTITION BY task.person_id ORDER BY word.task_id DESC NULLS LAST) FROM task JOIN word ON task.id = word.task_id OR task.done");
    of.same(
        query_6,
        "SELECT (trim(word.text) || (word.text || word.text)) FROM word WHERE EXISTS (SELECT 1 FROM person WHERE word.weight = person.id AND (word.task_id NOT IN (4, 4) AND coalesce(person.points = 3, 3 IS NULL)))");
    of.same(
        query_7,
        "SELECT key + 1 FROM (SELECT person.id AS key, count(*) AS rows FROM person WHERE person.name < 'b' GROUP BY person.id) AS tally WHERE rows > 1");
    of.same(
        query_8,
        "SELECT person.nick, person.boss_id FROM person WHERE ((person.nick >= 'b' AND person.active) AND (person.age <> 4 AND coalesce(person.id = 2, 2 IS NULL)))");
    of.same(
        query_9,
        "SELECT person.name, count(*) FILTER (WHERE person.age = 6), count(DISTINCT o1.age) FROM person JOIN person AS o1 ON person.boss_id = o1.age GROUP BY person.name HAVING count(*) > 1");
    of.same(
        query_10,
        "SELECT key + 1 FROM (SELECT task.id AS key, count(*) AS rows FROM task WHERE (task.title <> 'x' AND coalesce(task.id = 5, 5 IS NULL)) GROUP BY task.id) AS tally WHERE rows > 2");
    of.same(
        query_11,
        "SELECT task.size, task.title FROM task WHERE (task.done AND task.person_id <> 3) UNION ALL SELECT word.id, word.text FROM word WHERE (word.weight < 1 AND word.task_id BETWEEN -3 AND 1)");
    of.same(
        query_12,
        "SELECT person.nick, coalesce(word.id, person.boss_id), coalesce((person.id * 5), length(word.text)) FROM person JOIN word ON person.id = word.id WHERE ((person.age NOT IN (5, 2) AND person.boss_id = -3) OR NOT (person.points IN (1, -1)))");
    of.same(
        query_13,
        "SELECT key + 1 FROM (SELECT word.task_id AS key, count(*) AS rows FROM word WHERE length(word.text) <= 1 GROUP BY word.task_id) AS tally WHERE rows > 1");
    of.same(
        query_14,
        "SELECT task.size, task.title FROM task WHERE (task.size NOT IN (3, -2) AND task.title = 'ab') INTERSECT SELECT task.person_id, task.title FROM task WHERE task.person_id <> 6");
    of.same(
        query_15,
        "SELECT key + 1 FROM (SELECT person.id AS key, count(*) AS rows FROM person WHERE NOT (person.age BETWEEN 1 AND 5) GROUP BY person.id) AS tally WHERE rows > 1");
    of.same(
        query_16,
        "SELECT task.size, count(*) FILTER (WHERE task.title < 'b'), max(abs(task.person_id)) FROM task JOIN task AS o1 ON task.size = o1.person_id GROUP BY task.size HAVING min(o1.id) < 3");
    of.same(
        query_17,
        "SELECT coalesce(task.title, '-'), (SELECT max(person.age) FROM person WHERE task.size = person.id AND person.age NOT IN (0, 6)) FROM task");
    of.same(
        query_18,
        "SELECT word.weight FROM word WHERE word.weight IN (SELECT person.age FROM person WHERE NOT (coalesce(word.task_id = -2, -2 IS NULL)))");
    of.same(
        query_19,
        "SELECT person.points, count(*) FILTER (WHERE person.active), count(*) FROM word JOIN person ON word.task_id = person.id OR word.weight BETWEEN -2 AND 4 GROUP BY person.points HAVING min(person.points) < 3");
}
