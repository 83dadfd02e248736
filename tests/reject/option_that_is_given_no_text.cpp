// expect: refract: an option of a model that takes a text is given something else, none, or more than it takes. Write named("users"), in_schema("sales"), comment("text"), renamed_from("old"), stored_with("SQL"), run_before("SQL"), constraint("name", "SQL"), index_as("name", "SQL"), check("name", condition), .type("varchar(40)"), .collate("nocase"), .default_as("SQL"), .generated_as("SQL"), .prefix("work_"). [E262]
// times: 18
#include "models.hpp"

struct Home {
    std::string street;
};
struct Account {
    std::int64_t id{}, owner_id{};
    std::string name;
    Home home;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return column<&Account::name>.named(1); }
inline auto way_2() { return column<&Account::name>.type(2.5); }
inline auto way_3() { return column<&Account::name>.comment(nullptr); }
inline auto way_4() { return column<&Account::name>.collate(Role::admin); }
inline auto way_5() { return column<&Account::name>.default_as(now()); }
inline auto way_6() { return column<&Account::name>.generated_as(col<&Account::id>); }
inline auto way_7() { return column<&Account::name>.renamed_from("a", 1L); }
inline auto way_8() { return primary_key<&Account::id>.named(); }
inline auto way_9() { return refract::index<&Account::name>.named('c'); }
inline auto way_10() { return foreign_key<&Account::owner_id>.references<&User::id>().named(true); }
inline auto way_11() { return flat<&Account::home>.prefix(Account{}); }
inline auto way_12() { return full_text.tokenized_by(&Account::name); }
inline auto way_13() { return refract::named(from<User>()); }
inline auto way_14() { return constraint("name"); }
inline auto way_15() { return index_as("a", "(name)", "name"); }
inline auto way_16() { return check(1, col<&Account::id> > 1); }
inline auto way_17() { return column<&Post::title>.named("post", "headline", "text"); }
inline auto way_18() { return column<&Post::title>.comment("a text", "another", 3); }
#else
inline auto way_1() { return column<&Account::name>.named("account"); }
inline auto way_2() { return column<&Account::name>.type("varchar(40)"); }
inline auto way_3() { return column<&Account::name>.comment("as it is printed"); }
inline auto way_4() { return column<&Account::name>.collate(std::string_view("nocase")); }
inline auto way_5() { return column<&Account::name>.default_as("'none'"); }
inline auto way_6() { return column<&Account::name>.generated_as("'n' || id"); }
inline auto way_7() { return column<&Account::name>.renamed_from("title"); }
inline auto way_8() { return primary_key<&Account::id>.named("account_key"); }
inline auto way_9() { return refract::index<&Account::name>.named("by_name"); }
inline auto way_10() { return foreign_key<&Account::owner_id>.references<&User::id>().named("owner"); }
inline auto way_11() { return flat<&Account::home>.prefix("home_"); }
inline auto way_12() { return full_text.tokenized_by("porter"); }
inline auto way_13() { return refract::named("accounts"); }
inline auto way_14() { return constraint("name", "UNIQUE (name)"); }
inline auto way_15() { return index_as("a", "(name)"); }
inline auto way_16() { return check("is_positive", col<&Account::id> > 1); }
inline auto way_17() { return column<&Post::title>.named("headline"); }
inline auto way_18() { return column<&Post::title>.comment("a text"); }
#endif
