#include <refract/migrate/chain.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {
const std::string a = "20260101000000_a", b = "20260102000000_b", c = "20260103000000_c";

std::string find_break(const migrations_folder& folder) {
    return migrate::find_break(migrate::read_folder(folder.path), migrate::read_chain(folder.path));
}
} // namespace

TEST_CASE("each line of a chain hashes all before it", "[chain]") {
    const std::vector<migrate::migration> all{{a, "A", ""}, {b, "B", ""}}, other{{a, "x", ""}, {b, "B", ""}};
    const auto chain = migrate::make_chain(all), changed = migrate::make_chain(other);
    REQUIRE(chain.size() == 2);
    CHECK(chain[0].hash == detail::sha256::digits("\n" + a + "\n" + detail::sha256::digits("A") + "\n"));
    CHECK(chain[1].hash ==
          detail::sha256::digits(chain[0].hash + "\n" + b + "\n" + detail::sha256::digits("B") + "\n"));
    CHECK(chain[1].hash != changed[1].hash);
}

TEST_CASE("a folder keeps its chain, and says where it breaks", "[chain]") {
    const migrations_folder folder;
    CHECK(find_break(folder).empty());
    folder.add(a, "A");
    folder.add(b, "B");
    CHECK(migrate::read_chain(folder.path) == migrate::make_chain(migrate::read_folder(folder.path)));
    CHECK(find_break(folder).empty());
    folder.edit(a, "A2");
    CHECK(find_break(folder) == "the text of the migration " + a + " is another one than when it was written");
    folder.add(c, "C"); // what was broken stays so
    CHECK(find_break(folder) == "the text of the migration " + a + " is another one than when it was written");
    folder.edit(a, "A");
    CHECK(find_break(folder).empty());
    std::filesystem::remove_all(folder.path / b);
    CHECK(find_break(folder) == "the migration " + b + " is no longer there");
    migrate::update_chain(folder.path);
    CHECK(find_break(folder).empty());
    std::filesystem::create_directory(folder.path / b);
    folder.edit(b, "B");
    CHECK(find_break(folder) == "the migration " + b + " was put in front of " + c);
    migrate::update_chain(folder.path);
    std::filesystem::create_directory(folder.path / "20260104000000_d");
    folder.edit("20260104000000_d", "D");
    CHECK(find_break(folder) == "the migration 20260104000000_d is not in it");
    folder.add("20260100000000_0", "0"); // in front of all: every line changes
    CHECK(migrate::read_chain(folder.path).size() == 5);
    CHECK(find_break(folder).empty());
}

TEST_CASE("branches that were not merged are said, and a folder without a chain is fine", "[chain]") {
    const migrations_folder folder;
    folder.add(a, "A");
    detail::write_text_file(folder.path / "chain.lock", "<<<<<<< HEAD\n" + folder.text("chain.lock"));
    CHECK_THROWS_WITH(migrate::read_chain(folder.path),
                      refract_test::has_text("line 1 of") && refract_test::has_text("branches"));
    std::filesystem::remove(folder.path / "chain.lock");
    CHECK(find_break(folder).empty());
    folder.add(b, "B"); // the chain begins with all that is there
    CHECK(migrate::read_chain(folder.path).size() == 2);
    CHECK(find_break(folder).empty());
}
