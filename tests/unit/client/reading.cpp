#include "support/databases.hpp"
#include "support/models.hpp"

#include <refract/client/database.hpp>
#include <refract/client/reading.hpp>

using namespace refract;
using namespace refract_test;

TEST_CASE("one row is one row") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    const auto all = from<Tag>();
    CHECK_THROWS_AS(db.one(all), not_found);
    db.insert(Tag{0, "a"});
    CHECK(db.one(all).label == "a");
    db.insert(Tag{0, "b"});
    CHECK_THROWS_AS(db.one(all), too_many_rows);
    CHECK(db.all(all).size() == 2); // the failures left the statement ready to run again
}
