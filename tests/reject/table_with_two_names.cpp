// expect: refract: a table has two names, schemas, old names, primary keys, tenants, marks of deletion, or is twice a view, a full-text table or partial. Write each option of these once; a key of several columns is primary_key<&T::a, &T::b>. [E266]
// times: 4
#include "models.hpp"

struct Account {
    std::int64_t id{}, owner_id{};
};

#ifdef REFRACT_REJECT
inline auto way_1() { return table(refract::named("a"), refract::named("b")); }
inline auto way_2() { return table(primary_key<&Account::id>, primary_key<&Account::owner_id>); }
inline auto way_3() { return table(in_schema("a"), unique<&Account::id>, in_schema("b")); }
inline auto way_4() { return table(read_only_view, materialized_view); }
#else
inline auto way_1() { return table(refract::named("a"), renamed_from("b")); }
inline auto way_2() { return table(primary_key<&Account::id, &Account::owner_id>); }
inline auto way_3() { return table(in_schema("a"), unique<&Account::id>, unique<&Account::owner_id>); }
inline auto way_4() { return table(read_only_view); }
#endif
