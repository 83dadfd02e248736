// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 =
    from<Task>().where(!(col<&Task::done>)).select((-coalesce(col<&Task::person_id>, col<&Task::size>)));
const auto query_1 = from<Person>().select(
    (case_when(col<&Person::points>.is_not_distinct_from(-3), col<&Person::points>).otherwise(col<&Person::points>) -
     (col<&Person::points> - col<&Person::points>)),
    scalar(from<Task>()
               .where(col<&Person::id> == col<&Task::person_id> && !(col<&Person::id> > col<&Task::id>))
               .select(max(col<&Task::size>))));
const auto query_2 =
    from<Word>()
        .where(col<&Word::task_id>.in(from<Task>().where(col<&Word::task_id>.in(-2, -2)).select(col<&Task::id>)))
        .select(col<&Word::text>);
const auto query_3 = from(from<Word>()
                              .where(length(col<&Word::text>) < 1)
                              .group_by(col<&Word::task_id>)
                              .select<Tally>(col<&Word::task_id>, count()))
                         .where(col<&Tally::rows> > 2)
                         .select(col<&Tally::key> + 1);
const auto query_4 =
    from<Task>().select(col<&Task::size>, rank().over(partition_by(col<&Task::id>),
                                                      order_by((col<&Task::person_id> / 2).desc().nulls_last())));
const auto query_5 = from<Word>()
                         .left_join<alias<Word, "o1">>(col<&Word::weight> == col<&Word::task_id, alias<Word, "o1">>)
                         .group_by(col<&Word::text>)
                         .having(min(col<&Word::task_id, alias<Word, "o1">>) < 3)
                         .select(col<&Word::text>, count(), sum(col<&Word::task_id, alias<Word, "o1">>));
const auto query_6 = from<Word>()
                         .left_join(from<Person>()
                                        .where(col<&Person::nick> < "A")
                                        .group_by(col<&Person::id>)
                                        .select<Tally>(col<&Person::id>, count()),
                                    col<&Tally::key> == col<&Word::id>)
                         .select(col<&Word::id>, col<&Tally::rows>);
const auto query_7 = from<Word>().select(
    col<&Word::id>, count().over(partition_by(col<&Word::id>), order_by(length(col<&Word::text>).desc().nulls_last())));
const auto query_8 = from<Word>()
                         .join<Task>(col<&Word::id> == col<&Task::person_id>)
                         .group_by(col<&Word::text>)
                         .having(min(col<&Task::id>) < 3)
                         .select(col<&Word::text>, max(col<&Word::task_id>), count());
const auto query_9 = from<Task>()
                         .join<Person>(col<&Task::id> == col<&Person::boss_id> || col<&Person::nick>.is_null())
                         .where(!(col<&Task::person_id>.is_not_null()))
                         .select(col<&Task::size>, col<&Task::id>, ((col<&Task::person_id> - col<&Task::size>) / 5));
const auto query_10 = from<Person>()
                          .join<Word>(col<&Person::age> == col<&Word::weight>)
                          .group_by(col<&Word::id>)
                          .having(min(col<&Person::age>) < 3)
                          .select(col<&Word::id>, max((col<&Person::id> + col<&Person::points>)), count());
const auto query_11 = from<Word>()
                          .where(exists(from<Task>().where(col<&Word::id> == col<&Task::person_id> &&
                                                           col<&Word::task_id>.is_not_distinct_from(-1))))
                          .select((length(col<&Word::text>) / 4));
const auto query_12 = from<Person>()
                          .join<Task>(col<&Person::id> == col<&Task::id>)
                          .where(col<&Task::id>.not_in(4, 1))
                          .select(col<&Person::points>, col<&Person::name>, (col<&Task::title> + col<&Person::nick>));
const auto query_13 = from<Word>()
                          .join<Task>(col<&Word::id> == col<&Task::size>)
                          .where(col<&Word::id>.is_not_distinct_from(4))
                          .select(case_when(col<&Task::size>.in(4, 4), (col<&Task::person_id> - col<&Task::size>))
                                      .otherwise((col<&Word::weight> + col<&Word::task_id>)));
const auto query_14 =
    from<Word>()
        .join<Person>(col<&Word::task_id> == col<&Person::id>)
        .where(((col<&Person::age>.is_not_distinct_from(-1) && col<&Word::weight>.is_not_distinct_from(5)) &&
                (col<&Word::weight>.is_null() || col<&Person::active>)))
        .select(abs((col<&Word::id> - col<&Person::age>)), abs(col<&Person::points>));
const auto query_15 = from<Task>()
                          .where(!((col<&Task::id> == col<&Task::size> || col<&Task::done>)))
                          .select(((col<&Task::title> + col<&Task::title>)+trim(col<&Task::title>)));
const auto query_16 = from(from<Word>()
                               .where((col<&Word::text> < "A" || col<&Word::id> == col<&Word::task_id>))
                               .group_by(col<&Word::id>)
                               .select<Tally>(col<&Word::id>, count()))
                          .where(col<&Tally::rows> > 2)
                          .select(col<&Tally::key> + 1);
const auto query_17 = from<Person>()
                          .where(col<&Person::id>.in(
                              from<Task>().where(!(col<&Task::person_id> == col<&Person::id>)).select(col<&Task::id>)))
                          .select((-length(col<&Person::name>)));
