// Values of every type in each place of statements that write: see support/hostile.hpp.

#include <support/hostile.hpp>

#include <cstdint>
#include <vector>

using namespace hostile_types;

namespace {

template <auto... Member> differences inserted(auto& db, fields<Member...> all, const Row& row) {
    db.erase(row);
    const auto query = insert_into<Row>().set(id = 1, col<Member> = row.*Member...).returning(col<Member>...);
    return compare(all, db.one(query), row);
}
template <auto... Member> differences updated(auto& db, fields<Member...> all, const Row& row) {
    const auto query =
        update<Row>().set(col<Member> = row.*Member...).where((has<Member>(row) && ...)).returning(col<Member>...);
    return compare(all, db.one(query), row);
}
template <auto... Member> differences updated_under_flags(auto& db, fields<Member...> all, const Row& row) {
    db.exec(update<Row>().set_if(true, col<Member> = row.*Member...).where(id == 1));
    return compare(all, db.template get<Row>(1), row);
}
template <auto... Member> differences upserted(auto& db, fields<Member...> all, const Row& row) {
    const auto query = insert_into<Row>()
                           .set(id = 1, col<Member> = row.*Member...)
                           .template on_conflict<&Row::id>()
                           .do_update(col<Member> = row.*Member...)
                           .where((has<Member>(row) && ...))
                           .returning(col<Member>...);
    return compare(all, db.one(query), row);
}
differences whole_object(auto& db, all_fields all, const Row& row) {
    db.update(row);
    db.upsert(row);
    return compare(all, db.template get<Row>(1), row);
}
differences inserted_many(auto& db, all_fields all, const Row& row) {
    db.erase(row);
    db.insert_many(std::vector<Row>{row}, keys_are_given);
    return compare(all, db.template get<Row>(1), row);
}
template <auto... Member> differences erased(auto& db, fields<Member...> all, const Row& row) {
    return compare(all, db.all(delete_from<Row>().where((has<Member>(row) && ...)).template returning<Row>()), row);
}
template <auto... Member> differences merged(auto& db, fields<Member...> all, const Row& row) {
    using source = alias<Row, "it's \"a source\"">;
    db.exec(merge_into<Row>()
                .template using_table<source>((has<Member, source>(row) && ...))
                .when_matched((has<Member>(row) && ...))
                .do_update(col<Member> = row.*Member...));
    return compare(all, db.template get<Row>(1), row);
}

template <auto... Member> differences merged_by_branches(auto& db, fields<Member...> all, const Row& row) {
    using source = alias<Row, "source">;
    db.exec(merge_into<Row>()
                .template using_table<source>(id == col<&Row::id, source> + 10)
                .when_not_matched((has<Member, source>(row) && ...))
                .do_insert(id = 11, col<Member> = row.*Member...)
                .when_not_matched(col<&Row::text, source> == row.text + "'")
                .do_nothing());
    db.exec(merge_into<Row>()
                .template using_table<source>(id == col<&Row::id, source> + 10)
                .when_matched((!(has<Member>(row)) || ...))
                .do_delete()
                .when_matched()
                .do_update(id = 12)
                .set_if(true, col<Member> = row.*Member...));
    return compare(all, db.template get<Row>(12), row);
}
template <auto... Member> differences not_upserted(auto& db, fields<Member...> all, const Row& row) {
    predicate<Row> other;
    ((other |= !(has<Member>(row))), ...);
    db.exec(insert_into<Row>()
                .set(id = 1, col<Member> = row.*Member...)
                .template on_conflict<&Row::id>()
                .do_update(col<&Row::text> = "not this")
                .where_if(true, (!(has<Member>(row)) || ...))
                .where(other));
    return compare(all, db.template get<Row>(1), row);
}

template <class Backend> auto places() {
    std::vector<value_place<typename Backend::transaction>> all{
        {"insert", [](auto& db, auto& row) { return inserted(db, all_fields{}, row); }},
        {"update", [](auto& db, auto& row) { return updated(db, all_fields{}, row); }},
        {"set_if", [](auto& db, auto& row) { return updated_under_flags(db, all_fields{}, row); }},
        {"upsert", [](auto& db, auto& row) { return upserted(db, all_fields{}, row); }},
        {"condition of an upsert", [](auto& db, auto& row) { return not_upserted(db, all_fields{}, row); }},
        {"whole object", [](auto& db, auto& row) { return whole_object(db, all_fields{}, row); }},
        {"insert_many", [](auto& db, auto& row) { return inserted_many(db, all_fields{}, row); }},
        {"delete", [](auto& db, auto& row) { return erased(db, all_fields{}, row); }}};
    if constexpr (!Backend::is_sqlite) {
        all.push_back({"merge", [](auto& db, auto& row) { return merged(db, all_fields{}, row); }});
        all.push_back(
            {"branches of a merge", [](auto& db, auto& row) { return merged_by_branches(db, all_fields{}, row); }});
    }
    return all;
}

} // namespace

TEMPLATE_TEST_CASE("values of every type stay bound in every place that writes", "[hostile]", REFRACT_TEST_DATABASES) {
    check_places<TestType>(places<TestType>());
}
