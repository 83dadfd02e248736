// Situations of Django's suites: expressions, CASE, windows, keys of several columns.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

struct Staff {
    std::int64_t id{};
    std::string name{};
    std::string department{};
    std::int64_t salary{};
    date hired{};
    std::optional<std::int64_t> bonus{};
};
struct Tenant {
    std::int64_t id{};
    std::string name{};
};
struct Member {
    std::int64_t tenant_id{};
    std::int64_t id{};
    std::string email{};
};
struct Comment {
    std::int64_t tenant_id{};
    std::int64_t number{};
    std::optional<std::int64_t> member_id{};
    std::string text{};
};

constexpr auto staff_id = col<&Staff::id>;
constexpr auto name = col<&Staff::name>;
constexpr auto department = col<&Staff::department>;
constexpr auto salary = col<&Staff::salary>;
constexpr auto since = col<&Staff::hired>;
constexpr auto bonus = col<&Staff::bonus>;

} // namespace

template <> inline constexpr auto refract::model<Member> =
    refract::table(refract::primary_key<&Member::tenant_id, &Member::id>,
                   refract::foreign_key<&Member::tenant_id>.references<&Tenant::id>());
template <> inline constexpr auto refract::model<Comment> = refract::table(
    refract::primary_key<&Comment::tenant_id, &Comment::number>,
    refract::foreign_key<&Comment::tenant_id, &Comment::member_id>.references<&Member::tenant_id, &Member::id>());

namespace {

constexpr auto staff = from<Staff>().order_by(staff_id);
constexpr auto by_department = partition_by(department);
constexpr auto by_salary = order_by(salary.desc(), staff_id);

template <class Database> void hire(Database& db) {
    db.template create_tables<schema<Staff>>();
    db.insert_many(std::vector<Staff>{{1, "Jones", "Accounting", 45000, on(2005, 11, 1), 100},
                                      {2, "Williams", "Accounting", 37000, on(2009, 6, 1), {}},
                                      {3, "Jenson", "Accounting", 45000, on(2008, 4, 1), 300},
                                      {4, "Adams", "Accounting", 50000, on(2013, 7, 1), {}},
                                      {5, "Smith", "Sales", 55000, on(2007, 6, 1), 50},
                                      {6, "Brown", "Sales", 53000, on(2009, 9, 1), {}},
                                      {7, "Johnson", "Marketing", 40000, on(2012, 3, 1), {}},
                                      {8, "Smith", "Marketing", 38000, on(2009, 10, 1), 70},
                                      {9, "Wilkinson", "IT", 60000, on(2011, 3, 1), {}},
                                      {10, "Moore", "IT", 34000, on(2013, 8, 1), 10},
                                      {11, "Miller", "Management", 100000, on(2005, 6, 1), 1000},
                                      {12, "Johnson", "Management", 80000, on(2005, 7, 1), {}}},
                   keys_are_given);
}

} // namespace

