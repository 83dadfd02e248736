// A level that was refused takes whatever a query takes, and says nothing more.

#include <refract/query/refused_level.hpp>

#include <support/catch.hpp>

#include <type_traits>

TEST_CASE("nothing further is said of a level that was refused") {
    constexpr refract::detail::refused_level level;
    const auto same = [](auto made) { return std::is_same_v<decltype(made), refract::detail::refused_level>; };
    CHECK(same(level.where(1).order_by(2).limit(3).offset(4).after(5).before(6)));
    CHECK(same(level.distinct().with_deleted().all_tenants().where_if(true, 1)));
    CHECK(same(level.select(1).group_by(2).having(3).join<int>(4).union_all(5)));
    CHECK(same(level.select<int>().join<1>().left_join<1, 2>().nested<1>()));
}
