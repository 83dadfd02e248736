// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

namespace {
const auto query_0 = with(from<Task>()
                              .where(col<&Task::size>.not_in(2, 4))
                              .group_by(col<&Task::id>)
                              .select<Tally>(col<&Task::id>, count()))
                         .from<Word>()
                         .join<Tally>(col<&Tally::key> == col<&Word::id>)
                         .select(col<&Word::id>, col<&Tally::rows>);
const auto query_1 =
    from<Task>()
        .where(col<&Task::size>.in(from<Person>().where(!(col<&Person::name> == "ab")).select(col<&Person::age>)))
        .select(col<&Task::person_id>);
const auto query_2 = from<Person>()
                         .where(!(col<&Person::nick>.is_not_null()))
                         .select(cast<std::int64_t>(col<&Person::boss_id>), col<&Person::nick>)
                         .union_distinct(from<Task>()
                                             .where(col<&Task::size>.in(6, -3))
                                             .select(cast<std::int64_t>(col<&Task::id>), col<&Task::title>));
const auto query_3 = from<Person>().select(
    coalesce(col<&Person::nick>, "-"),
    scalar(from<Task>().where(col<&Person::id> == col<&Task::id> && !(col<&Person::nick>.is_null())).select(count())));
const auto query_4 =
    from<Person>()
        .left_join<Word>(col<&Person::points> == col<&Word::task_id>)
        .group_by(col<&Word::text>)
        .having(count() > 1)
        .select(col<&Word::text>, count(col<&Word::task_id>).distinct(), max(length(col<&Word::text>)));
const auto query_5 =
    from<Task>()
        .join<Word>(col<&Task::size> == col<&Word::id>)
        .select(col<&Task::size>,
                dense_rank().over(partition_by(col<&Word::task_id>),
                                  order_by(coalesce(col<&Task::id>, col<&Word::task_id>).desc().nulls_last())));
const auto query_6 =
    from<Person>()
        .where(col<&Person::id>.in(from<Word>().where(col<&Person::nick>.is_not_null()).select(col<&Word::id>)))
        .select(abs(col<&Person::age>));
const auto query_7 =
    from<Word>()
        .group_by(col<&Word::weight>)
        .having(min(col<&Word::weight>) < 3)
        .select(col<&Word::weight>, sum(col<&Word::weight>), count().filter(col<&Word::weight>.is_null()));
const auto query_8 = from<Word>()
                         .left_join<Task>(col<&Word::task_id> == col<&Task::person_id>)
                         .where(col<&Word::weight>.between(1, 3))
                         .select(col<&Word::weight>);
const auto query_9 = from<Word>()
                         .where(!exists(from<Person>().where(col<&Word::id> == col<&Person::points> &&
                                                             coalesce(col<&Person::nick>, "-") != "ab")))
                         .select(col<&Word::text>);
const auto query_10 = from<Task>()
                          .where(trim(trim(col<&Task::title>)) != "")
                          .select(trim((col<&Task::title> + col<&Task::title>)),
                                  (coalesce(col<&Task::id>, col<&Task::size>) - col<&Task::id>), col<&Task::id>);
const auto query_11 =
    from<Task>().select(col<&Task::person_id>, max(col<&Task::person_id>)
                                                   .over(partition_by(col<&Task::person_id>),
                                                         order_by((col<&Task::person_id> * 4).desc().nulls_last())));
const auto query_12 = from<Word>()
                          .where((!(col<&Word::weight> <= 1) || col<&Word::weight>.is_not_null()))
                          .select(coalesce(replace(col<&Word::text>, "a", "<a>"), "-"));
const auto query_13 = from<Task>().select(
    col<&Task::id>, scalar(from<Person>()
                               .where(col<&Task::id> == col<&Person::points> && col<&Person::id>.in(-2, 5))
                               .select(max(col<&Person::id>))));
const auto query_14 = from<Word>()
                          .join<Person>(col<&Word::weight> == col<&Person::points> || col<&Word::weight>.in(-3, 6))
                          .where((col<&Word::text> < "ab" && !(col<&Person::nick>.is_not_null())))
                          .select((col<&Person::name> + col<&Person::name>), col<&Person::age>,
                                  trim((col<&Word::text> + col<&Person::nick>)));
const auto query_15 = with(from<Person>()
                               .where((col<&Person::id>.not_in(0, 4) && col<&Person::boss_id> != 1))
                               .group_by(col<&Person::id>)
                               .select<Tally>(col<&Person::id>, count()))
                          .from<Task>()
                          .join<Tally>(col<&Tally::key> == col<&Task::size>)
                          .select(col<&Task::size>, col<&Tally::rows>);
const auto query_16 = from<Person>()
                          .where(col<&Person::points>.in(
                              from<Word>().where(col<&Person::nick>.is_not_null()).select(col<&Word::task_id>)))
                          .select(abs((col<&Person::id> % 4)));
const auto query_17 = from<Task>()
                          .left_join<Word>(col<&Task::id> == col<&Word::weight>)
                          .group_by(col<&Word::task_id>)
                          .having(min(col<&Word::task_id>) < 3)
                          .select(col<&Word::task_id>, max(length(col<&Task::title>)), sum(col<&Word::task_id>));
const auto query_18 = from<Word>()
                          .where(!(col<&Word::id>.not_in(0, 4)))
                          .select(cast<std::int64_t>(col<&Word::id>), col<&Word::text>)
                          .except(from<Task>()
                                      .where((col<&Task::done> && col<&Task::done>))
                                      .select(cast<std::int64_t>(col<&Task::size>), col<&Task::title>));
const auto query_19 = from<Person>()
                          .where((col<&Person::boss_id>.between(-1, 4) || col<&Person::boss_id>.between(-1, 3)))
                          .select(cast<std::int64_t>(col<&Person::age>), col<&Person::name>)
                          .union_distinct(from<Person>()
                                              .where(col<&Person::id>.in(-3, 6))
                                              .select(cast<std::int64_t>(col<&Person::boss_id>), col<&Person::nick>));
} // namespace

