// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 =
    from<Task>()
        .where(col<&Task::id>.in(
            from<Person>().where(col<&Task::person_id>.is_not_distinct_from(0)).select(col<&Person::boss_id>)))
        .select(col<&Task::person_id>);
const auto query_1 = from<Task>()
                         .join<Word>(col<&Task::person_id> == col<&Word::id> || col<&Word::weight>.not_in(-2, 2))
                         .select(col<&Task::size>, rank().over(partition_by(col<&Task::size>),
                                                               order_by(col<&Task::size>.desc().nulls_last())));
const auto query_2 =
    from<Task>()
        .join<alias<Task, "o1">>(col<&Task::size> == col<&Task::person_id, alias<Task, "o1">>)
        .where((col<&Task::size> != 1 ||
                coalesce(col<&Task::person_id>, col<&Task::person_id, alias<Task, "o1">>).between(1, 2)))
        .select(col<&Task::title, alias<Task, "o1">>, col<&Task::person_id, alias<Task, "o1">>,
                coalesce(col<&Task::person_id, alias<Task, "o1">>,
                         case_when(col<&Task::id> != 3, col<&Task::size>).otherwise(col<&Task::size>)));
const auto query_3 =
    from<Task>()
        .group_by(col<&Task::person_id>)
        .having(min(col<&Task::person_id>) < 3)
        .select(col<&Task::person_id>,
                max(case_when(col<&Task::person_id> <= col<&Task::id>, col<&Task::size>).otherwise(col<&Task::size>)),
                count(col<&Task::person_id>).distinct());
const auto query_4 = from<Person>()
                         .join<Word>(col<&Person::age> == col<&Word::weight>)
                         .where(!((col<&Word::weight>.is_not_distinct_from(5) || col<&Person::name> != "x")))
                         .select(col<&Word::task_id>, col<&Word::weight>, length(col<&Person::nick>));
const auto query_5 =
    from<Task>()
        .where(col<&Task::id>.in(from<Person>().where(col<&Person::nick>.is_null()).select(col<&Person::age>)))
        .select(
            case_when(col<&Task::size> > 4, (-col<&Task::size>))
                .otherwise(
                    case_when(col<&Task::person_id>.between(0, 6), col<&Task::size>).otherwise(col<&Task::person_id>)));
const auto query_6 =
    from<Word>().select(col<&Word::task_id>, dense_rank().over(partition_by(col<&Word::id>),
                                                               order_by((col<&Word::id> / 4).desc().nulls_last())));
const auto query_7 = from<Person>()
                         .left_join(from<Task>()
                                        .where(col<&Task::id>.not_in(2, 2))
                                        .group_by(col<&Task::id>)
                                        .select<Tally>(col<&Task::id>, count()),
                                    col<&Tally::key> == col<&Person::boss_id>)
                         .select(col<&Person::boss_id>, col<&Tally::rows>);
const auto query_8 =
    from<Person>()
        .where((!(col<&Person::active>) && !(col<&Person::age>.not_in(3, 1))))
        .select(length(col<&Person::nick>),
                coalesce(case_when(col<&Person::id>.in(6, 4), col<&Person::points>).otherwise(col<&Person::age>),
                         (-col<&Person::boss_id>)),
                (length(col<&Person::name>) - col<&Person::boss_id>));
const auto query_9 = from<Person>()
                         .group_by(col<&Person::nick>)
                         .select(col<&Person::nick>, count(), count().filter(col<&Person::boss_id>.in(1, 4)));
const auto query_10 = from<Word>()
                          .join<Person>(col<&Word::weight> == col<&Person::age>)
                          .where((col<&Person::active> || (col<&Person::boss_id>.is_not_distinct_from(2) ||
                                                           col<&Word::weight> <= col<&Person::age>)))
                          .select(trim(col<&Person::nick>), col<&Person::nick>);
const auto query_11 =
    from<Task>().select(case_when(replace(col<&Task::title>, "a", "<a>") < "", (col<&Task::id> - col<&Task::person_id>))
                            .otherwise((-col<&Task::person_id>)),
                        scalar(from<Person>()
                                   .where(col<&Task::id> == col<&Person::id> &&
                                          abs(col<&Task::id>) < (col<&Person::boss_id> - col<&Person::age>))
                                   .select(count())));
