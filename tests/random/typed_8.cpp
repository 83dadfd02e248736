// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 =
    from(from<Task>()
             .where(case_when(col<&Task::id> <= col<&Task::size>, col<&Task::person_id>).otherwise(col<&Task::id>) <=
                    coalesce(col<&Task::id>, col<&Task::size>))
             .group_by(col<&Task::id>)
             .select<Tally>(col<&Task::id>, count()))
        .where(col<&Tally::rows> > 2)
        .select(col<&Tally::key> + 1);
const auto query_1 = from<Task>().select(
    col<&Task::title>,
    scalar(from<Person>()
               .where(col<&Task::person_id> == col<&Person::id> && (-col<&Person::points>) > (col<&Task::id> / 3))
               .select(count())));
const auto query_2 =
    from<Word>()
        .join<Person>(col<&Word::weight> == col<&Person::id>)
        .select(col<&Word::task_id>, dense_rank().over(partition_by(col<&Word::id>),
                                                       order_by((col<&Word::weight> % 2).desc().nulls_last())));
const auto query_3 = from<Task>()
                         .join<Word>(col<&Task::size> == col<&Word::weight>)
                         .where(!((col<&Word::task_id>.not_in(5, 3) || col<&Word::weight> <= col<&Task::size>)))
                         .select(coalesce((col<&Word::text> + col<&Task::title>), "-"));
const auto query_4 = with(from<Person>()
                              .where(length(col<&Person::name>).between(-2, 3))
                              .group_by(col<&Person::id>)
                              .select<Tally>(col<&Person::id>, count()))
                         .from<Task>()
                         .join<Tally>(col<&Tally::key> == col<&Task::size>)
                         .select(col<&Task::size>, col<&Tally::rows>);
const auto query_5 = from<Word>()
                         .group_by(col<&Word::text>)
                         .having(count() > 1)
                         .select(col<&Word::text>, sum(col<&Word::weight>), count().filter(col<&Word::id> > 3));
const auto query_6 = from<Word>()
                         .left_join<alias<Word, "o1">>(col<&Word::id> == col<&Word::id, alias<Word, "o1">>)
                         .where(col<&Word::task_id, alias<Word, "o1">>.between(-3, 3))
                         .select(coalesce(col<&Word::id, alias<Word, "o1">>, col<&Word::id>));
const auto query_7 = from<Person>()
                         .where((col<&Person::age>.is_not_distinct_from(3) || col<&Person::boss_id> == 4))
                         .select(cast<std::int64_t>(col<&Person::age>), col<&Person::nick>)
                         .except(from<Person>()
                                     .where(!(col<&Person::boss_id> != -1))
                                     .select(cast<std::int64_t>(col<&Person::boss_id>), col<&Person::name>));
const auto query_8 = from<Person>()
                         .group_by(col<&Person::name>)
                         .having(count() > 1)
                         .select(col<&Person::name>, count().filter(col<&Person::boss_id>.is_not_distinct_from(-3)),
                                 sum(col<&Person::age>));
const auto query_9 = from<Word>()
                         .where(((col<&Word::weight>.is_not_null() && col<&Word::id>.is_not_distinct_from(-2)) &&
                                 (col<&Word::id>.in(5, 2) || col<&Word::weight>.in(2, -2))))
                         .select(col<&Word::weight>);
const auto query_10 =
    from<Word>()
        .where(col<&Word::weight>.in(from<Person>().where(!(col<&Person::active>)).select(col<&Person::points>)))
        .select(abs(coalesce(col<&Word::id>, col<&Word::weight>)));
const auto query_11 = from<Task>()
                          .where(col<&Task::done>)
                          .select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>)
                          .union_all(from<Person>()
                                         .where((col<&Person::age> <= -1 && col<&Person::points>.in(3, 1)))
                                         .select(cast<std::int64_t>(col<&Person::id>), col<&Person::name>));
const auto query_12 = from<Person>()
                          .where(col<&Person::id>.in(
                              from<Word>().where(col<&Person::id>.is_not_distinct_from(-1)).select(col<&Word::id>)))
                          .select(replace(coalesce(col<&Person::nick>, "-"), "a", "<a>"));
const auto query_13 = from<Person>()
                          .left_join<Task>(col<&Person::age> == col<&Task::person_id>)
                          .where(col<&Task::person_id>.is_not_distinct_from(3))
                          .select(length(trim(col<&Person::nick>)));
const auto query_14 = from<Person>()
                          .group_by(col<&Person::name>)
                          .having(count() > 1)
                          .select(col<&Person::name>, sum(col<&Person::age>),
                                  max(case_when(col<&Person::id> <= col<&Person::boss_id>, col<&Person::points>)
                                          .otherwise(col<&Person::id>)));
const auto query_15 = from<Word>()
                          .join<alias<Word, "o1">>(col<&Word::weight> == col<&Word::id, alias<Word, "o1">>)
                          .where((col<&Word::id> % 5) == abs(length(col<&Word::text>)))
                          .select(col<&Word::id, alias<Word, "o1">>, col<&Word::id, alias<Word, "o1">>,
                                  abs((col<&Word::weight, alias<Word, "o1">> - col<&Word::id>)));
const auto query_16 = from<Word>()
                          .group_by(col<&Word::id>)
                          .select(col<&Word::id>, count(col<&Word::weight>).distinct(), max(length(col<&Word::text>)));
const auto query_17 = from(from<Task>()
                               .where((col<&Task::size> <= -2 && col<&Task::size> <= col<&Task::id>))
                               .group_by(col<&Task::id>)
                               .select<Tally>(col<&Task::id>, count()))
                          .where(col<&Tally::rows> > 1)
                          .select(col<&Tally::key> + 1);
