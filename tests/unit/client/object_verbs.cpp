#include "support/databases.hpp"
#include "support/models.hpp"

#include <refract/client/database.hpp>

#include <refract/client/object_verbs.hpp>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("objects live by their key", "[objects]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag, Seat>>();

    const Tag made = db.insert(Tag{0, "a"});
    CHECK(made.id > 0);
    CHECK(db.template get<Tag>(made.id).label == "a");
    CHECK_FALSE(db.template find<Tag>(made.id + 1));
    CHECK_THROWS_AS(db.template get<Tag>(made.id + 1), not_found);
    db.update(Tag{made.id, "b"});
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"b"});
    CHECK_THROWS_AS(db.update(Tag{made.id + 1, "c"}), not_found);
    db.upsert(Tag{made.id, "c"});
    db.upsert(Tag{77, "d"});
    CHECK(fresh.rows("SELECT label FROM tag ORDER BY id") == text_rows{"c", "d"});
    CHECK(db.erase(made));
    CHECK_FALSE(db.erase(made));
    CHECK(db.template erase<Tag>(77));

    // A key of two columns, in the key's order and with numbers of other widths.
    db.insert(Seat{.row_number = 3, .place = 4, .price = 9.5});
    CHECK(db.template find<Seat>(3, 4)->price == 9.5);
    CHECK_FALSE(db.template find<Seat>(4, 3));
    CHECK_THROWS_AS(db.template find<Seat>(3, 70'000), conversion_error);
    CHECK(db.template erase<Seat>(std::int64_t{3}, 4L));
}

TEST_CASE("an error knows the call") {
    fresh_database<on_sqlite> fresh;
    fresh.db().create_tables<schema<Tag>>();
    try {
        fresh.db().get<Tag>(1);
        FAIL("no error");
    } catch (const not_found& failure) {
        CHECK(std::string_view(failure.location().file_name()).find("object_verbs.cpp") != std::string_view::npos);
        CHECK(failure.location().line() > 0);
    }
}
