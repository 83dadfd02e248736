// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 =
    from<Person>()
        .join<Task>(col<&Person::age> == col<&Task::id>)
        .join<Word>(col<&Task::size> == col<&Word::id>)
        .where(!((col<&Word::id>.in(-1, 1) && col<&Task::size>.between(-1, 4))))
        .select(case_when((col<&Person::id> % 2) <= 4,
                          case_when(col<&Person::nick>.is_not_null(), col<&Person::age>).otherwise(col<&Word::id>))
                    .otherwise((col<&Person::points> - col<&Word::id>)));
const auto query_1 = with(from<Word>()
                              .where((col<&Word::text> != "" || col<&Word::weight>.is_not_null()))
                              .group_by(col<&Word::id>)
                              .select<Tally>(col<&Word::id>, count()))
                         .from<Person>()
                         .join<Tally>(col<&Tally::key> == col<&Person::id>)
                         .select(col<&Person::id>, col<&Tally::rows>);
const auto query_2 =
    from<Task>()
        .group_by(col<&Task::title>)
        .having(count() > 1)
        .select(col<&Task::title>, sum(col<&Task::id>), count().filter(col<&Task::person_id>.in(-1, 6)));
const auto query_3 =
    from<Task>()
        .join<alias<Task, "o1">>(col<&Task::person_id> == col<&Task::size, alias<Task, "o1">>)
        .join<alias<Task, "o2">>(col<&Task::person_id> == col<&Task::size, alias<Task, "o2">>)
        .where(!(abs(col<&Task::id, alias<Task, "o2">>) <= col<&Task::person_id, alias<Task, "o2">>))
        .select(abs((-col<&Task::size>)), abs(coalesce(col<&Task::size, alias<Task, "o1">>, col<&Task::size>)));
const auto query_4 =
    from<Word>()
        .join<alias<Word, "o1">>(col<&Word::task_id> == col<&Word::weight, alias<Word, "o1">>)
        .join<alias<Word, "o2">>(col<&Word::task_id> == col<&Word::weight, alias<Word, "o2">>)
        .where((!(col<&Word::weight>.is_null()) && (col<&Word::weight, alias<Word, "o2">>.in(6, 5) &&
                                                    col<&Word::weight> != col<&Word::task_id, alias<Word, "o2">>)))
        .select(case_when((col<&Word::weight>.is_not_distinct_from(-3) &&
                           col<&Word::weight, alias<Word, "o1">> <= col<&Word::id, alias<Word, "o2">>),
                          col<&Word::task_id>)
                    .otherwise(case_when(col<&Word::task_id> < 3, col<&Word::weight>)
                                   .otherwise(col<&Word::weight, alias<Word, "o1">>)),
                (coalesce(col<&Word::text, alias<Word, "o1">>, "-") + trim(col<&Word::text, alias<Word, "o1">>)),
                col<&Word::text, alias<Word, "o2">>);
const auto query_5 =
    from<Word>()
        .where(exists(from<Person>().where(col<&Word::task_id> == col<&Person::id> &&
                                           (col<&Person::nick> == "ab" && col<&Word::weight>.in(3, 3)))))
        .select(case_when(!(col<&Word::task_id> < 4), length(col<&Word::text>)).otherwise(col<&Word::id>));
const auto query_6 = from<Task>().select(
    col<&Task::id>, dense_rank().over(partition_by(col<&Task::size>), order_by(col<&Task::size>.desc().nulls_last())));
const auto query_7 = from<Task>()
                         .where(!exists(from<Person>().where(col<&Task::person_id> == col<&Person::age> &&
                                                             col<&Task::person_id>.not_in(-1, 1))))
                         .select(col<&Task::size>);
const auto query_8 = from<Person>()
                         .where(col<&Person::id>.is_not_distinct_from(0))
                         .select(cast<std::int64_t>(col<&Person::boss_id>), col<&Person::name>)
                         .union_distinct(from<Person>()
                                             .where(!(col<&Person::age>.not_in(5, 3)))
                                             .select(cast<std::int64_t>(col<&Person::age>), col<&Person::name>));
const auto query_9 = from<Word>()
                         .join<Person>(col<&Word::id> == col<&Person::id>)
                         .group_by(col<&Word::text>)
                         .select(col<&Word::text>, count(col<&Word::task_id>).distinct(), count());
