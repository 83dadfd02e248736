// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 = with(from<Word>()
                              .where((col<&Word::id> != 3 || col<&Word::weight>.is_null()))
                              .group_by(col<&Word::id>)
                              .select<Tally>(col<&Word::id>, count()))
                         .from<Task>()
                         .join<Tally>(col<&Tally::key> == col<&Task::size>)
                         .select(col<&Task::size>, col<&Tally::rows>);
const auto query_1 =
    from<Word>()
        .where(!exists(from<Task>().where(col<&Word::id> == col<&Task::person_id> &&
                                          (col<&Task::done> || col<&Word::task_id> < col<&Task::person_id>))))
        .select(coalesce(trim(col<&Word::text>), "-"));
const auto query_2 =
    from<Word>()
        .join<alias<Word, "o1">>(col<&Word::weight> == col<&Word::task_id, alias<Word, "o1">>)
        .where(!(!(col<&Word::task_id, alias<Word, "o1">> <= 6)))
        .select(col<&Word::task_id>, ((-col<&Word::task_id>)+(col<&Word::task_id> / 2)),
                coalesce(coalesce(col<&Word::weight>, col<&Word::id>), length(col<&Word::text, alias<Word, "o1">>)));
const auto query_3 = from<Person>()
                         .left_join<Task>(col<&Person::boss_id> == col<&Task::size>)
                         .where(col<&Task::person_id>.not_in(-2, 3))
                         .select(length(coalesce(col<&Person::name>, "-")));
const auto query_4 =
    from<Word>().group_by(col<&Word::text>).select(col<&Word::text>, count().filter(col<&Word::task_id> > 6), count());
const auto query_5 = from<Person>()
                         .join<Word>(col<&Person::points> == col<&Word::id>)
                         .join<alias<Person, "o2">>(col<&Word::id> == col<&Person::boss_id, alias<Person, "o2">>)
                         .where(!((col<&Word::weight> < 4 || col<&Word::weight> > col<&Person::points>)))
                         .select(col<&Person::boss_id>);
const auto query_6 = from<Person>()
                         .where(col<&Person::points>.is_not_null())
                         .select(cast<std::int64_t>(col<&Person::points>), col<&Person::nick>)
                         .except(from<Person>()
                                     .where(col<&Person::active>)
                                     .select(cast<std::int64_t>(col<&Person::age>), col<&Person::name>));
const auto query_7 = from<Word>()
                         .where((col<&Word::id> - col<&Word::weight>) > 1)
                         .select(replace(replace(col<&Word::text>, "a", "<a>"), "a", "<a>"), length(col<&Word::text>));
const auto query_8 = from<Person>()
                         .join<alias<Person, "o1">>(col<&Person::boss_id> == col<&Person::points, alias<Person, "o1">>)
                         .select(col<&Person::boss_id, alias<Person, "o1">>,
                                 sum(col<&Person::boss_id, alias<Person, "o1">>)
                                     .over(partition_by(col<&Person::boss_id, alias<Person, "o1">>),
                                           order_by(col<&Person::points>.desc().nulls_last())));
const auto query_9 = from<Person>()
                         .group_by(col<&Person::points>)
                         .having(count() > 1)
                         .select(col<&Person::points>, sum(col<&Person::boss_id>), count());
const auto query_10 =
    from<Person>()
        .where(coalesce(col<&Person::boss_id>, col<&Person::id>).between(-1, 6))
        .select(cast<std::int64_t>(col<&Person::boss_id>), col<&Person::nick>)
        .union_all(from<Person>()
                       .where((col<&Person::boss_id> <= col<&Person::points> || col<&Person::age>.not_in(-3, -2)))
                       .select(cast<std::int64_t>(col<&Person::points>), col<&Person::nick>));
const auto query_11 =
    from<Word>()
        .where(col<&Word::weight>.in(from<Task>()
                                         .where((col<&Task::done> || col<&Task::person_id>.is_not_distinct_from(6)))
                                         .select(col<&Task::person_id>)))
        .select(col<&Word::weight>);
const auto query_12 =
    from<Task>().group_by(col<&Task::size>).select(col<&Task::size>, count(col<&Task::size>).distinct(), count());
const auto query_13 = from<Task>().select(
    col<&Task::id>,
    count().over(partition_by(col<&Task::size>), order_by((col<&Task::size> - col<&Task::id>).desc().nulls_last())));
const auto query_14 =
    from<Word>().select(col<&Word::weight>, count().over(partition_by(col<&Word::task_id>),
                                                         order_by(col<&Word::weight>.desc().nulls_last())));
const auto query_15 = from<Person>()
                          .left_join(from<Task>()
                                         .where(col<&Task::person_id>.is_not_null())
                                         .group_by(col<&Task::id>)
                                         .select<Tally>(col<&Task::id>, count()),
                                     col<&Tally::key> == col<&Person::age>)
                          .select(col<&Person::age>, col<&Tally::rows>);
const auto query_16 = from(from<Person>()
                               .where((col<&Person::points>.between(0, 5) && col<&Person::age>.is_not_distinct_from(0)))
                               .group_by(col<&Person::id>)
                               .select<Tally>(col<&Person::id>, count()))
                          .where(col<&Tally::rows> > 1)
                          .select(col<&Tally::key> + 1);
const auto query_17 = from<Word>()
                          .group_by(col<&Word::text>)
                          .having(min(col<&Word::id>) < 3)
                          .select(col<&Word::text>, max(coalesce(col<&Word::id>, col<&Word::weight>)), count());
