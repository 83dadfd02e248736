// Values of every type in each place of statements that read: see support/hostile.hpp.

#include <support/hostile.hpp>

#include <cstdint>
#include <type_traits>
#include <vector>

using namespace hostile_types;

namespace {

template <auto... Member> differences selected(auto& db, fields<Member...> all, const Row& row) {
    return compare(all, db.one(from<Row>().where(id == 1).select(value(row.*Member)...)), row);
}
template <auto... Member> differences in_cases(auto& db, fields<Member...> all, const Row& row) {
    const auto query =
        from<Row>().where(id == 1).select(case_when(has<Member>(row), row.*Member).otherwise(col<Member>)...);
    return compare(all, db.one(query), row);
}
/// The value, behind functions of the column and the value.
template <auto Member> auto by_functions(const Row& row) {
    if constexpr (std::is_same_v<detail::member_type<Member>, json>)
        return coalesce(col<Member>, row.*Member);
    else
        return coalesce(nullif(col<Member>, row.*Member), row.*Member);
}
template <auto... Member> differences in_functions(auto& db, fields<Member...> all, const Row& row) {
    const auto query = from<Row>().where(id == 1).select(by_functions<Member>(row)...);
    return compare(all, db.one(query), row);
}
template <auto... Member> differences in_windows(auto& db, fields<Member...> all, const Row& row) {
    const auto query = from<Row>().where(id == 1).select(lag(col<Member>, 1, row.*Member).over(order_by(id))...);
    return compare(all, db.one(query), row);
}
template <auto... Member> differences in_where(auto& db, fields<Member...> all, const Row& row) {
    return compare(all, db.all(from<Row>().where(((has<Member>(row)) && ...))), row);
}
template <auto... Member> differences in_lists(auto& db, fields<Member...>, const Row& row) {
    const auto query = from<Row>().where(
        ((col<Member>.in(row.*Member, row.*Member) && col<Member>.in(std::vector{row.*Member, row.*Member})) && ...));
    return compare(all_fields{}, db.all(query), row);
}
template <auto... Member> differences between(auto& db, fields<Member...>, const Row& row) {
    const auto query = from<Row>().where(((col<Member>.between(row.*Member, row.*Member) &&
                                           greatest(col<Member>, row.*Member) == least(col<Member>, row.*Member)) &&
                                          ...));
    return compare(all_fields{}, db.all(query), row);
}
template <auto... Member> differences in_groups(auto& db, fields<Member...>, const Row& row) {
    const auto rows = db.all(from<Row>()
                                 .group_by(id)
                                 .having(((count().filter(has<Member>(row)) > 0) && ...))
                                 .order_by(case_when(has<Member>(row), 0).otherwise(1)...)
                                 .select(id));
    return rows == std::vector<std::int64_t>{1} ? differences{} : differences{rows.size(), 1000};
}
template <auto... Member> differences in_tables(auto& db, fields<Member...> all, const Row& row) {
    using inner = alias<Row, "it's \"inside\"">;
    const auto found = from<Row>().where((has<Member>(row) && ...));
    const auto same = from<inner>().where((has<Member, inner>(row) && ...)).select(col<&Row::id, inner>);
    return compare(all, db.all(from(found).where(id.in(same))), row);
}
template <auto... Member> differences at_run_time(auto& db, fields<Member...> all, const Row& row) {
    predicate<Row> wanted;
    ((wanted &= has<Member>(row)), ...);
    ordering<Row> order;
    (order.by(case_when(has<Member>(row), 0).otherwise(1).asc()), ...);
    const auto query = from<Row>().where(wanted).where_if(true, has<&Row::text>(row)).order_by(order);
    return compare(all, db.all(query), row);
}
template <auto... Member> differences paged(auto& db, fields<Member...>, const Row& row) {
    const auto pages = from<Row>().order_by(col<Member>..., id).limit(1);
    const auto behind = compare(all_fields{}, db.all(pages.after(row.*Member..., 0)), row);
    return behind.empty() ? compare(all_fields{}, db.all(pages.before(row.*Member..., 2)), row) : behind;
}
template <auto... Member> differences paged_at_run_time(auto& db, fields<Member...>, const Row& row) {
    ordering<Row> order;
    (order.by(col<Member>), ...);
    order.by(id.desc());
    const auto pages = from<Row>().order_by(order).limit(1);
    Row behind = row, before = row;
    behind.id = 2;
    before.id = 0;
    const auto after = compare(all_fields{}, db.all(pages.after(behind)), row);
    return after.empty() ? compare(all_fields{}, db.all(pages.before(before)), row) : after;
}
template <auto... Member> differences given_later(auto& db, fields<Member...>, const Row& row) {
    constexpr auto query = from<Row>().where(((col<Member> == param<detail::member_type<Member>>) && ...));
    return compare(all_fields{}, db.all(query, row.*Member...), row);
}
template <auto... Member> differences in_raw_sql(auto& db, fields<Member...>, const Row& row) {
    const auto found = db.all(from<Row>().where((raw<bool, "{} = {}">(col<Member>, row.*Member) && ...)));
    return compare(all_fields{}, found, row);
}
template <class Backend> auto places() {
    using listed_fields = joined_fields<plain_fields, fields<&Row::bytes>>::type;
    using equal_fields = joined_fields<plain_fields, fields<&Row::bytes, &Row::large>>::type;
    using paged_by = fields<&Row::whole, &Row::real, &Row::text, &Row::moment, &Row::code, &Row::kind, &Row::price>;
    return std::vector<value_place<typename Backend::transaction>>{
        {"select", [](auto& db, auto& row) { return selected(db, all_fields{}, row); }},
        {"case", [](auto& db, auto& row) { return in_cases(db, all_fields{}, row); }},
        {"function", [](auto& db, auto& row) { return in_functions(db, sure_fields{}, row); }},
        {"window", [](auto& db, auto& row) { return in_windows(db, sure_fields{}, row); }},
        {"where", [](auto& db, auto& row) { return in_where(db, all_fields{}, row); }},
        {"in", [](auto& db, auto& row) { return in_lists(db, listed_fields{}, row); }, !Backend::is_sqlite},
        {"between", [](auto& db, auto& row) { return between(db, plain_fields{}, row); }},
        {"group and having", [](auto& db, auto& row) { return in_groups(db, all_fields{}, row); }},
        {"tables", [](auto& db, auto& row) { return in_tables(db, all_fields{}, row); }},
        {"run time", [](auto& db, auto& row) { return at_run_time(db, all_fields{}, row); }},
        {"page", [](auto& db, auto& row) { return paged(db, paged_by{}, row); }},
        {"page of the run time", [](auto& db, auto& row) { return paged_at_run_time(db, paged_by{}, row); }},
        {"parameter", [](auto& db, auto& row) { return given_later(db, equal_fields{}, row); }},
        {"raw SQL", [](auto& db, auto& row) { return in_raw_sql(db, sure_fields{}, row); }}};
}

} // namespace

TEMPLATE_TEST_CASE("values of every type stay bound in every place that reads", "[hostile]", REFRACT_TEST_DATABASES) {
    check_places<TestType>(places<TestType>());
}
