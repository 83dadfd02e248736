// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 =
    from<Person>()
        .where((-coalesce(col<&Person::points>, col<&Person::id>)) != abs((col<&Person::age> - col<&Person::age>)))
        .select(replace(trim(col<&Person::name>), "a", "<a>"));
const auto query_1 =
    from<Word>()
        .where((trim(col<&Word::text>) == "x" || col<&Word::id> <= (col<&Word::id> - col<&Word::task_id>)))
        .select(coalesce(col<&Word::text>, "-"),
                (-case_when(col<&Word::id> > col<&Word::task_id>, col<&Word::task_id>).otherwise(col<&Word::weight>)),
                replace(replace(col<&Word::text>, "a", "<a>"), "a", "<a>"));
const auto query_2 = from<Person>()
                         .group_by(col<&Person::id>)
                         .having(count() > 1)
                         .select(col<&Person::id>, count().filter(col<&Person::points> != col<&Person::boss_id>),
                                 max((col<&Person::boss_id> + col<&Person::id>)));
const auto query_3 =
    from<Person>()
        .where((length(col<&Person::nick>).between(-1, 2) && (col<&Person::points>.is_null() || col<&Person::active>)))
        .select(col<&Person::name>);
const auto query_4 = from<Word>()
                         .join<alias<Word, "o1">>(col<&Word::weight> == col<&Word::task_id, alias<Word, "o1">>)
                         .where(coalesce(case_when(col<&Word::weight, alias<Word, "o1">> == col<&Word::task_id>,
                                                   col<&Word::id, alias<Word, "o1">>)
                                             .otherwise(col<&Word::id, alias<Word, "o1">>),
                                         abs(col<&Word::id, alias<Word, "o1">>)) < col<&Word::weight>)
                         .select((-col<&Word::weight>));
const auto query_5 = from<Word>()
                         .where((trim(col<&Word::text>) < "a" && !(col<&Word::task_id> <= 4)))
                         .select((coalesce(col<&Word::text>, "-") + col<&Word::text>), (col<&Word::id> / 3));
const auto query_6 = from<Person>()
                         .left_join<Word>(col<&Person::boss_id> == col<&Word::id>)
                         .join<Task>(col<&Person::age> == col<&Task::id>)
                         .where(!((col<&Task::done> || col<&Person::boss_id> != -3)))
                         .select(abs((col<&Word::id> - col<&Task::size>)));
const auto query_7 = from<Word>().select(
    col<&Word::id>,
    max(col<&Word::id>).over(partition_by(col<&Word::weight>), order_by(col<&Word::weight>.desc().nulls_last())));
const auto query_8 = from<Person>()
                         .left_join(from<Task>()
                                        .where((col<&Task::id>.in(2, 5) || col<&Task::person_id> < 6))
                                        .group_by(col<&Task::id>)
                                        .select<Tally>(col<&Task::id>, count()),
                                    col<&Tally::key> == col<&Person::points>)
                         .select(col<&Person::points>, col<&Tally::rows>);
const auto query_9 =
    from<Person>()
        .where(col<&Person::id>.between(1, 1))
        .select(cast<std::int64_t>(col<&Person::boss_id>), col<&Person::nick>)
        .union_distinct(from<Task>()
                            .where((col<&Task::size> != col<&Task::person_id> && col<&Task::person_id>.in(4, 0)))
                            .select(cast<std::int64_t>(col<&Task::id>), col<&Task::title>));
const auto query_10 = from<Task>()
                          .where(col<&Task::done>)
                          .select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>)
                          .intersect(from<Word>()
                                         .where(abs(col<&Word::task_id>) != col<&Word::task_id>)
                                         .select(cast<std::int64_t>(col<&Word::id>), col<&Word::text>));
const auto query_11 =
    from<Task>()
        .where((col<&Task::person_id> > col<&Task::person_id> || col<&Task::size>.between(-2, 6)))
        .select(cast<std::int64_t>(col<&Task::id>), col<&Task::title>)
        .intersect(
            from<Task>().where(col<&Task::id>.in(3, 0)).select(cast<std::int64_t>(col<&Task::id>), col<&Task::title>));
const auto query_12 = from<Word>()
                          .where((col<&Word::task_id> < col<&Word::weight> && col<&Word::weight> != col<&Word::weight>))
                          .select(cast<std::int64_t>(col<&Word::weight>), col<&Word::text>)
                          .union_distinct(from<Word>()
                                              .where(length(col<&Word::text>).between(-1, 3))
                                              .select(cast<std::int64_t>(col<&Word::task_id>), col<&Word::text>));
const auto query_13 = with(from<Word>()
                               .where((col<&Word::id>.between(0, 6) || col<&Word::id>.is_not_distinct_from(-3)))
                               .group_by(col<&Word::task_id>)
                               .select<Tally>(col<&Word::task_id>, count()))
                          .from<Person>()
                          .join<Tally>(col<&Tally::key> == col<&Person::boss_id>)
                          .select(col<&Person::boss_id>, col<&Tally::rows>);
const auto query_14 = from<Person>()
                          .group_by(col<&Person::name>)
                          .select(col<&Person::name>, sum(col<&Person::age>), count().filter(col<&Person::active>));
const auto query_15 =
    from<Task>()
        .where(
            !exists(from<Person>().where(col<&Task::id> == col<&Person::age> &&
                                         (col<&Person::nick>.is_null() || col<&Person::id>.is_not_distinct_from(1)))))
        .select(col<&Task::size>);