const auto query_18 =
    from<Person>()
        .where(exists(from<Word>().where(col<&Person::age> == col<&Word::weight> && !(col<&Person::active>))))
        .select((trim(col<&Person::name>) + replace(col<&Person::name>, "a", "<a>")));
const auto query_19 = from<Person>()
                          .where(case_when(col<&Person::id> < col<&Person::boss_id>, col<&Person::boss_id>)
                                     .otherwise(col<&Person::points>)
                                     .between(0, 5))
                          .select(cast<std::int64_t>(col<&Person::age>), col<&Person::nick>)
                          .union_all(from<Task>()
                                         .where((col<&Task::person_id>.not_in(4, 3) && col<&Task::size>.in(-2, 5)))
                                         .select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>));
} // namespace

TEMPLATE_TEST_CASE("typed queries 9", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(query_0, "SELECT (-coalesce(task.person_id, task.size)) FROM task WHERE NOT (task.done)");
    of.same(
        query_1,
        "SELECT (CASE WHEN coalesce(person.points = -3, -3 IS NULL) THEN person.points ELSE person.points END - (person.points - person.points)), (SELECT max(task.size) FROM task WHERE person.id = task.person_id AND NOT (person.id > task.id)) FROM person");
    of.same(
        query_2,
        "SELECT word.text FROM word WHERE word.task_id IN (SELECT task.id FROM task WHERE word.task_id IN (-2, -2))");
    of.same(
        query_3,
        "SELECT key + 1 FROM (SELECT word.task_id AS key, count(*) AS rows FROM word WHERE length(word.text) < 1 GROUP BY word.task_id) AS tally WHERE rows > 2");
    of.same(
        query_4,
        "SELECT task.size, rank() OVER (PARTITION BY task.id ORDER BY (task.person_id / 2) DESC NULLS LAST) FROM task");
    of.same(
        query_5,
        "SELECT word.text, count(*), sum(o1.task_id) FROM word LEFT JOIN word AS o1 ON word.weight = o1.task_id GROUP BY word.text HAVING min(o1.task_id) < 3");
    of.same(
        query_6,
        "SELECT word.id, tally.rows FROM word LEFT JOIN (SELECT person.id AS key, count(*) AS rows FROM person WHERE person.nick < 'A' GROUP BY person.id) AS tally ON tally.key = word.id");
    of.same(
        query_7,
        "SELECT word.id, count(*) OVER (PARTITION BY word.id ORDER BY length(word.text) DESC NULLS LAST) FROM word");
    of.same(
        query_8,
        "SELECT word.text, max(word.task_id), count(*) FROM word JOIN task ON word.id = task.person_id GROUP BY word.text HAVING min(task.id) < 3");
    of.same(
        query_9,
        "SELECT task.size, task.id, ((task.person_id - task.size) / 5) FROM task JOIN person ON task.id = person.boss_id OR person.nick IS NULL WHERE NOT (task.person_id IS NOT NULL)");
    of.same(
        query_10,
        "SELECT word.id, max((person.id + person.points)), count(*) FROM person JOIN word ON person.age = word.weight GROUP BY word.id HAVING min(person.age) < 3");
    of.same(
        query_11,
        "SELECT (length(word.text) / 4) FROM word WHERE EXISTS (SELECT 1 FROM task WHERE word.id = task.person_id AND coalesce(word.task_id = -1, -1 IS NULL))");
    of.same(
        query_12,
        "SELECT person.points, person.name, (task.title || person.nick) FROM person JOIN task ON person.id = task.id WHERE task.id NOT IN (4, 1)");
    of.same(
        query_13,
        "SELECT CASE WHEN task.size IN (4, 4) THEN (task.person_id - task.size) ELSE (word.weight + word.task_id) END FROM word JOIN task ON word.id = task.size WHERE coalesce(word.id = 4, 4 IS NULL)");
    of.same(
        query_14,
        "SELECT abs((word.id - person.age)), abs(person.points) FROM word JOIN person ON word.task_id = person.id WHERE ((coalesce(person.age = -1, -1 IS NULL) AND coalesce(word.weight = 5, 5 IS NULL)) AND (word.weight IS NULL OR person.active))");
    of.same(
        query_15,
        "SELECT ((task.title || task.title) || trim(task.title)) FROM task WHERE NOT ((task.id = task.size OR task.done))");
    of.same(
        query_16,
        "SELECT key + 1 FROM (SELECT word.id AS key, count(*) AS rows FROM word WHERE (word.text < 'A' OR word.id = word.task_id) GROUP BY word.id) AS tally WHERE rows > 2");
    of.same(
        query_17,
        "SELECT (-length(person.name)) FROM person WHERE person.id IN (SELECT task.id FROM task WHERE NOT (task.person_id = person.id))");
    of.same(
        query_18,
        "SELECT (trim(person.name) || replace(person.name, 'a', '<a>')) FROM person WHERE EXISTS (SELECT 1 FROM word WHERE person.age = word.weight AND NOT (person.active))");
    of.same(
        query_19,
        "SELECT person.age, person.nick FROM person WHERE CASE WHEN person.id < person.boss_id THEN person.boss_id ELSE person.points END BETWEEN 0 AND 5 UNION ALL SELECT task.size, task.title FROM task WHERE (task.person_id NOT IN (4, 3) AND task.size IN (-2, 5))");
}