TEMPLATE_TEST_CASE("Django: windows", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    hire(fresh.db());
    scenarios s(fresh);

    s.ordered("a number in each department", staff.select(staff_id, row_number().over(by_department, by_salary)),
              "SELECT id, row_number() OVER (PARTITION BY department ORDER BY salary DESC, id) FROM staff ORDER BY id");
    s.ordered("a rank with gaps", staff.select(staff_id, rank().over(by_department, order_by(salary.desc()))),
              "SELECT id, rank() OVER (PARTITION BY department ORDER BY salary DESC) FROM staff ORDER BY id");
    s.ordered("a rank without gaps", staff.select(staff_id, dense_rank().over(order_by(year_of(since)))),
              {"SELECT id, dense_rank() OVER (ORDER BY substr(hired, 1, 4)) FROM staff ORDER BY id",
               "SELECT id, dense_rank() OVER (ORDER BY date_part('year', hired)) FROM staff ORDER BY id"});
    s.ordered("a relative rank", staff.select(staff_id, percent_rank().over(by_department, order_by(salary))),
              "SELECT id, percent_rank() OVER (PARTITION BY department ORDER BY salary) FROM staff ORDER BY id");
    s.ordered("a cumulative distribution", staff.select(staff_id, cume_dist().over(by_department, order_by(salary))),
              "SELECT id, cume_dist() OVER (PARTITION BY department ORDER BY salary) FROM staff ORDER BY id");
    s.ordered("equal parts", staff.select(staff_id, ntile(4).over(order_by(salary.desc(), staff_id))),
              "SELECT id, ntile(4) OVER (ORDER BY salary DESC, id) FROM staff ORDER BY id");
    s.ordered("the value of the row before", staff.select(staff_id, lag(salary).over(by_department, by_salary)),
              "SELECT id, lag(salary) OVER (PARTITION BY department ORDER BY salary DESC, id) FROM staff ORDER BY id");
    s.ordered(
        "the value of the row before, or a default",
        staff.select(staff_id, lag(salary, 1, 0).over(by_department, by_salary)),
        "SELECT id, lag(salary, 1, 0) OVER (PARTITION BY department ORDER BY salary DESC, id) FROM staff ORDER BY id");
    s.ordered(
        "the value two rows behind", staff.select(staff_id, lead(salary, 2).over(by_department, by_salary)),
        "SELECT id, lead(salary, 2) OVER (PARTITION BY department ORDER BY salary DESC, id) FROM staff ORDER BY id");
    s.ordered("the value before, of a column that may be NULL",
              staff.select(staff_id, lag(bonus).over(order_by(staff_id))),
              "SELECT id, lag(bonus) OVER (ORDER BY id) FROM staff ORDER BY id");
    s.ordered("the first value of the window",
              staff.select(staff_id, first_value(name).over(by_department, order_by(since))),
              "SELECT id, first_value(name) OVER (PARTITION BY department ORDER BY hired) FROM staff ORDER BY id");
    s.ordered(
        "the last value of the whole window",
        staff.select(staff_id, last_value(name).over(by_department, order_by(since),
                                                     rows_between(unbounded_preceding, unbounded_following))),
        "SELECT id, last_value(name) OVER (PARTITION BY department ORDER BY hired ROWS BETWEEN UNBOUNDED PRECEDING "
        "AND UNBOUNDED FOLLOWING) FROM staff ORDER BY id");
    s.ordered(
        "the second value of the window", staff.select(staff_id, nth_value(salary, 2).over(by_department, by_salary)),
        "SELECT id, nth_value(salary, 2) OVER (PARTITION BY department ORDER BY salary DESC, id) FROM staff ORDER BY "
        "id");
    s.ordered("a sum over the whole table", staff.select(staff_id, sum(salary).over()),
              "SELECT id, sum(salary) OVER () FROM staff ORDER BY id");
    s.ordered("a mean of the department", staff.select(staff_id, avg(salary).over(by_department)),
              "SELECT id, avg(salary) OVER (PARTITION BY department) FROM staff ORDER BY id");
    s.ordered("a running sum", staff.select(staff_id, sum(salary).over(order_by(since, staff_id))),
              "SELECT id, sum(salary) OVER (ORDER BY hired, id) FROM staff ORDER BY id");
    s.ordered("a running count of the department", staff.select(staff_id, count().over(by_department, order_by(since))),
              "SELECT id, count(*) OVER (PARTITION BY department ORDER BY hired) FROM staff ORDER BY id");
    s.ordered("the smallest so far", staff.select(staff_id, min(salary).over(by_department, order_by(since))),
              "SELECT id, min(salary) OVER (PARTITION BY department ORDER BY hired) FROM staff ORDER BY id");
    s.ordered("the largest of the department", staff.select(staff_id, max(salary).over(by_department)),
              "SELECT id, max(salary) OVER (PARTITION BY department) FROM staff ORDER BY id");
    s.ordered("a window by the year of a date", staff.select(staff_id, sum(salary).over(partition_by(year_of(since)))),
              {"SELECT id, sum(salary) OVER (PARTITION BY substr(hired, 1, 4)) FROM staff ORDER BY id",
               "SELECT id, sum(salary) OVER (PARTITION BY date_part('year', hired)) FROM staff ORDER BY id"});
    s.ordered("windows by two columns", staff.select(staff_id, count().over(partition_by(name, department))),
              "SELECT id, count(*) OVER (PARTITION BY name, department) FROM staff ORDER BY id");
    s.ordered(
        "a frame of rows",
        staff.select(staff_id, sum(salary).over(order_by(staff_id), rows_between(preceding(1), following(1)))),
        "SELECT id, sum(salary) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM staff ORDER BY id");
    s.ordered(
        "a frame of rows behind the row",
        staff.select(staff_id, sum(salary).over(order_by(staff_id), rows_between(current_row, unbounded_following))),
        "SELECT id, sum(salary) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM staff ORDER "
        "BY id");
    s.ordered(
        "a frame that leaves the row out",
        staff.select(staff_id, sum(salary).over(order_by(staff_id),
                                                rows_between(preceding(1), following(1)).exclude_current_row())),
        "SELECT id, sum(salary) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM "
        "staff ORDER BY id");
    s.ordered(
        "a frame by value",
        staff.select(staff_id, count().over(order_by(salary), range_between(preceding(5000), following(5000)))),
        "SELECT id, count(*) OVER (ORDER BY salary RANGE BETWEEN 5000 PRECEDING AND 5000 FOLLOWING) FROM staff ORDER "
        "BY id");
    s.ordered(
        "a frame of groups of equal rows",
        staff.select(staff_id, count().over(order_by(department), groups_between(preceding(1), current_row))),
        "SELECT id, count(*) OVER (ORDER BY department GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM staff ORDER "
        "BY id");
    s.ordered(
        "a frame without the row's equals",
        staff.select(staff_id, count().over(order_by(department),
                                            range_between(unbounded_preceding, unbounded_following).exclude_group())),
        "SELECT id, count(*) OVER (ORDER BY department RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING "
        "EXCLUDE GROUP) FROM staff ORDER BY id");
    s.ordered(
        "a window over some rows only",
        staff.select(staff_id, sum(salary).filter(bonus.is_not_null()).over(by_department)),
        "SELECT id, sum(salary) FILTER (WHERE bonus IS NOT NULL) OVER (PARTITION BY department) FROM staff ORDER BY "
        "id");
    constexpr auto w = window(partition_by(department), order_by(salary.desc(), staff_id));
    s.ordered("several functions over one window",
              staff.select(staff_id, rank().over(w), sum(salary).over(w), lag(name).over(w)),
              "SELECT id, rank() OVER w, sum(salary) OVER w, lag(name) OVER w FROM staff WINDOW w AS (PARTITION BY "
              "department ORDER BY salary DESC, id) ORDER BY id");
    s.ordered("an expression with a window", staff.select(staff_id, salary - avg(salary).over(by_department)),
              "SELECT id, salary - avg(salary) OVER (PARTITION BY department) FROM staff ORDER BY id");
    s.ordered("a share of the whole", staff.select(staff_id, cast<double>(salary) / cast<double>(sum(salary).over())),
              "SELECT id, salary * 1.0 / sum(salary) OVER () FROM staff ORDER BY id");
    s.ordered(
        "a choice by a window",
        staff.select(staff_id, case_when(rank().over(by_department, by_salary) == 1, "best").otherwise("other")),
        "SELECT id, CASE WHEN rank() OVER (PARTITION BY department ORDER BY salary DESC, id) = 1 THEN 'best' ELSE "
        "'other' END FROM staff ORDER BY id");
    s.ordered("ordered by a window",
              from<Staff>().order_by(rank().over(by_department, by_salary), staff_id).select(staff_id),
              "SELECT id FROM staff ORDER BY rank() OVER (PARTITION BY department ORDER BY salary DESC, id), id");
    s.ordered("a window of an expression", staff.select(staff_id, sum(salary + coalesce(bonus, 0)).over(by_department)),
              "SELECT id, sum(salary + coalesce(bonus, 0)) OVER (PARTITION BY department) FROM staff ORDER BY id");
    s.rows(
        "a window over groups",
        from<Staff>().group_by(department).select(department, sum(salary), rank().over(order_by(sum(salary).desc()))),
        "SELECT department, t, rank() OVER (ORDER BY t DESC) FROM (SELECT department, sum(salary) AS t FROM staff "
        "GROUP BY department) AS g");
    s.rows("distinct values of a window", from<Staff>().select(department, max(salary).over(by_department)).distinct(),
           "SELECT department, max(salary) FROM staff GROUP BY department");
    struct Ranked {
        std::string name{};
        std::int64_t place{};
    };
    s.rows("a condition on a window",
           from(from<Staff>().select<Ranked>(name, row_number().over(by_department, by_salary)))
               .where(col<&Ranked::place> == 1)
               .select(col<&Ranked::name>),
           "SELECT name FROM (SELECT name, row_number() OVER (PARTITION BY department ORDER BY salary DESC, id) AS p "
           "FROM staff) AS r WHERE p = 1");
    s.rows("a condition on a window, or on a column",
           from(from<Staff>().select<Ranked>(name, rank().over(by_department, by_salary)))
               .where(col<&Ranked::place> == 1 || col<&Ranked::name>.starts_with("J"))
               .select(col<&Ranked::name>, col<&Ranked::place>),
           "SELECT name, p FROM (SELECT name, rank() OVER (PARTITION BY department ORDER BY salary DESC, id) AS p FROM "
           "staff) AS r WHERE p = 1 OR name LIKE 'J%'");
    s.rows("the values of a window inside a sub-query",
           from<Staff>()
               .where(staff_id.in(from<alias<Staff, "any">>()
                                      .order_by(row_number().over(order_by(col<&Staff::salary, alias<Staff, "any">>)))
                                      .limit(2)
                                      .select(col<&Staff::id, alias<Staff, "any">>)))
               .select(name),
           "SELECT name FROM staff ORDER BY salary LIMIT 2");
}

