// Each form has a row where it is one of the type's; its patterns have their operand.

#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/stored_forms.hpp>

#include <support/catch.hpp>

using namespace refract;
using namespace refract::detail;

TEST_CASE("each form of a type has one row on SQLite") {
    for (std::size_t form = 1; form < stored_kind_count; ++form)
        for (int type = 1; type < type_kind_count; ++type) {
            int rows = 0;
            for (const stored_spelling& each : sqlite_stored_forms)
                rows += each.kind == static_cast<stored_kind>(form) && each.type == static_cast<type_kind>(type);
            CAPTURE(form, type);
            CHECK(rows == (is_form_of(static_cast<stored_kind>(form), static_cast<type_kind>(type)) ? 1 : 0));
        }
    CHECK(find_spelling(sqlite_stored_forms, stored_kind::usual, type_kind::timestamp) == nullptr);
    CHECK(find_spelling(postgres_stored_forms, stored_kind::julian_day, type_kind::timestamp) == nullptr);
}

TEST_CASE("each pattern has its operand") {
    const auto check = [](stored_spellings rows) {
        for (const stored_spelling& each : rows) {
            CHECK(each.read.find("{}") != each.read.npos);
            CHECK(each.write.find("{}") != each.write.npos);
            CHECK_FALSE(each.column.empty());
        }
    };
    check(sqlite_stored_forms);
    check(postgres_stored_forms);
}
