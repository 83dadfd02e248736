#include <refract/dialect/sqlite.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/print_clauses.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("a clause is entered behind what was written before it") {
    constexpr auto query =
        from<Post>().limit(5).where(col<&Post::views> > 3).where_if(true, col<&Post::id> > 1).offset(2);
    constexpr statement_view view = decltype(query)::view;
    writer out{.dialect = dialect::sqlite::info};
    const clause_printer clauses{out, view};
    clauses.enter(*view.find(clause_kind::where));
    CHECK(out.at.next == content{.values = 1});
    clauses.enter(*view.find(clause_kind::offset));
    CHECK(out.at.next == content{.values = 3, .parts = 1});
    CHECK_FALSE(clauses.part_of(*view.find(clause_kind::where_if)).stands);
    clauses.leave();
    CHECK(out.at.next == content{.values = 4, .parts = 1});
}
