#include <refract/migrate/lint_rules.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("rules are sentences", "[lint_rules]") {
    for (const migrate::lint_rule* each : migrate::lint_rules()) {
        INFO(each->code() << " " << each->name);
        CHECK_FALSE(each->message.empty());
        CHECK_FALSE(each->message.ends_with('.'));
        CHECK((each->remedy.ends_with('.')));
        CHECK_FALSE(migrate::name_of(each->about).empty());
    }
    CHECK(migrate::name_of(migrate::severity::error) == "error");
    CHECK(migrate::name_of(migrate::lint_class::rebuilds) == "rebuilds");
}