TEMPLATE_TEST_CASE("typed queries 7", "[typed]", REFRACT_TEST_DATABASES) {
    typed_queries<TestType> of;
    if (!of.fresh) return;
    of.same(
        query_0,
        "WITH tally AS (SELECT task.id AS key, count(*) AS rows FROM task WHERE task.size NOT IN (2, 4) GROUP BY task.id) SELECT word.id, tally.rows FROM word JOIN tally ON tally.key = word.id");
    of.same(
        query_1,
        "SELECT task.person_id FROM task WHERE task.size IN (SELECT person.age FROM person WHERE NOT (person.name = 'ab'))");
    of.same(
        query_2,
        "SELECT person.boss_id, person.nick FROM person WHERE NOT (person.nick IS NOT NULL) UNION SELECT task.id, task.title FROM task WHERE task.size IN (6, -3)");
    of.same(
        query_3,
        "SELECT coalesce(person.nick, '-'), (SELECT count(*) FROM task WHERE person.id = task.id AND NOT (person.nick IS NULL)) FROM person");
    of.same(
        query_4,
        "SELECT word.text, count(DISTINCT word.task_id), max(length(word.text)) FROM person LEFT JOIN word ON person.points = word.task_id GROUP BY word.text HAVING count(*) > 1");
    of.same(
        query_5,
        "SELECT task.size, dense_rank() OVER (PARTITION BY word.task_id ORDER BY coalesce(task.id, word.task_id) DESC NULLS LAST) FROM task JOIN word ON task.size = word.id");
    of.same(
        query_6,
        "SELECT abs(person.age) FROM person WHERE person.id IN (SELECT word.id FROM word WHERE person.nick IS NOT NULL)");
    of.same(
        query_7,
        "SELECT word.weight, sum(word.weight), count(*) FILTER (WHERE word.weight IS NULL) FROM word GROUP BY word.weight HAVING min(word.weight) < 3");
    of.same(
        query_8,
        "SELECT word.weight FROM word LEFT JOIN task ON word.task_id = task.person_id WHERE word.weight BETWEEN 1 AND 3");
    of.same(
        query_9,
        "SELECT word.text FROM word WHERE NOT EXISTS (SELECT 1 FROM person WHERE word.id = person.points AND coalesce(person.nick, '-') <> 'ab')");
    of.same(
        query_10,
        "SELECT trim((task.title || task.title)), (coalesce(task.id, task.size) - task.id), task.id FROM task WHERE trim(trim(task.title)) <> ''");
    of.same(
        query_11,
        "SELECT task.person_id, max(task.person_id) OVER (PARTITION BY task.person_id ORDER BY (task.person_id * 4) DESC NULLS LAST) FROM task");
    of.same(
        query_12,
        "SELECT coalesce(replace(word.text, 'a', '<a>'), '-') FROM word WHERE (NOT (word.weight <= 1) OR word.weight IS NOT NULL)");
    of.same(
        query_13,
        "SELECT task.id, (SELECT max(person.id) FROM person WHERE task.id = person.points AND person.id IN (-2, 5)) FROM task");
    of.same(
        query_14,
        "SELECT (person.name || person.name), person.age, trim((word.text || person.nick)) FROM word JOIN person ON word.weight = person.points OR word.weight IN (-3, 6) WHERE (word.text < 'ab' AND NOT (person.nick IS NOT NULL))");
    of.same(
        query_15,
        "WITH tally AS (SELECT person.id AS key, count(*) AS rows FROM person WHERE (person.id NOT IN (0, 4) AND person.boss_id <> 1) GROUP BY person.id) SELECT task.size, tally.rows FROM task JOIN tally ON tally.key = task.size");
    of.same(
        query_16,
        "SELECT abs((person.id % 4)) FROM person WHERE person.points IN (SELECT word.task_id FROM word WHERE person.nick IS NOT NULL)");
    of.same(
        query_17,
        "SELECT word.task_id, max(length(task.title)), sum(word.task_id) FROM task LEFT JOIN word ON task.id = word.weight GROUP BY word.task_id HAVING min(word.task_id) < 3");
    of.same(
        query_18,
        "SELECT word.id, word.text FROM word WHERE NOT (word.id NOT IN (0, 4)) EXCEPT SELECT task.size, task.title FROM task WHERE (task.done AND task.done)");
    of.same(
        query_19,
        "SELECT person.age, person.name FROM person WHERE (person.boss_id BETWEEN -1 AND 4 OR person.boss_id BETWEEN -1 AND 3) UNION SELECT person.boss_id, person.nick FROM person WHERE person.id IN (-3, 6)");
}