const auto query_12 =
    from<Word>()
        .join<alias<Word, "o1">>(col<&Word::id> == col<&Word::id, alias<Word, "o1">> ||
                                 col<&Word::weight> <= col<&Word::id>)
        .where((coalesce(col<&Word::task_id, alias<Word, "o1">>, col<&Word::id>) > col<&Word::task_id> &&
                length(col<&Word::text>) == 5))
        .select(col<&Word::text, alias<Word, "o1">>, col<&Word::text>,
                coalesce(col<&Word::id, alias<Word, "o1">>,
                         coalesce(col<&Word::task_id, alias<Word, "o1">>, col<&Word::weight>)));
const auto query_13 = from<Word>()
                          .join<Task>(col<&Word::id> == col<&Task::size> || col<&Task::id>.between(-2, 3))
                          .select(col<&Word::weight>, sum(col<&Word::weight>)
                                                          .over(partition_by(col<&Word::weight>),
                                                                order_by((col<&Word::id> / 4).desc().nulls_last())));
const auto query_14 = with(from<Word>()
                               .where(coalesce(col<&Word::weight>, col<&Word::weight>) < -1)
                               .group_by(col<&Word::id>)
                               .select<Tally>(col<&Word::id>, count()))
                          .from<Task>()
                          .join<Tally>(col<&Tally::key> == col<&Task::person_id>)
                          .select(col<&Task::person_id>, col<&Tally::rows>);
const auto query_15 = from<Word>()
                          .join<alias<Word, "o1">>(col<&Word::weight> == col<&Word::id, alias<Word, "o1">> ||
                                                   col<&Word::text, alias<Word, "o1">> >= "")
                          .join<Person>(col<&Word::id, alias<Word, "o1">> == col<&Person::age>)
                          .where((col<&Person::age>.in(-3, 2) && col<&Word::id, alias<Word, "o1">>.not_in(1, -3)))
                          .select(length((col<&Person::nick> + col<&Person::name>)));
const auto query_16 = from<Person>().where(col<&Person::points>.not_in(-2, 2)).select(abs(col<&Person::points>));
const auto query_17 = from<Person>()
                          .left_join<Task>(col<&Person::boss_id> == col<&Task::person_id>)
                          .select(col<&Person::age>, max(col<&Person::age>)
                                                         .over(partition_by(col<&Task::size>),
                                                               order_by(col<&Task::person_id>.desc().nulls_last())));
const auto query_18 = from(from<Person>()
                               .where(!(col<&Person::active>))
                               .group_by(col<&Person::id>)
                               .select<Tally>(col<&Person::id>, count()))
                          .where(col<&Tally::rows> > 2)
                          .select(col<&Tally::key> + 1);
const auto query_19 = with(from<Word>()
                               .where(!(col<&Word::task_id>.in(-3, 5)))
                               .group_by(col<&Word::task_id>)
                               .select<Tally>(col<&Word::task_id>, count()))
                          .from<Task>()
                          .join<Tally>(col<&Tally::key> == col<&Task::id>)
                          .select(col<&Task::id>, col<&Tally::rows>);
} // namespace