const auto query_10 = from<Task>()
                          .join<Word>(col<&Task::id> == col<&Word::weight>)
                          .left_join<Person>(col<&Task::id> == col<&Person::age>)
                          .where(col<&Person::nick>.is_not_null())
                          .select(col<&Person::age>, col<&Person::boss_id>);
const auto query_11 = from<Word>()
                          .where((col<&Word::task_id>.between(-2, 2) && col<&Word::task_id> > 6))
                          .select(cast<std::int64_t>(col<&Word::weight>), col<&Word::text>)
                          .union_all(from<Person>()
                                         .where(col<&Person::points>.is_null())
                                         .select(cast<std::int64_t>(col<&Person::id>), col<&Person::nick>));
const auto query_12 = from(from<Person>()
                               .where(col<&Person::age>.not_in(3, 4))
                               .group_by(col<&Person::id>)
                               .select<Tally>(col<&Person::id>, count()))
                          .where(col<&Tally::rows> > 2)
                          .select(col<&Tally::key> + 1);
const auto query_13 =
    from<Task>()
        .group_by(col<&Task::title>)
        .having(count() > 1)
        .select(col<&Task::title>, count().filter(col<&Task::title> < "ab"), count(col<&Task::id>).distinct());
const auto query_14 = from<Person>()
                          .left_join<Word>(col<&Person::id> == col<&Word::weight>)
                          .left_join<Task>(col<&Person::id> == col<&Task::id>)
                          .where(((col<&Task::size>.is_not_distinct_from(6) || col<&Word::weight>.in(-3, 1)) &&
                                  col<&Word::id>.not_in(6, 1)))
                          .select(coalesce(trim(col<&Task::title>), "-"), col<&Word::text>, col<&Task::person_id>);
const auto query_15 = from<Task>()
                          .join<alias<Task, "o1">>(col<&Task::size> == col<&Task::person_id, alias<Task, "o1">>)
                          .select(col<&Task::size>, rank().over(partition_by(col<&Task::size>),
                                                                order_by(col<&Task::person_id>.desc().nulls_last())));
const auto query_16 = from<Person>()
                          .where(((col<&Person::active> || col<&Person::name> >= "b") ||
                                  (col<&Person::boss_id> < -2 && col<&Person::nick> < "b")))
                          .select(col<&Person::name>, abs(length(col<&Person::nick>)), col<&Person::name>);
const auto query_17 =
    from<Word>().select(col<&Word::weight>, dense_rank().over(partition_by(col<&Word::task_id>),
                                                              order_by((-col<&Word::task_id>).desc().nulls_last())));
const auto query_18 = from<Word>().select(
    col<&Word::weight>,
    sum(col<&Word::weight>).over(partition_by(col<&Word::task_id>), order_by((-col<&Word::id>).desc().nulls_last())));
const auto query_19 =
    from<Person>()
        .where((col<&Person::age> < 5 && col<&Person::points>.is_not_distinct_from(-3)))
        .select(cast<std::int64_t>(col<&Person::id>), col<&Person::nick>)
        .intersect(
            from<Person>()
                .where((-col<&Person::id>) <= case_when(col<&Person::id> != col<&Person::points>, col<&Person::boss_id>)
                                                  .otherwise(col<&Person::boss_id>))
                .select(cast<std::int64_t>(col<&Person::age>), col<&Person::name>));
} // namespace

