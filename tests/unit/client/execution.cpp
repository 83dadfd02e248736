// The one door: what an execution does at each step, and what stays when it fails.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/execution.hpp>

#include <string>

using namespace refract;
using namespace refract_test;
using blog::Tag;

namespace {

using driver = detail::sqlite_driver;
using state = detail::session_state<driver>;

const sql_type a_number{.kind = type_kind::big_integer};
detail::ready_statement take_one(const char* sql) {
    detail::ready_statement made{
        .sql = sql, .size = std::string_view(sql).size(), .parameters = &a_number, .parameter_count = 1};
    made.identity = detail::identity_of(made);
    return made;
}

} // namespace

TEST_CASE("an execution begins, takes values, is sent, steps and ends", "[execution]") {
    state shared(":memory:", sqlite::options{});
    const auto here = std::source_location::current();
    auto run = detail::begin_constant(shared, take_one("SELECT ?1 UNION ALL SELECT 2"), here);
    CHECK(run.is_running());
    CHECK(run.where().line() == here.line());
    run.bind([](auto& statement) { statement.bind(1, std::int64_t{1}); }).send();
    for (std::int64_t number : {1, 2}) {
        REQUIRE(run.step());
        CHECK(run.statement().row().cell(0).read<std::int64_t>() == number);
    }
    CHECK_FALSE(run.step());
    auto moved = std::move(run);
    CHECK_FALSE(run.is_running());
    CHECK(moved.is_running());
    moved.end();
    moved.end();
    CHECK_FALSE(moved.is_running());
    CHECK(shared.statements.size() == 1);
}

TEST_CASE("a value that cannot be bound names the statement", "[execution]") {
    state shared(":memory:", sqlite::options{});
    auto run = detail::begin_constant(shared, take_one("SELECT ?1 + 0"), {});
    try {
        run.bind([](auto& statement) { statement.bind(1, 0.0 / 0.0); });
        FAIL("no error");
    } catch (const conversion_error& failure) { CHECK(failure.sql() == "SELECT ?1 + 0"); }
}

TEST_CASE("an execution that is left while another thread is inside ends with the next call, which says so",
          "[execution]") {
    const detail::session_share<driver> share(new state(":memory:", sqlite::options{}));
    const auto text = take_one("SELECT ?1");
    auto run = detail::begin_constant(*share, text, {});
    run.leave(*share);
    CHECK_FALSE(run.is_running());
    const auto use = [&] { detail::serve(share, {}, [](state&) {}); };
    CHECK_THROWS_WITH(use(), refract_test::has_text("two threads"));
    CHECK_NOTHROW(use());
    // And the statement can be used again.
    CHECK(share->statements.size() == 1);
    detail::begin_constant(*share, text, {}).end();
    CHECK(share->statements.size() == 1);
}

TEST_CASE("what is left and never asked for ends with the connection", "[execution]") {
    state shared(":memory:", sqlite::options{});
    auto run = detail::begin_constant(shared, take_one("SELECT ?1"), {});
    auto again = detail::begin_constant(shared, take_one("SELECT ?1"), {});
    run.leave(shared);
    again.leave(shared);
    shared.close();
    CHECK_FALSE(shared.is_open());
}

TEST_CASE("a call is served with the connection alone, and its errors know where it stands", "[execution]") {
    const detail::session_share<driver> share(new state(":memory:", sqlite::options{}));
    const auto here = std::source_location::current();
    CHECK(detail::serve(share, here, [&](state& shared) { return &shared == &*share; }));
    try {
        detail::serve(share, here, [&](state&) { detail::serve(share, {}, [](state&) {}); });
        FAIL("no error");
    } catch (const error& failure) {
        CHECK(failure.message().find("two threads") != std::string::npos);
        CHECK(failure.location().line() == here.line());
    }
    CHECK(detail::run_script(*share, "CREATE TABLE t (i); INSERT INTO t VALUES (1), (2)") == 2);
    CHECK(detail::run_script(*share, "UPDATE t SET i = 3; CREATE TABLE u (i)") == 0);
    CHECK(detail::run_script(*share, "DELETE FROM t; SELECT 1 -- the end") == 0);
}
