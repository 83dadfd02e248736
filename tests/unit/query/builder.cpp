#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <type_traits>
#include <utility>

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr std::size_t values_of(const Query&) { return value_count<Query>; }
static_assert(values_of(from<User>()) == 0);
static_assert(values_of(from<User>().where(col<&User::id> == 1).limit(3)) == 2);
static_assert(any_query<decltype(from<User>())> && !any_query<int> && !any_query<User>);
// The only selected column, which a query in an expression has to have.
static_assert(std::is_same_v<decltype(from<User>().select(col<&User::id>))::column_node, column_node<&User::id, User>>);
static_assert(std::is_void_v<decltype(from<User>())::column_node>);
static_assert(std::is_void_v<decltype(from<User>().select(col<&User::id>, col<&User::name>))::column_node>);

TEST_CASE("conditions are kept in the order in which they were written") {
    const auto query = from<User>().where(col<&User::id> > 1).where_if(false, col<&User::id> < 9);
    CHECK(get<0>(query.bound) == 1);
    CHECK_FALSE(get<1>(query.bound).stands);
    CHECK(get<2>(query.bound) == 9);
}

TEST_CASE("a clause behind a temporary query moves what it holds") {
    const auto named = [] { return col<&User::name> == std::string(100, 'x'); };
    auto kept = from<User>().where(named());
    const char* const text = get<0>(kept.bound).data();
    const auto copied = kept.order_by(col<&User::id>).limit(3).distinct();
    CHECK(get<0>(kept.bound).data() == text);
    CHECK(get<0>(copied.bound) == get<0>(kept.bound));
    const auto moved = std::move(kept)
                           .where(predicate<User>())
                           .where_if(true, col<&User::id> > 1)
                           .select(col<&User::id>)
                           .distinct()
                           .group_by(col<&User::id>)
                           .having(count() > 1)
                           .order_by(col<&User::id>)
                           .limit(3)
                           .offset(4)
                           .for_update();
    CHECK(get<0>(moved.bound).data() == text);

    auto write = update<User>().set(col<&User::name> = std::string(100, 'x'));
    const char* const assigned = get<0>(write.bound).data();
    const auto all = std::move(write).set_if(true, col<&User::id> = 1).all_rows().returning(col<&User::id>);
    CHECK(get<0>(all.bound).data() == assigned);
    auto erase = delete_from<User>().where(named());
    const char* const condition = get<0>(erase.bound).data();
    const auto erased = std::move(erase).all_rows().returning();
    CHECK(get<0>(erased.bound).data() == condition);
}
