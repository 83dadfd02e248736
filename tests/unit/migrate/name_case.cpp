#include <refract/migrate/name_case.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;
using migrate::database_definition;

namespace {

database_definition song_in_case(bool ignores_case, const std::string& table, const std::string& column) {
    return {.tables = {{.name = table,
                        .columns = {{.name = column, .type = "TEXT"}},
                        .constraints = {{.kind = migrate::constraint_kind::unique, .columns = {column}}}},
                       {.name = "Loud", .kind = migrate::table_kind::view}},
            .ignores_case = ignores_case};
}

} // namespace

TEST_CASE("names are written as the other database writes them, where case says nothing", "[name_case]") {
    const database_definition wanted = song_in_case(true, "song", "title");
    const database_definition now = detail::in_case_of(song_in_case(true, "Song", "TITLE"), wanted);
    CHECK(now.tables[0].name == "song");
    CHECK(now.tables[0].columns[0].name == "title");
    CHECK(now.tables[0].constraints[0].columns == std::vector<std::string>{"title"});
    const database_definition other = detail::in_case_of(song_in_case(false, "Song", "TITLE"), wanted);
    CHECK(other.tables[0].name == "Song");
}

TEST_CASE("a name that is there exactly is no other", "[name_case]") {
    database_definition two = song_in_case(true, "song", "title");
    two.tables[0].columns.push_back({.name = "Title", .type = "TEXT"}); // as nobody's SQLite has it
    const database_definition now = detail::in_case_of(two, song_in_case(true, "song", "title"));
    CHECK(now.tables[0].columns[1].name == "Title");
    database_definition views = song_in_case(true, "song", "title");
    views.tables[1].name = "loud";
    CHECK(detail::in_case_of(song_in_case(true, "song", "title"), views).tables[1].name == "Loud");
}