TEMPLATE_TEST_CASE("Django: expressions", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    hire(fresh.db());
    scenarios s(fresh);
    using peer = alias<Staff, "peer">;
    constexpr auto peer_salary = col<&Staff::salary, peer>;
    constexpr auto same_department = col<&Staff::department, peer> == department;

    s.rows("a column against a calculation with another", from<Staff>().where(salary > bonus * 400).select(name),
           "SELECT name FROM staff WHERE salary > bonus * 400");
    s.rows("the order of operations", staff.select((salary + 2) * 3 - salary / 7 % 5),
           "SELECT (salary + 2) * 3 - salary / 7 % 5 FROM staff");
    s.rows("negation", staff.select(-(salary - staff_id)), "SELECT -(salary - id) FROM staff");
    s.rows("a division of whole numbers", staff.select(salary / 7), "SELECT salary / 7 FROM staff");
    s.rows("a division of a negative number", staff.select((staff_id - 20) / 7, (staff_id - 20) % 7),
           "SELECT (id - 20) / 7, (id - 20) % 7 FROM staff");
    s.rows("a division by zero is NULL", staff.select(salary / (staff_id - staff_id)), {"SELECT NULL FROM staff"});
    s.rows("a calculation with two kinds of numbers", staff.select(cast<double>(salary) * 1.5 + staff_id),
           "SELECT salary * 1.5 + id FROM staff");
    s.rows("a column in the pattern of another",
           from<Staff>().where(department.contains(substring(name, 1, 1))).select(staff_id),
           {"SELECT id FROM staff WHERE instr(department, substr(name, 1, 1)) > 0",
            "SELECT id FROM staff WHERE strpos(department, substr(name, 1, 1)) > 0"});
    s.rows("a row with a colleague who earns more",
           from<Staff>().where(exists(from<peer>().where(same_department && peer_salary > salary))).select(staff_id),
           "SELECT id FROM staff AS s WHERE EXISTS (SELECT 1 FROM staff AS p WHERE p.department = s.department AND "
           "p.salary > s.salary)");
    s.rows("above the mean of its group",
           from<Staff>()
               .where(salary > scalar(from<peer>().where(same_department).select(avg(peer_salary))))
               .select(staff_id),
           "SELECT id FROM staff AS s WHERE salary > (SELECT avg(salary) FROM staff AS p WHERE p.department = "
           "s.department)");
    s.rows(
        "the newest of its group, as a value",
        staff.select(staff_id, scalar(from<peer>()
                                          .where(same_department)
                                          .order_by(col<&Staff::hired, peer>.desc())
                                          .limit(1)
                                          .select(col<&Staff::name, peer>))),
        "SELECT id, (SELECT name FROM staff AS p WHERE p.department = s.department ORDER BY hired DESC LIMIT 1) FROM "
        "staff AS s");
    s.rows("a sub-query in a calculation",
           staff.select(staff_id, salary - scalar(from<peer>().select(min(peer_salary)))),
           "SELECT id, salary - (SELECT min(salary) FROM staff) FROM staff");
    s.rows(
        "a sub-query in a choice",
        staff.select(
            staff_id,
            case_when(exists(from<peer>().where(same_department && peer_salary > salary)), "below").otherwise("top")),
        "SELECT id, CASE WHEN EXISTS (SELECT 1 FROM staff AS p WHERE p.department = s.department AND p.salary > "
        "s.salary) THEN 'below' ELSE 'top' END FROM staff AS s");
    s.rows("a sub-query in having",
           from<Staff>()
               .group_by(department)
               .having(sum(salary) > scalar(from<peer>().select(max(peer_salary))))
               .select(department),
           "SELECT department FROM staff GROUP BY department HAVING sum(salary) > (SELECT max(salary) FROM staff)");
    s.ordered(
        "a sub-query in order_by",
        from<Staff>()
            .order_by(scalar(from<peer>().where(same_department).select(sum(peer_salary))).desc(), staff_id)
            .select(staff_id),
        "SELECT id FROM staff AS s ORDER BY (SELECT sum(salary) FROM staff AS p WHERE p.department = s.department) "
        "DESC, id");
    s.rows("exists and a comparison",
           from<Staff>()
               .where(exists(from<peer>().where(same_department && peer_salary > salary)) && salary > 40000)
               .select(staff_id),
           "SELECT id FROM staff AS s WHERE EXISTS (SELECT 1 FROM staff AS p WHERE p.department = s.department AND "
           "p.salary > s.salary) AND salary > 40000");
    s.rows("not exists, as a value",
           staff.select(staff_id, !exists(from<peer>().where(same_department && peer_salary > salary))),
           "SELECT id, NOT EXISTS (SELECT 1 FROM staff AS p WHERE p.department = s.department AND p.salary > s.salary) "
           "FROM staff AS s");
    s.rows(
        "exists of groups",
        from<Staff>()
            .where(exists(from<peer>()
                              .where(same_department)
                              .group_by(col<&Staff::department, peer>)
                              .having(count() > 3)
                              .select(count())))
            .select(staff_id),
        "SELECT id FROM staff WHERE department IN (SELECT department FROM staff GROUP BY department HAVING count(*) > "
        "3)");
    s.rows("rows compared as a whole",
           from<Staff>().where(tuple(name, department) == tuple("Smith", "Sales")).select(staff_id),
           "SELECT id FROM staff WHERE name = 'Smith' AND department = 'Sales'");
    s.rows("the days between two dates", staff.select(staff_id, since - on(2000, 1, 1)),
           {"SELECT id, CAST(julianday(hired) - julianday('2000-01-01') AS INTEGER) FROM staff",
            "SELECT id, hired - DATE '2000-01-01' FROM staff"});
    s.rows("dates moved by a column is compared",
           from<Staff>().where(since + std::chrono::days(365) > on(2013, 1, 1)).select(staff_id),
           {"SELECT id FROM staff WHERE date(hired, '+365 days') > '2013-01-01'",
            "SELECT id FROM staff WHERE hired + 365 > '2013-01-01'"});
    s.ordered("ordered by a calculation, NULLs last",
              from<Staff>().order_by((bonus * 2).desc().nulls_last(), staff_id).select(staff_id),
              "SELECT id FROM staff ORDER BY bonus IS NULL, bonus * 2 DESC, id");
    s.rows("a value and a column in one list",
           from<Staff>().where(staff_id.in(std::vector<std::int64_t>{1, 2}) || salary == 100000).select(staff_id),
           "SELECT id FROM staff WHERE id IN (1, 2) OR salary = 100000");
    s.rows("groups by a choice without values",
           from<Staff>().group_by(bonus.is_null(), department).select(department, bonus.is_null(), count()),
           "SELECT department, bonus IS NULL, count(*) FROM staff GROUP BY department, bonus IS NULL");
    s.writes("an update by the row's own columns",
             update<Staff>().set(salary = salary + coalesce(bonus, 0) * 2).where(department == "Sales"), 2,
             "SELECT salary FROM staff WHERE department = 'Sales' ORDER BY id", {"55100", "53000"});
    s.writes(
        "an update by a query of the same table",
        update<Staff>().set(salary = coalesce(scalar(from<peer>().select(max(peer_salary))), 0)).where(staff_id == 2),
        1, "SELECT salary FROM staff WHERE id = 2", {"100000"});
    s.writes("an update by a choice",
             update<Staff>().set(bonus = case_when(bonus.is_null(), 1).otherwise(2)).all_rows(), 12,
             "SELECT sum(bonus) FROM staff", {"18"});
    s.ordered("bit operations: and, or, xor, shifts",
              from<Staff>().order_by(staff_id).select(bit_and(salary, -256), bit_or(salary, 7), bit_xor(salary, 1023),
                                                      bit_not(salary), shift_left(salary, 3), shift_right(salary, 4)),
              {"SELECT salary & -256, salary | 7, (salary | 1023) - (salary & 1023), -salary - 1, salary * 8, "
               "salary / 16 FROM staff ORDER BY id",
               "SELECT salary & -256, salary | 7, salary # 1023, ~salary, salary * 8, salary / 16 FROM staff "
               "ORDER BY id"});
}

