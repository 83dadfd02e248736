#include <refract/migrate/lint_block.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

/// What is not read begins with "?".
std::vector<std::string> block_parts(std::string_view sql) {
    std::vector<std::string> found;
    for (const lint_block_part& each : lint_block_reader(false).parts(sql))
        found.push_back((each.is_read ? "" : "?") + std::string(each.sql));
    return found;
}
using block_texts = std::vector<std::string>;

} // namespace

TEST_CASE("statements in a DO block", "[lint_block]") {
    CHECK(block_parts("DROP TABLE a").empty());
    CHECK(block_parts("DO $$ BEGIN NULL; END $$").empty());
    CHECK(
        block_parts("DO $x$ DECLARE n int := 1; BEGIN IF n = 1 THEN DROP TABLE a; ELSIF n = 2 THEN DROP TABLE b; ELSE "
                    "DROP TABLE c; END IF; END $x$") == block_texts{"DROP TABLE a", "DROP TABLE b", "DROP TABLE c"});
    CHECK(block_parts("DO LANGUAGE plpgsql $$ BEGIN BEGIN WHILE true LOOP DELETE FROM a WHERE b = ';' ; END LOOP; "
                      "EXCEPTION WHEN others THEN LOCK a; END; END $$") ==
          block_texts{"DELETE FROM a WHERE b = ';'", "LOCK a"});
    CHECK(block_parts("DO 'BEGIN DROP TABLE a; END'") == block_texts{"DROP TABLE a"});
    CHECK(block_parts("DO $$ BEGIN EXECUTE 'DROP TABLE a; DROP TABLE b' INTO c; EXECUTE $q$DROP TABLE d$q$; END $$") ==
          block_texts{"DROP TABLE a", "DROP TABLE b", "DROP TABLE d"});
}

TEST_CASE("a DO block whose statements nobody knows", "[lint_block]") {
    CHECK(block_parts("DO $$ BEGIN EXECUTE 'DROP TABLE ' || a; END $$") == block_texts{"?EXECUTE 'DROP TABLE ' || a"});
    CHECK(block_parts("DO $$ BEGIN EXECUTE format('DROP %I', a); END $$") ==
          block_texts{"?EXECUTE format('DROP %I', a)"});
    CHECK(block_parts("DO LANGUAGE plperl 'x'") == block_texts{"?DO LANGUAGE plperl 'x'"});
    CHECK(block_parts("DO 'BEGIN a := ''b''; END'") == block_texts{"?DO 'BEGIN a := ''b''; END'"});
    CHECK(block_parts("DO") == block_texts{"?DO"});
    CHECK(block_parts("DO $$ BEGIN").size() == 1);
}
