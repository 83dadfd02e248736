#include <refract/migrate/planning.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;

TEST_CASE("a name that is too long ends with a number of its text", "[planning]") {
    CHECK(detail::short_name("refract_old_", "i") == "refract_old_i");
    const std::string long_name(60, 'x');
    const std::string made = detail::short_name("refract_old_", long_name);
    CHECK(made.size() == 63);
    CHECK(made != detail::short_name("refract_old_", long_name + "y"));
    std::string umlauts;
    for (int i = 0; i < 40; ++i) umlauts += "\xc3\xa4";
    const std::string cut = detail::short_name("", umlauts);
    CHECK(cut.size() == 62);
    CHECK(cut.substr(0, 54) == umlauts.substr(0, 54)); // no half of a letter is left
    CHECK(cut.substr(54).find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("things wait for what they name, and circles end", "[planning]") {
    const std::string a = "needs c", b = "b", c = "needs b";
    const auto needs = [](const std::string& one, const std::string& other) {
        return one.ends_with(" " + other.substr(other.size() - 1)) || (one == "needs c" && other == "needs b");
    };
    CHECK(detail::in_order_of_names<std::string>({&a, &b, &c}, needs) == std::vector<const std::string*>{&b, &c, &a});
    const auto all = [](const std::string&, const std::string&) { return true; };
    CHECK(detail::in_order_of_names<std::string>({&a, &b}, all).size() == 2);
}

TEST_CASE("comments and validation are changes of their own", "[planning]") {
    const migrate::index_definition plain{.name = "i", .sql = "(n)"}, told{.name = "i", .sql = "(n)", .comment = "x"},
        other{.name = "i", .sql = "(m)", .comment = "x"};
    CHECK(detail::is_of_comment({&plain, &told, false}));
    CHECK_FALSE(detail::is_of_comment({&plain, &told, true}));
    CHECK_FALSE(detail::is_of_comment({&plain, &other, false}));
    const migrate::constraint_definition loose{.sql = "CHECK (n > 0) NOT VALID", .is_validated = false},
        strict{.sql = "CHECK (n > 0)"};
    CHECK(detail::is_of_validation({&loose, &strict, false}));
    CHECK_FALSE(detail::is_of_validation({&strict, &loose, false}));
}

TEST_CASE("a name for a while is one that nobody has", "[planning]") {
    const migrate::database_definition before{.tables = {{.name = "Refract_New_song"}}},
        after{.tables = {{.name = "song", .indexes = {{.name = "refract_new__song"}}}}};
    const detail::change_patterns none{};
    const migrate::plan_options options{};
    const detail::planning plan(none, options, before, after);
    CHECK(plan.free_name("refract_new_", "", "song") == "refract_new___song");
    CHECK(plan.free_name("refract_new_", "app", "song") == "refract_new_song"); // of another schema
    CHECK(plan.free_name("refract_old_", "", "song") == "refract_old_song");
}