TEMPLATE_TEST_CASE("Django: CASE", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    hire(fresh.db());
    scenarios s(fresh);

    s.rows("a value by a condition", staff.select(staff_id, case_when(salary > 50000, "high").otherwise("low")),
           "SELECT id, CASE WHEN salary > 50000 THEN 'high' ELSE 'low' END FROM staff");
    s.rows("a column by a condition", staff.select(staff_id, case_when(salary > 50000, name).otherwise(department)),
           "SELECT id, CASE WHEN salary > 50000 THEN name ELSE department END FROM staff");
    s.rows("without an otherwise", staff.select(staff_id, case_when(salary > 50000, staff_id)),
           "SELECT id, CASE WHEN salary > 50000 THEN id END FROM staff");
    s.rows("the first condition that holds",
           staff.select(staff_id, case_when(salary > 30000, 1).when(salary > 50000, 2).otherwise(3)),
           "SELECT id, 1 FROM staff");
    s.rows("an expression as the value",
           staff.select(staff_id, case_when(bonus.is_null(), salary).otherwise(salary + 1)),
           "SELECT id, CASE WHEN bonus IS NULL THEN salary ELSE salary + 1 END FROM staff");
    s.rows("a condition of two parts", staff.select(case_when(salary > 40000 && department == "Sales", 1).otherwise(0)),
           "SELECT CASE WHEN salary > 40000 AND department = 'Sales' THEN 1 ELSE 0 END FROM staff");
    s.rows(
        "a CASE inside a CASE",
        staff.select(case_when(salary > 40000, case_when(bonus.is_null(), "a").otherwise("b")).otherwise("c")),
        "SELECT CASE WHEN salary > 40000 THEN CASE WHEN bonus IS NULL THEN 'a' ELSE 'b' END ELSE 'c' END FROM staff");
    s.rows(
        "in a condition",
        from<Staff>().where(case_when(department == "IT", salary > 50000).otherwise(salary > 70000)).select(staff_id),
        "SELECT id FROM staff WHERE CASE WHEN department = 'IT' THEN salary > 50000 ELSE salary > 70000 END");
    s.ordered("in an order",
              from<Staff>()
                  .order_by(case_when(department == "IT", 0).when(department == "Sales", 1).otherwise(2), staff_id)
                  .select(staff_id),
              "SELECT id FROM staff ORDER BY CASE department WHEN 'IT' THEN 0 WHEN 'Sales' THEN 1 ELSE 2 END, id");
    s.rows("in an aggregate", from<Staff>().select(sum(case_when(department == "IT", salary).otherwise(0))),
           "SELECT sum(salary) FROM staff WHERE department = 'IT'");
    s.rows("counting by conditions",
           from<Staff>().select(count(case_when(salary > 50000, 1)), count(case_when(salary <= 50000, 1))),
           "SELECT count(*) FILTER (WHERE salary > 50000), count(*) FILTER (WHERE salary <= 50000) FROM staff");
    s.rows("of an aggregate",
           from<Staff>().group_by(department).select(department, case_when(count() > 2, "many").otherwise("few")),
           "SELECT department, CASE WHEN count(*) > 2 THEN 'many' ELSE 'few' END FROM staff GROUP BY department");
    s.rows("of a list", staff.select(staff_id, case_when(name.in("Smith", "Jones"), "known").otherwise("new")),
           "SELECT id, CASE WHEN name IN ('Smith', 'Jones') THEN 'known' ELSE 'new' END FROM staff");
    s.rows("a date as the value", staff.select(staff_id, case_when(bonus.is_null(), since).otherwise(on(2000, 1, 1))),
           "SELECT id, CASE WHEN bonus IS NULL THEN hired ELSE '2000-01-01' END FROM staff");
    s.rows("whose value may be NULL", staff.select(staff_id, case_when(salary > 1, bonus).otherwise(0)),
           "SELECT id, bonus FROM staff");
}