TEMPLATE_TEST_CASE("typed queries 0", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "SELECT task.person_id FROM task WHERE task.id IN (SELECT person.boss_id FROM person WHERE coalesce(task.person_id = 0, 0 IS NULL))");
    of.same(
        query_1,
        "SELECT task.size, rank() OVER (PARTITION BY task.size ORDER BY task.size DESC NULLS LAST) FROM task JOIN word ON task.person_id = word.id OR word.weight NOT IN (-2, 2)");
    of.same(
        query_2,
        "SELECT o1.title, o1.person_id, coalesce(o1.person_id, CASE WHEN task.id <> 3 THEN task.size ELSE task.size END) FROM task JOIN task AS o1 ON task.size = o1.person_id WHERE (task.size <> 1 OR coalesce(task.person_id, o1.person_id) BETWEEN 1 AND 2)");
    of.same(
        query_3,
        "SELECT task.person_id, max(CASE WHEN task.person_id <= task.id THEN task.size ELSE task.size END), count(DISTINCT task.person_id) FROM task GROUP BY task.person_id HAVING min(task.person_id) < 3");
    of.same(
        query_4,
        "SELECT word.task_id, word.weight, length(person.nick) FROM person JOIN word ON person.age = word.weight WHERE NOT ((coalesce(word.weight = 5, 5 IS NULL) OR person.name <> 'x'))");
    of.same(
        query_5,
        "SELECT CASE WHEN task.size > 4 THEN (-task.size) ELSE CASE WHEN task.person_id BETWEEN 0 AND 6 THEN task.size ELSE task.person_id END END FROM task WHERE task.id IN (SELECT person.age FROM person WHERE person.nick IS NULL)");
    of.same(
        query_6,
        "SELECT word.task_id, dense_rank() OVER (PARTITION BY word.id ORDER BY (word.id / 4) DESC NULLS LAST) FROM word");
    of.same(
        query_7,
        "SELECT person.boss_id, tally.rows FROM person LEFT JOIN (SELECT task.id AS key, count(*) AS rows FROM task WHERE task.id NOT IN (2, 2) GROUP BY task.id) AS tally ON tally.key = person.boss_id");
    of.same(
        query_8,
        "SELECT length(person.nick), coalesce(CASE WHEN person.id IN (6, 4) THEN person.points ELSE person.age END, (-person.boss_id)), (length(person.name) - person.boss_id) FROM person WHERE (NOT (person.active) AND NOT (person.age NOT IN (3, 1)))");
    of.same(
        query_9,
        "SELECT person.nick, count(*), count(*) FILTER (WHERE person.boss_id IN (1, 4)) FROM person GROUP BY person.nick");
    of.same(
        query_10,
        "SELECT trim(person.nick), person.nick FROM word JOIN person ON word.weight = person.age WHERE (person.active OR (coalesce(person.boss_id = 2, 2 IS NULL) OR word.weight <= person.age))");
    of.same(
        query_11,
        "SELECT CASE WHEN replace(task.title, 'a', '<a>') < '' THEN (task.id - task.person_id) ELSE (-task.person_id) END, (SELECT count(*) FROM person WHERE task.id = person.id AND abs(task.id) < (person.boss_id - person.age)) FROM task");
    of.same(
        query_12,
        "SELECT o1.text, word.text, coalesce(o1.id, coalesce(o1.task_id, word.weight)) FROM word JOIN word AS o1 ON word.id = o1.id OR word.weight <= word.id WHERE (coalesce(o1.task_id, word.id) > word.task_id AND length(word.text) = 5)");
    of.same(
        query_13,
        "SELECT word.weight, sum(word.weight) OVER (PARTITION BY word.weight ORDER BY (word.id / 4) DESC NULLS LAST) FROM word JOIN task ON word.id = task.size OR task.id BETWEEN -2 AND 3");
    of.same(
        query_14,
        "WITH tally AS (SELECT word.id AS key, count(*) AS rows FROM word WHERE coalesce(word.weight, word.weight) < -1 GROUP BY word.id) SELECT task.person_id, tally.rows FROM task JOIN tally ON tally.key = task.person_id");
    of.same(
        query_15,
        "SELECT length((person.nick || person.name)) FROM word JOIN word AS o1 ON word.weight = o1.id OR o1.text >= '' JOIN person ON o1.id = person.age WHERE (person.age IN (-3, 2) AND o1.id NOT IN (1, -3))");
    of.same(query_16, "SELECT abs(person.points) FROM person WHERE person.points NOT IN (-2, 2)");
    of.same(
        query_17,
        "SELECT person.age, max(person.age) OVER (PARTITION BY task.size ORDER BY task.person_id DESC NULLS LAST) FROM person LEFT JOIN task ON person.boss_id = task.person_id");
    of.same(
        query_18,
        "SELECT key + 1 FROM (SELECT person.id AS key, count(*) AS rows FROM person WHERE NOT (person.active) GROUP BY person.id) AS tally WHERE rows > 2");
    of.same(
        query_19,
        "WITH tally AS (SELECT word.task_id AS key, count(*) AS rows FROM word WHERE NOT (word.task_id IN (-3, 5)) GROUP BY word.task_id) SELECT task.id, tally.rows FROM task JOIN tally ON tally.key = task.id");
}