const auto query_18 =
    from<Person>()
        .left_join<Word>(col<&Person::boss_id> == col<&Word::id> || col<&Word::id>.between(-1, 3))
        .select(col<&Person::points>,
                rank().over(partition_by(col<&Word::task_id>),
                            order_by(case_when(col<&Word::task_id>.is_not_distinct_from(-2), col<&Person::points>)
                                         .otherwise(col<&Word::task_id>)
                                         .desc()
                                         .nulls_last())));
const auto query_19 =
    from<Person>()
        .join<alias<Person, "o1">>(col<&Person::points> == col<&Person::boss_id, alias<Person, "o1">>)
        .left_join<Task>(col<&Person::age, alias<Person, "o1">> == col<&Task::size> || col<&Task::done>)
        .where((col<&Task::person_id>.is_null() || (-col<&Person::age, alias<Person, "o1">>) > -1))
        .select(col<&Person::id, alias<Person, "o1">>, length((col<&Person::nick> + col<&Task::title>)),
                (col<&Person::boss_id> - abs(col<&Person::id>)));
} // namespace

TEMPLATE_TEST_CASE("typed queries 5", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "WITH tally AS (SELECT word.id AS key, count(*) AS rows FROM word WHERE (word.id <> 3 OR word.weight IS NULL) GROUP BY word.id) SELECT task.size, tally.rows FROM task JOIN tally ON tally.key = task.size");
    of.same(
        query_1,
        "SELECT coalesce(trim(word.text), '-') FROM word WHERE NOT EXISTS (SELECT 1 FROM task WHERE word.id = task.person_id AND (task.done OR word.task_id < task.person_id))");
    of.same(
        query_2,
        "SELECT word.task_id, ((-word.task_id) + (word.task_id / 2)), coalesce(coalesce(word.weight, word.id), length(o1.text)) FROM word JOIN word AS o1 ON word.weight = o1.task_id WHERE NOT (NOT (o1.task_id <= 6))");
    of.same(
        query_3,
        "SELECT length(coalesce(person.name, '-')) FROM person LEFT JOIN task ON person.boss_id = task.size WHERE task.person_id NOT IN (-2, 3)");
    of.same(query_4,
            "SELECT word.text, count(*) FILTER (WHERE word.task_id > 6), count(*) FROM word GROUP BY word.text");
    of.same(
        query_5,
        "SELECT person.boss_id FROM person JOIN word ON person.points = word.id JOIN person AS o2 ON word.id = o2.boss_id WHERE NOT ((word.weight < 4 OR word.weight > person.points))");
    of.same(
        query_6,
        "SELECT person.points, person.nick FROM person WHERE person.points IS NOT NULL EXCEPT SELECT person.age, person.name FROM person WHERE person.active");
    of.same(
        query_7,
        "SELECT replace(replace(word.text, 'a', '<a>'), 'a', '<a>'), length(word.text) FROM word WHERE (word.id - word.weight) > 1");
    of.same(
        query_8,
        "SELECT o1.boss_id, sum(o1.boss_id) OVER (PARTITION BY o1.boss_id ORDER BY person.points DESC NULLS LAST) FROM person JOIN person AS o1 ON person.boss_id = o1.points");
    of.same(
        query_9,
        "SELECT person.points, sum(person.boss_id), count(*) FROM person GROUP BY person.points HAVING count(*) > 1");
    of.same(
        query_10,
        "SELECT person.boss_id, person.nick FROM person WHERE coalesce(person.boss_id, person.id) BETWEEN -1 AND 6 UNION ALL SELECT person.points, person.nick FROM person WHERE (person.boss_id <= person.points OR person.age NOT IN (-3, -2))");
    of.same(
        query_11,
        "SELECT word.weight FROM word WHERE word.weight IN (SELECT task.person_id FROM task WHERE (task.done OR coalesce(task.person_id = 6, 6 IS NULL)))");
    of.same(query_12, "SELECT task.size, count(DISTINCT task.size), count(*) FROM task GROUP BY task.size");
    of.same(
        query_13,
        "SELECT task.id, count(*) OVER (PARTITION BY task.size ORDER BY (task.size - task.id) DESC NULLS LAST) FROM task");
    of.same(
        query_14,
        "SELECT word.weight, count(*) OVER (PARTITION BY word.task_id ORDER BY word.weight DESC NULLS LAST) FROM word");
    of.same(
        query_15,
        "SELECT person.age, tally.rows FROM person LEFT JOIN (SELECT task.id AS key, count(*) AS rows FROM task WHERE task.person_id IS NOT NULL GROUP BY task.id) AS tally ON tally.key = person.age");
    of.same(
        query_16,
        "SELECT key + 1 FROM (SELECT person.id AS key, count(*) AS rows FROM person WHERE (person.points BETWEEN 0 AND 5 AND coalesce(person.age = 0, 0 IS NULL)) GROUP BY person.id) AS tally WHERE rows > 1");
    of.same(
        query_17,
        "SELECT word.text, max(coalesce(word.id, word.weight)), count(*) FROM word GROUP BY word.text HAVING min(word.id) < 3");
    of.same(
        query_18,
        "SELECT person.points, rank() OVER (PARTITION BY word.task_id ORDER BY CASE WHEN coalesce(word.task_id = -2, -2 IS NULL) THEN person.points ELSE word.task_id END DESC NULLS LAST) FROM person LEFT JOIN word ON person.boss_id = word.id OR word.id BETWEEN -1 AND 3");
    of.same(
        query_19,
        "SELECT o1.id, length((person.nick || task.title)), (person.boss_id - abs(person.id)) FROM person JOIN person AS o1 ON person.points = o1.boss_id LEFT JOIN task ON o1.age = task.size OR task.done WHERE (task.person_id IS NULL OR (-o1.age) > -1)");
}
