// Queries with a name, and the list of them.

#include <catch2/catch.hpp>
#include <refract/recorder.hpp>
#include <refract/verify.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

using namespace refract;

namespace queries_test {

struct Crate {
    std::int64_t id{};
    std::string label{};
    std::optional<int> weight{};
};
struct Shelf {
    std::int64_t id{};
    std::int64_t crate_id{};
};

std::size_t count_named(std::string_view name) {
    const auto all = queries();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const query_info& each) { return each.name == name; }));
}

} // namespace queries_test

using namespace queries_test;

TEST_CASE("a name changes nothing of the text, wherever it stands", "[queries]") {
    constexpr auto plain = from<Crate>().where(col<&Crate::id> == 1).order_by(col<&Crate::label>).limit(3);
    constexpr auto named =
        from<Crate>().where(col<&Crate::id> == 1).named<"first crates">().order_by(col<&Crate::label>).limit(3);
    CHECK(sql<dialect::sqlite>(named) == sql<dialect::sqlite>(plain));
    constexpr auto united = plain.union_all(named).named<"both">();
    CHECK(sql<dialect::postgres>(united) == sql<dialect::postgres>(plain.union_all(plain)));
    constexpr auto made = insert_into<Crate>().set(col<&Crate::label> = "x").named<"make">();
    CHECK(sql<dialect::sqlite>(made) == sql<dialect::sqlite>(insert_into<Crate>().set(col<&Crate::label> = "x")));
    constexpr auto inside = from<Shelf>().where(col<&Shelf::crate_id>.in(
        from<Crate>().select(col<&Crate::id>).where(col<&Crate::weight> > 1).named<"inner">()));
    CHECK(sql<dialect::sqlite>(inside).find("inner") == std::string_view::npos);
}

TEST_CASE("one query in two functions is listed once, two names of one text twice", "[queries]") {
    recorder::database db{{.refuses_unexpected = false}};
    const auto run = [&] {
        db.all(from<Crate>().where(col<&Crate::id> > 5).named<"above">());
        db.all(from<Crate>().where(col<&Crate::id> > 6).named<"above">());
        db.all(from<Crate>().where(col<&Crate::id> > 6).named<"beyond">());
    };
    CHECK(count_named("above") == 1);
    CHECK(count_named("beyond") == 1);
    run();
    CHECK(count_named("above") == 1);
}

TEST_CASE("run-time parts are said, and tables of queries inside are among the tables", "[queries]") {
    recorder::database db{{.refuses_unexpected = false}};
    bool wanted = false;
    const auto some = from<Crate>().where_if(wanted, col<&Crate::weight> == 3).named<"some crates">();
    const auto shelved =
        from<Crate>().where(exists(from<Shelf>().where(col<&Shelf::crate_id> == col<&Crate::id>))).named<"shelved">();
    db.all(some);
    db.all(shelved);
    for (const query_info& each : queries()) {
        if (each.name == "some crates") CHECK(each.has_runtime_parts);
        if (each.name == "shelved") {
            CHECK_FALSE(each.has_runtime_parts);
            CHECK(each.tables.size() == 2);
        }
    }
    CHECK(count_named("some crates") == 1);
}

TEST_CASE("a report quotes what JSON cannot hold plainly", "[queries]") {
    const query_info info{.name = "by \"name\"", .sql = "SELECT 1", .tables = {"a", "b"}, .file = "x.cpp", .line = 3};
    CHECK(info.to_json() == "{\"name\":\"by \\\"name\\\"\",\"database\":\"\",\"sql\":\"SELECT 1\",\"tables\":[\"a\","
                            "\"b\"],\"fields\":[],\"file\":\"x.cpp\",\"line\":3,\"executions\":0,\"rows\":0}");
    CHECK(info.to_string() == "by \"name\" (x.cpp:3): SELECT 1");
}