TEMPLATE_TEST_CASE("Django: keys of several columns", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tenant, Member, Comment>>();
    db.insert_many(std::vector<Tenant>{{1, "one"}, {2, "two"}}, keys_are_given);
    db.insert_many(std::vector<Member>{{1, 1, "a@one"}, {1, 2, "b@one"}, {2, 1, "a@two"}, {2, 3, "c@two"}},
                   keys_are_given);
    db.insert_many(
        std::vector<Comment>{{1, 1, 1, "x"}, {1, 2, 2, "y"}, {2, 1, 1, "z"}, {2, 2, {}, "w"}, {2, 3, 1, "v"}},
        keys_are_given);
    scenarios s(fresh);
    constexpr auto tenant = col<&Member::tenant_id>;
    constexpr auto member = col<&Member::id>;
    constexpr auto email = col<&Member::email>;

    s.is("found by its key", db.template get<Member>(2, 1).email, "SELECT 'a@two'");
    s.is("not found by half of another's key", db.template find<Member>(1, 3).has_value(),
         {"SELECT 0", "SELECT false"});
    s.rows("compared as a whole", from<Member>().where(tuple(tenant, member) == tuple(2, 3)).select(email),
           "SELECT email FROM member WHERE tenant_id = 2 AND id = 3");
    s.rows("behind a key", from<Member>().where(tuple(tenant, member) > tuple(1, 2)).select(email),
           "SELECT email FROM member WHERE (tenant_id, id) > (1, 2)");
    s.rows("not before a key", from<Member>().where(tuple(tenant, member) >= tuple(1, 2)).select(email),
           "SELECT email FROM member WHERE (tenant_id, id) >= (1, 2)");
    s.ordered("ordered by it", from<Member>().order_by(tenant.desc(), member.desc()).select(email),
              "SELECT email FROM member ORDER BY tenant_id DESC, id DESC");
    s.rows("joined by it",
           from<Comment>()
               .template join<Member>(tenant == col<&Comment::tenant_id> && member == col<&Comment::member_id>)
               .select(col<&Comment::text>, email),
           "SELECT text, email FROM comment AS c JOIN member AS m ON m.tenant_id = c.tenant_id AND m.id = c.member_id");
    s.rows("joined by the foreign key of two columns",
           from<Comment>().template join<&Comment::tenant_id>().select(col<&Comment::text>, email),
           "SELECT text, email FROM comment AS c JOIN member AS m ON m.tenant_id = c.tenant_id AND m.id = c.member_id");
    s.rows("left-joined by what may be NULL",
           from<Comment>()
               .template left_join<Member>(tenant == col<&Comment::tenant_id> && member == col<&Comment::member_id>)
               .select(col<&Comment::text>, email),
           "SELECT text, email FROM comment AS c LEFT JOIN member AS m ON m.tenant_id = c.tenant_id AND m.id = "
           "c.member_id");
    s.rows("a count by it",
           from<Comment>().group_by(col<&Comment::tenant_id>, col<&Comment::member_id>).select(count()),
           "SELECT count(*) FROM comment GROUP BY tenant_id, member_id");
    s.rows("those without related rows",
           from<Member>()
               .where(!exists(
                   from<Comment>().where(tenant == col<&Comment::tenant_id> && member == col<&Comment::member_id>)))
               .select(email),
           "SELECT 'c@two'");
    s.rows("a key as a member of a query's rows, (a, b) IN (SELECT ...)",
           from<Member>()
               .where(in(tuple(tenant, member),
                         from<Comment>().select(col<&Comment::tenant_id>, col<&Comment::member_id>)))
               .select(email),
           "SELECT email FROM member AS m WHERE EXISTS (SELECT 1 FROM comment AS c WHERE c.tenant_id = m.tenant_id AND "
           "c.member_id = m.id)");
    db.update(Member{1, 2, "new@one"});
    s.rows("an object updated by it", from<Member>().where(tenant == 1 && member == 2).select(email),
           "SELECT 'new@one'");
    s.template refuses<unique_violation>("inserted twice", [&] { db.insert(Member{1, 2, "again"}, keys_are_given); });
    s.template refuses<foreign_key_violation>("a reference to what is not there",
                                              [&] { db.insert(Comment{1, 9, 7, "lost"}, keys_are_given); });
    db.upsert(Member{1, 2, "upsert@one"});
    db.upsert(Member{2, 9, "upsert@two"});
    s.rows("an object upserted by it", from<Member>().where(email.starts_with("upsert")).select(tenant, member),
           "SELECT 1, 2 UNION ALL SELECT 2, 9");
    s.is("an object erased by it", db.template erase<Member>(2, 9), {"SELECT 1", "SELECT true"});
    s.writes("rows deleted by a part of it", delete_from<Comment>().where(col<&Comment::tenant_id> == 2), 3,
             "SELECT count(*) FROM comment", {"2"});
}
