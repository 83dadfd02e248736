#include <refract/migrate/deploy_options.hpp>

#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("without options a deploy gives up a lock and tries again", "[deploy_options]",
                   REFRACT_TEST_DATABASES) {
    const migrate::deploy_options<typename TestType::database> usual;
    CHECK(usual.lock_timeout.count() > 0);
    CHECK(usual.retries > 0);
    CHECK(usual.statement_timeout.count() == 0); // a long build is no mistake
    CHECK_FALSE(usual.updates_chain);
    CHECK(usual.up_to.empty());
}