const auto query_18 =
    from<Word>()
        .where(exists(
            from<Task>().where(col<&Word::task_id> == col<&Task::size> && !(col<&Task::person_id> != col<&Word::id>))))
        .select(case_when(coalesce(col<&Word::id>, col<&Word::id>) > -3, (col<&Word::task_id> - col<&Word::weight>))
                    .otherwise(length(col<&Word::text>)));
const auto query_19 = from(from<Task>()
                               .where((col<&Task::size>.between(1, 6) && col<&Task::person_id>.not_in(4, -3)))
                               .group_by(col<&Task::id>)
                               .select<Tally>(col<&Task::id>, count()))
                          .where(col<&Tally::rows> > 0)
                          .select(col<&Tally::key> + 1);
} // namespace

TEMPLATE_TEST_CASE("typed queries 8", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "SELECT key + 1 FROM (SELECT task.id AS key, count(*) AS rows FROM task WHERE CASE WHEN task.id <= task.size THEN task.person_id ELSE task.id END <= coalesce(task.id, task.size) GROUP BY task.id) AS tally WHERE rows > 2");
    of.same(
        query_1,
        "SELECT task.title, (SELECT count(*) FROM person WHERE task.person_id = person.id AND (-person.points) > (task.id / 3)) FROM task");
    of.same(
        query_2,
        "SELECT word.task_id, dense_rank() OVER (PARTITION BY word.id ORDER BY (word.weight % 2) DESC NULLS LAST) FROM word JOIN person ON word.weight = person.id");
    of.same(
        query_3,
        "SELECT coalesce((word.text || task.title), '-') FROM task JOIN word ON task.size = word.weight WHERE NOT ((word.task_id NOT IN (5, 3) OR word.weight <= task.size))");
    of.same(
        query_4,
        "WITH tally AS (SELECT person.id AS key, count(*) AS rows FROM person WHERE length(person.name) BETWEEN -2 AND 3 GROUP BY person.id) SELECT task.size, tally.rows FROM task JOIN tally ON tally.key = task.size");
    of.same(
        query_5,
        "SELECT word.text, sum(word.weight), count(*) FILTER (WHERE word.id > 3) FROM word GROUP BY word.text HAVING count(*) > 1");
    of.same(
        query_6,
        "SELECT coalesce(o1.id, word.id) FROM word LEFT JOIN word AS o1 ON word.id = o1.id WHERE o1.task_id BETWEEN -3 AND 3");
    of.same(
        query_7,
        "SELECT person.age, person.nick FROM person WHERE (coalesce(person.age = 3, 3 IS NULL) OR person.boss_id = 4) EXCEPT SELECT person.boss_id, person.name FROM person WHERE NOT (person.boss_id <> -1)");
    of.same(
        query_8,
        "SELECT person.name, count(*) FILTER (WHERE coalesce(person.boss_id = -3, -3 IS NULL)), sum(person.age) FROM person GROUP BY person.name HAVING count(*) > 1");
    of.same(
        query_9,
        "SELECT word.weight FROM word WHERE ((word.weight IS NOT NULL AND coalesce(word.id = -2, -2 IS NULL)) AND (word.id IN (5, 2) OR word.weight IN (2, -2)))");
    of.same(
        query_10,
        "SELECT abs(coalesce(word.id, word.weight)) FROM word WHERE word.weight IN (SELECT person.points FROM person WHERE NOT (person.active))");
    of.same(
        query_11,
        "SELECT task.size, task.title FROM task WHERE task.done UNION ALL SELECT person.id, person.name FROM person WHERE (person.age <= -1 AND person.points IN (3, 1))");
    of.same(
        query_12,
        "SELECT replace(coalesce(person.nick, '-'), 'a', '<a>') FROM person WHERE person.id IN (SELECT word.id FROM word WHERE coalesce(person.id = -1, -1 IS NULL))");
    of.same(
        query_13,
        "SELECT length(trim(person.nick)) FROM person LEFT JOIN task ON person.age = task.person_id WHERE coalesce(task.person_id = 3, 3 IS NULL)");
    of.same(
        query_14,
        "SELECT person.name, sum(person.age), max(CASE WHEN person.id <= person.boss_id THEN person.points ELSE person.id END) FROM person GROUP BY person.name HAVING count(*) > 1");
    of.same(
        query_15,
        "SELECT o1.id, o1.id, abs((o1.weight - word.id)) FROM word JOIN word AS o1 ON word.weight = o1.id WHERE (word.id % 5) = abs(length(word.text))");
    of.same(query_16, "SELECT word.id, count(DISTINCT word.weight), max(length(word.text)) FROM word GROUP BY word.id");
    of.same(
        query_17,
        "SELECT key + 1 FROM (SELECT task.id AS key, count(*) AS rows FROM task WHERE (task.size <= -2 AND task.size <= task.id) GROUP BY task.id) AS tally WHERE rows > 1");
    of.same(
        query_18,
        "SELECT CASE WHEN coalesce(word.id, word.id) > -3 THEN (word.task_id - word.weight) ELSE length(word.text) END FROM word WHERE EXISTS (SELECT 1 FROM task WHERE word.task_id = task.size AND NOT (task.person_id <> word.id))");
    of.same(
        query_19,
        "SELECT key + 1 FROM (SELECT task.id AS key, count(*) AS rows FROM task WHERE (task.size BETWEEN 1 AND 6 AND task.person_id NOT IN (4, -3)) GROUP BY task.id) AS tally WHERE rows > 0");
}
