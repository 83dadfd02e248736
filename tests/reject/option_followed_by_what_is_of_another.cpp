// expect: refract: an option of a model is followed by what belongs to another one. Behind column<&T::a>: named, type, stored_as, default_to, default_as, generated, generated_as, identity, nullable, collate, comment, version, updated_at, renamed_from; primary_key: named, given, autoincrement; index, unique: named, unique, where, descending; foreign_key<&T::a>: references<&U::id>(), then on_delete, on_update, named, deferred, deferrable; flat: prefix; full_text: tokenized_by. What is of the table stands by itself: table(named("users"), check("name", condition)). [E264]
// times: 10
#include "models.hpp"

struct Account {
    std::int64_t id{}, owner_id{};
    std::string name;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return column<&Account::owner_id>.references<&User::id>(); }
inline auto way_2() { return column<&Account::name>.unique(); }
inline auto way_3() { return primary_key<&Account::id>.identity(3L); }
inline auto way_4() { return unique<&Account::name>.collate("nocase_ascii"); }
inline auto way_5() { return foreign_key<&Account::owner_id>.on_delete(cascade); }
inline auto way_6() { return foreign_key<&Account::owner_id>.references<&User::id>().default_to(1); }
inline auto way_7() { return refract::named("accounts").in_schema("sales"); }
inline auto way_8() { return refract::partial.named("accounts"); }
inline auto way_9() { return column<&Account::name>.not_null(true); }
inline auto way_10() { return check("c", col<&Account::id> > 0).deferrable(1U); }
#else
inline auto way_1() { return foreign_key<&Account::owner_id>.references<&User::id>(); }
inline auto way_2() { return unique<&Account::name>; }
inline auto way_3() { return column<&Account::id>.identity(); }
inline auto way_4() { return column<&Account::name>.collate("nocase"); }
inline auto way_5() { return foreign_key<&Account::owner_id>.references<&User::id>().on_delete(cascade); }
inline auto way_6() { return column<&Account::owner_id>.default_to(1); }
inline auto way_7() { return table(refract::named("accounts"), in_schema("sales"), comment("all")); }
inline auto way_8() { return table(refract::partial, refract::named("accounts")); }
inline auto way_9() { return column<&Account::name>.default_to("x"); }
inline auto way_10() { return check("c", col<&Account::id> > 0); }
#endif