const auto query_16 = from<Task>()
                          .where(!exists(from<Word>().where(col<&Task::person_id> == col<&Word::weight> &&
                                                            (col<&Word::task_id> % 5) < col<&Task::id>)))
                          .select(col<&Task::size>);
const auto query_17 = from<Person>().select(
    col<&Person::boss_id>,
    scalar(from<Word>().where(col<&Person::boss_id> == col<&Word::id> && col<&Person::active>).select(count())));
const auto query_18 =
    from<Word>()
        .where(exists(from<Person>().where(col<&Word::weight> == col<&Person::points> &&
                                           (col<&Word::task_id>.in(4, 4) && col<&Person::nick> >= "b"))))
        .select(col<&Word::text>);
const auto query_19 =
    from<Task>().select(col<&Task::id>, dense_rank().over(partition_by(col<&Task::person_id>),
                                                          order_by(col<&Task::size>.desc().nulls_last())));
} // namespace

TEMPLATE_TEST_CASE("typed queries 2", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "SELECT replace(trim(person.name), 'a', '<a>') FROM person WHERE (-coalesce(person.points, person.id)) <> abs((person.age - person.age))");
    of.same(
        query_1,
        "SELECT coalesce(word.text, '-'), (-CASE WHEN word.id > word.task_id THEN word.task_id ELSE word.weight END), replace(replace(word.text, 'a', '<a>'), 'a', '<a>') FROM word WHERE (trim(word.text) = 'x' OR word.id <= (word.id - word.task_id))");
    of.same(
        query_2,
        "SELECT person.id, count(*) FILTER (WHERE person.points <> person.boss_id), max((person.boss_id + person.id)) FROM person GROUP BY person.id HAVING count(*) > 1");
    of.same(
        query_3,
        "SELECT person.name FROM person WHERE (length(person.nick) BETWEEN -1 AND 2 AND (person.points IS NULL OR person.active))");
    of.same(
        query_4,
        "SELECT (-word.weight) FROM word JOIN word AS o1 ON word.weight = o1.task_id WHERE coalesce(CASE WHEN o1.weight = word.task_id THEN o1.id ELSE o1.id END, abs(o1.id)) < word.weight");
    of.same(
        query_5,
        "SELECT (coalesce(word.text, '-') || word.text), (word.id / 3) FROM word WHERE (trim(word.text) < 'a' AND NOT (word.task_id <= 4))");
    of.same(
        query_6,
        "SELECT abs((word.id - task.size)) FROM person LEFT JOIN word ON person.boss_id = word.id JOIN task ON person.age = task.id WHERE NOT ((task.done OR person.boss_id <> -3))");
    of.same(
        query_7,
        "SELECT word.id, max(word.id) OVER (PARTITION BY word.weight ORDER BY word.weight DESC NULLS LAST) FROM word");
    of.same(
        query_8,
        "SELECT person.points, tally.rows FROM person LEFT JOIN (SELECT task.id AS key, count(*) AS rows FROM task WHERE (task.id IN (2, 5) OR task.person_id < 6) GROUP BY task.id) AS tally ON tally.key = person.points");
    of.same(
        query_9,
        "SELECT person.boss_id, person.nick FROM person WHERE person.id BETWEEN 1 AND 1 UNION SELECT task.id, task.title FROM task WHERE (task.size <> task.person_id AND task.person_id IN (4, 0))");
    of.same(
        query_10,
        "SELECT task.size, task.title FROM task WHERE task.done INTERSECT SELECT word.id, word.text FROM word WHERE abs(word.task_id) <> word.task_id");
    of.same(
        query_11,
        "SELECT task.id, task.title FROM task WHERE (task.person_id > task.person_id OR task.size BETWEEN -2 AND 6) INTERSECT SELECT task.id, task.title FROM task WHERE task.id IN (3, 0)");
    of.same(
        query_12,
        "SELECT word.weight, word.text FROM word WHERE (word.task_id < word.weight AND word.weight <> word.weight) UNION SELECT word.task_id, word.text FROM word WHERE length(word.text) BETWEEN -1 AND 3");
    of.same(
        query_13,
        "WITH tally AS (SELECT word.task_id AS key, count(*) AS rows FROM word WHERE (word.id BETWEEN 0 AND 6 OR coalesce(word.id = -3, -3 IS NULL)) GROUP BY word.task_id) SELECT person.boss_id, tally.rows FROM person JOIN tally ON tally.key = person.boss_id");
    of.same(
        query_14,
        "SELECT person.name, sum(person.age), count(*) FILTER (WHERE person.active) FROM person GROUP BY person.name");
    of.same(
        query_15,
        "SELECT task.size FROM task WHERE NOT EXISTS (SELECT 1 FROM person WHERE task.id = person.age AND (person.nick IS NULL OR coalesce(person.id = 1, 1 IS NULL)))");
    of.same(
        query_16,
        "SELECT task.size FROM task WHERE NOT EXISTS (SELECT 1 FROM word WHERE task.person_id = word.weight AND (word.task_id % 5) < task.id)");
    of.same(
        query_17,
        "SELECT person.boss_id, (SELECT count(*) FROM word WHERE person.boss_id = word.id AND person.active) FROM person");
    of.same(
        query_18,
        "SELECT word.text FROM word WHERE EXISTS (SELECT 1 FROM person WHERE word.weight = person.points AND (word.task_id IN (4, 4) AND person.nick >= 'b'))");
    of.same(
        query_19,
        "SELECT task.id, dense_rank() OVER (PARTITION BY task.person_id ORDER BY task.size DESC NULLS LAST) FROM task");
}
