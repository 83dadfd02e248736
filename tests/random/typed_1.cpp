// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 =
    from<Word>()
        .where(col<&Word::id>.in(from<Person>().where(col<&Word::text> >= "a").select(col<&Person::id>)))
        .select(col<&Word::task_id>);
const auto query_1 = from<Word>()
                         .where(!(!(col<&Word::id>.between(-2, 1))))
                         .select(col<&Word::task_id>, coalesce((col<&Word::text> + col<&Word::text>), "-"));
const auto query_2 = from<Person>()
                         .where(col<&Person::active>)
                         .select(cast<std::int64_t>(col<&Person::id>), col<&Person::name>)
                         .intersect(from<Person>()
                                        .where((col<&Person::boss_id>.in(1, 6) || col<&Person::points>.between(-2, 4)))
                                        .select(cast<std::int64_t>(col<&Person::points>), col<&Person::nick>));
const auto query_3 =
    from<Person>()
        .where(col<&Person::points> <= -1)
        .select(length(trim(col<&Person::name>)), col<&Person::nick>, coalesce(col<&Person::nick>, "-"));
const auto query_4 = from<Task>()
                         .left_join<Word>(col<&Task::id> == col<&Word::weight>)
                         .where(((col<&Word::weight>.is_not_null() || col<&Task::size>.not_in(-2, -1)) ||
                                 (col<&Word::weight>.is_not_distinct_from(1) && col<&Task::person_id>.in(2, 0))))
                         .select(col<&Word::task_id>, (col<&Task::id> % 5));
const auto query_5 = with(from<Word>()
                              .where((col<&Word::weight> <= col<&Word::task_id> && col<&Word::weight>.is_not_null()))
                              .group_by(col<&Word::id>)
                              .select<Tally>(col<&Word::id>, count()))
                         .from<Person>()
                         .join<Tally>(col<&Tally::key> == col<&Person::age>)
                         .select(col<&Person::age>, col<&Tally::rows>);
const auto query_6 =
    from<Word>()
        .where(exists(from<Task>().where(col<&Word::weight> == col<&Task::person_id> &&
                                         (col<&Task::size> - col<&Task::person_id>) > length(col<&Task::title>))))
        .select((col<&Word::weight> * 3));
const auto query_7 =
    from(from<Task>().where(!(col<&Task::done>)).group_by(col<&Task::id>).select<Tally>(col<&Task::id>, count()))
        .where(col<&Tally::rows> > 2)
        .select(col<&Tally::key> + 1);
const auto query_8 = from<Word>()
                         .where(col<&Word::weight>.is_null())
                         .select(cast<std::int64_t>(col<&Word::task_id>), col<&Word::text>)
                         .intersect(from<Person>()
                                        .where(!(col<&Person::nick>.is_null()))
                                        .select(cast<std::int64_t>(col<&Person::points>), col<&Person::name>));
const auto query_9 =
    from<Word>()
        .where(col<&Word::id>.in(from<Task>().where(col<&Word::id>.not_in(4, -1)).select(col<&Task::person_id>)))
        .select(col<&Word::weight>);
const auto query_10 =
    from<Word>().select(col<&Word::task_id>, max(col<&Word::task_id>)
                                                 .over(partition_by(col<&Word::weight>),
                                                       order_by(length(col<&Word::text>).desc().nulls_last())));
const auto query_11 =
    from<Person>()
        .join<Task>(col<&Person::boss_id> == col<&Task::size> || col<&Task::done>)
        .join<Word>(col<&Task::person_id> == col<&Word::task_id>)
        .where(col<&Person::id>.in(6, 6))
        .select(col<&Person::id>, case_when((col<&Person::nick> == "A" && col<&Person::points>.is_not_distinct_from(6)),
                                            abs(col<&Word::weight>))
                                      .otherwise(col<&Task::size>));
const auto query_12 = from<Task>()
                          .left_join(from<Word>()
                                         .where(!(col<&Word::weight>.is_not_distinct_from(0)))
                                         .group_by(col<&Word::task_id>)
                                         .select<Tally>(col<&Word::task_id>, count()),
                                     col<&Tally::key> == col<&Task::person_id>)
                          .select(col<&Task::person_id>, col<&Tally::rows>);
const auto query_13 =
    from<Person>()
        .where(exists(from<Word>().where(col<&Person::id> == col<&Word::task_id> && col<&Word::id>.in(2, 5))))
        .select(col<&Person::boss_id>);
const auto query_14 = from<Word>()
                          .join<alias<Word, "o1">>(col<&Word::task_id> == col<&Word::task_id, alias<Word, "o1">>)
                          .join<Person>(col<&Word::weight> == col<&Person::points>)
                          .where(col<&Person::active>)
                          .select(length(col<&Person::name>), length(coalesce(col<&Person::name>, "-")));
const auto query_15 = with(from<Task>()
                               .where(trim(col<&Task::title>) < "x")
                               .group_by(col<&Task::id>)
                               .select<Tally>(col<&Task::id>, count()))
                          .from<Word>()
                          .join<Tally>(col<&Tally::key> == col<&Word::id>)
                          .select(col<&Word::id>, col<&Tally::rows>);
const auto query_16 =
    from<Person>()
        .left_join(from<Task>()
                       .where((col<&Task::size>.between(-1, 5) && col<&Task::person_id>.is_not_distinct_from(6)))
                       .group_by(col<&Task::id>)
                       .select<Tally>(col<&Task::id>, count()),
                   col<&Tally::key> == col<&Person::points>)
        .select(col<&Person::points>, col<&Tally::rows>);
const auto query_17 = from<Word>()
                          .where(coalesce(col<&Word::weight>, col<&Word::weight>) == 0)
                          .select(cast<std::int64_t>(col<&Word::id>), col<&Word::text>)
                          .except(from<Task>()
                                      .where(!(col<&Task::person_id>.not_in(1, 2)))
                                      .select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>));