TEMPLATE_TEST_CASE("typed queries 3", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "SELECT CASE WHEN (person.id % 2) <= 4 THEN CASE WHEN person.nick IS NOT NULL THEN person.age ELSE word.id END ELSE (person.points - word.id) END FROM person JOIN task ON person.age = task.id JOIN word ON task.size = word.id WHERE NOT ((word.id IN (-1, 1) AND task.size BETWEEN -1 AND 4))");
    of.same(
        query_1,
        "WITH tally AS (SELECT word.id AS key, count(*) AS rows FROM word WHERE (word.text <> '' OR word.weight IS NOT NULL) GROUP BY word.id) SELECT person.id, tally.rows FROM person JOIN tally ON tally.key = person.id");
    of.same(
        query_2,
        "SELECT task.title, sum(task.id), count(*) FILTER (WHERE task.person_id IN (-1, 6)) FROM task GROUP BY task.title HAVING count(*) > 1");
    of.same(
        query_3,
        "SELECT abs((-task.size)), abs(coalesce(o1.size, task.size)) FROM task JOIN task AS o1 ON task.person_id = o1.size JOIN task AS o2 ON task.person_id = o2.size WHERE NOT (abs(o2.id) <= o2.person_id)");
    of.same(
        query_4,
        "SELECT CASE WHEN (coalesce(word.weight = -3, -3 IS NULL) AND o1.weight <= o2.id) THEN word.task_id ELSE CASE WHEN word.task_id < 3 THEN word.weight ELSE o1.weight END END, (coalesce(o1.text, '-') || trim(o1.text)), o2.text FROM word JOIN word AS o1 ON word.task_id = o1.weight JOIN word AS o2 ON word.task_id = o2.weight WHERE (NOT (word.weight IS NULL) AND (o2.weight IN (6, 5) AND word.weight <> o2.task_id))");
    of.same(
        query_5,
        "SELECT CASE WHEN NOT (word.task_id < 4) THEN length(word.text) ELSE word.id END FROM word WHERE EXISTS (SELECT 1 FROM person WHERE word.task_id = person.id AND (person.nick = 'ab' AND word.weight IN (3, 3)))");
    of.same(query_6,
            "SELECT task.id, dense_rank() OVER (PARTITION BY task.size ORDER BY task.size DESC NULLS LAST) FROM task");
    of.same(
        query_7,
        "SELECT task.size FROM task WHERE NOT EXISTS (SELECT 1 FROM person WHERE task.person_id = person.age AND task.person_id NOT IN (-1, 1))");
    of.same(
        query_8,
        "SELECT person.boss_id, person.name FROM person WHERE coalesce(person.id = 0, 0 IS NULL) UNION SELECT person.age, person.name FROM person WHERE NOT (person.age NOT IN (5, 3))");
    of.same(
        query_9,
        "SELECT word.text, count(DISTINCT word.task_id), count(*) FROM word JOIN person ON word.id = person.id GROUP BY word.text");
    of.same(
        query_10,
        "SELECT person.age, person.boss_id FROM task JOIN word ON task.id = word.weight LEFT JOIN person ON task.id = person.age WHERE person.nick IS NOT NULL");
    of.same(
        query_11,
        "SELECT word.weight, word.text FROM word WHERE (word.task_id BETWEEN -2 AND 2 AND word.task_id > 6) UNION ALL SELECT person.id, person.nick FROM person WHERE person.points IS NULL");
    of.same(
        query_12,
        "SELECT key + 1 FROM (SELECT person.id AS key, count(*) AS rows FROM person WHERE person.age NOT IN (3, 4) GROUP BY person.id) AS tally WHERE rows > 2");
    of.same(
        query_13,
        "SELECT task.title, count(*) FILTER (WHERE task.title < 'ab'), count(DISTINCT task.id) FROM task GROUP BY task.title HAVING count(*) > 1");
    of.same(
        query_14,
        "SELECT coalesce(trim(task.title), '-'), word.text, task.person_id FROM person LEFT JOIN word ON person.id = word.weight LEFT JOIN task ON person.id = task.id WHERE ((coalesce(task.size = 6, 6 IS NULL) OR word.weight IN (-3, 1)) AND word.id NOT IN (6, 1))");
    of.same(
        query_15,
        "SELECT task.size, rank() OVER (PARTITION BY task.size ORDER BY task.person_id DESC NULLS LAST) FROM task JOIN task AS o1 ON task.size = o1.person_id");
    of.same(
        query_16,
        "SELECT person.name, abs(length(person.nick)), person.name FROM person WHERE ((person.active OR person.name >= 'b') OR (person.boss_id < -2 AND person.nick < 'b'))");
    of.same(
        query_17,
        "SELECT word.weight, dense_rank() OVER (PARTITION BY word.task_id ORDER BY (-word.task_id) DESC NULLS LAST) FROM word");
    of.same(
        query_18,
        "SELECT word.weight, sum(word.weight) OVER (PARTITION BY word.task_id ORDER BY (-word.id) DESC NULLS LAST) FROM word");
    of.same(
        query_19,
        "SELECT person.id, person.nick FROM person WHERE (person.age < 5 AND coalesce(person.points = -3, -3 IS NULL)) INTERSECT SELECT person.age, person.name FROM person WHERE (-person.id) <= CASE WHEN person.id <> person.points THEN person.boss_id ELSE person.boss_id END");
}