const auto query_18 = from<Person>()
                          .where(!(!(col<&Person::active>)))
                          .select(length(col<&Person::nick>), abs(col<&Person::id>), col<&Person::name>);
const auto query_19 =
    from<Person>()
        .join<Task>(col<&Person::boss_id> == col<&Task::id> || col<&Task::person_id> == 4)
        .join<Word>(col<&Person::id> == col<&Word::id>)
        .where(col<&Word::weight>.is_null())
        .select(col<&Word::weight>, case_when((col<&Task::title> < "" && col<&Word::task_id>.is_not_distinct_from(2)),
                                              length(col<&Word::text>))
                                        .otherwise(abs(col<&Person::points>)));
} // namespace

TEMPLATE_TEST_CASE("typed queries 1", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(query_0,
            "SELECT word.task_id FROM word WHERE word.id IN (SELECT person.id FROM person WHERE word.text >= 'a')");
    of.same(
        query_1,
        "SELECT word.task_id, coalesce((word.text || word.text), '-') FROM word WHERE NOT (NOT (word.id BETWEEN -2 AND 1))");
    of.same(
        query_2,
        "SELECT person.id, person.name FROM person WHERE person.active INTERSECT SELECT person.points, person.nick FROM person WHERE (person.boss_id IN (1, 6) OR person.points BETWEEN -2 AND 4)");
    of.same(
        query_3,
        "SELECT length(trim(person.name)), person.nick, coalesce(person.nick, '-') FROM person WHERE person.points <= -1");
    of.same(
        query_4,
        "SELECT word.task_id, (task.id % 5) FROM task LEFT JOIN word ON task.id = word.weight WHERE ((word.weight IS NOT NULL OR task.size NOT IN (-2, -1)) OR (coalesce(word.weight = 1, 1 IS NULL) AND task.person_id IN (2, 0)))");
    of.same(
        query_5,
        "WITH tally AS (SELECT word.id AS key, count(*) AS rows FROM word WHERE (word.weight <= word.task_id AND word.weight IS NOT NULL) GROUP BY word.id) SELECT person.age, tally.rows FROM person JOIN tally ON tally.key = person.age");
    of.same(
        query_6,
        "SELECT (word.weight * 3) FROM word WHERE EXISTS (SELECT 1 FROM task WHERE word.weight = task.person_id AND (task.size - task.person_id) > length(task.title))");
    of.same(
        query_7,
        "SELECT key + 1 FROM (SELECT task.id AS key, count(*) AS rows FROM task WHERE NOT (task.done) GROUP BY task.id) AS tally WHERE rows > 2");
    of.same(
        query_8,
        "SELECT word.task_id, word.text FROM word WHERE word.weight IS NULL INTERSECT SELECT person.points, person.name FROM person WHERE NOT (person.nick IS NULL)");
    of.same(
        query_9,
        "SELECT word.weight FROM word WHERE word.id IN (SELECT task.person_id FROM task WHERE word.id NOT IN (4, -1))");
    of.same(
        query_10,
        "SELECT word.task_id, max(word.task_id) OVER (PARTITION BY word.weight ORDER BY length(word.text) DESC NULLS LAST) FROM word");
    of.same(
        query_11,
        "SELECT person.id, CASE WHEN (person.nick = 'A' AND coalesce(person.points = 6, 6 IS NULL)) THEN abs(word.weight) ELSE task.size END FROM person JOIN task ON person.boss_id = task.size OR task.done JOIN word ON task.person_id = word.task_id WHERE person.id IN (6, 6)");
    of.same(
        query_12,
        "SELECT task.person_id, tally.rows FROM task LEFT JOIN (SELECT word.task_id AS key, count(*) AS rows FROM word WHERE NOT (coalesce(word.weight = 0, 0 IS NULL)) GROUP BY word.task_id) AS tally ON tally.key = task.person_id");
    of.same(
        query_13,
        "SELECT person.boss_id FROM person WHERE EXISTS (SELECT 1 FROM word WHERE person.id = word.task_id AND word.id IN (2, 5))");
    of.same(
        query_14,
        "SELECT length(person.name), length(coalesce(person.name, '-')) FROM word JOIN word AS o1 ON word.task_id = o1.task_id JOIN person ON word.weight = person.points WHERE person.active");
    of.same(
        query_15,
        "WITH tally AS (SELECT task.id AS key, count(*) AS rows FROM task WHERE trim(task.title) < 'x' GROUP BY task.id) SELECT word.id, tally.rows FROM word JOIN tally ON tally.key = word.id");
    of.same(
        query_16,
        "SELECT person.points, tally.rows FROM person LEFT JOIN (SELECT task.id AS key, count(*) AS rows FROM task WHERE (task.size BETWEEN -1 AND 5 AND coalesce(task.person_id = 6, 6 IS NULL)) GROUP BY task.id) AS tally ON tally.key = person.points");
    of.same(
        query_17,
        "SELECT word.id, word.text FROM word WHERE coalesce(word.weight, word.weight) = 0 EXCEPT SELECT task.size, task.title FROM task WHERE NOT (task.person_id NOT IN (1, 2))");
    of.same(query_18,
            "SELECT length(person.nick), abs(person.id), person.name FROM person WHERE NOT (NOT (person.active))");
    of.same(
        query_19,
        "SELECT word.weight, CASE WHEN (task.title < '' AND coalesce(word.task_id = 2, 2 IS NULL)) THEN length(word.text) ELSE abs(person.points) END FROM person JOIN task ON person.boss_id = task.id OR task.person_id = 4 JOIN word ON person.id = word.id WHERE word.weight IS NULL");
}
