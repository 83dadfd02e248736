// The server's process for a connection is ended before each step of a program: it is a lost connection, said so
// by whatever verb comes next, and what was not acknowledged is not there.

#include <refract/client/database.hpp>

#include <support/databases.hpp>
#include <support/statement_checks.hpp>

#include <cstdint>
#include <string>
#include <vector>

#ifdef REFRACT_TEST_POSTGRES

namespace killed {

struct Row {
    std::int64_t id{};
    std::string name{};
};

} // namespace killed

using namespace refract;
using namespace refract_test;
using killed::Row;

template <> inline constexpr auto refract::model<Row> = table(named("killed_row"));

namespace {

// Ends the process before step number `before`.
class program {
public:
    program(fresh_database<on_postgres>& fresh, int before) : fresh_(fresh), db_(fresh.open()), before_(before) {
        process_ = db_.query<std::string>("SELECT pg_backend_pid()::text").at(0);
    }
    int steps() const { return step_; }
    std::int64_t acknowledged() const { return acknowledged_; }
    postgres::database& db() { return db_; }

    void run() {
        step(), db_.insert(Row{.name = "first"}), ++acknowledged_;
        step(), db_.get<Row>(1);
        step(), db_.exec(update<Row>().set(col<&Row::name> = "changed").all_rows());
        {
            step();
            auto outer = db_.begin();
            step(), outer.insert(Row{.name = "second"});
            step();
            auto inner = outer.begin();
            step(), inner.insert(Row{.name = "third"});
            step(), inner.commit();
            step(), outer.commit(), acknowledged_ += 2;
        }
        std::int64_t seen = 0;
        step();
        for (const Row& row : db_.each(from<Row>())) {
            step();
            seen += row.id > 0;
        }
        CHECK(seen == 3);
        std::vector<Row> many(3000, Row{.name = std::string(100, 'x')}); // more than one message
        step(), db_.insert_many(many), acknowledged_ += 3000;
        db_.transaction([&] {
            step(), db_.insert_many(many);
            step(), db_.execute("UPDATE killed_row SET name = 'y'; DELETE FROM killed_row WHERE id = 1");
            throw not_found("not to be committed");
        });
    }

private:
    void step() {
        if (step_++ != before_) return;
        REQUIRE(fresh_.rows("SELECT pg_terminate_backend(" + process_ + ", 5000)") == text_rows{"t"});
    }

    fresh_database<on_postgres>& fresh_;
    postgres::database db_;
    int before_, step_ = 0;
    std::string process_{};
    std::int64_t acknowledged_ = 0;
};

} // namespace

TEST_CASE("a connection that is lost before any step is said to be lost, and nothing is half-written",
          "[postgres_killed]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    int steps = 1'000;
    for (int before = 0; before <= steps; ++before) {
        fresh.rows("DROP TABLE IF EXISTS killed_row");
        fresh.db().create_tables<schema<Row>>();
        program running(fresh, before);
        INFO("killed before step " << before);
        bool lost = false, ended = false;
        try {
            running.run();
        } catch (const connection_error& failure) {
            lost = failure.connection_lost();
            CHECK_FALSE(running.db().is_open());
            CHECK_THROWS_AS(running.db().count(from<Row>()), connection_error);
        } catch (const not_found&) { ended = true; }
        if (ended) steps = running.steps() - 1; // nobody was killed any more
        CHECK(lost != ended);
        CHECK(fresh.rows("SELECT count(*) FROM killed_row") == text_rows{std::to_string(running.acknowledged())});
    }
    CHECK(steps > 12);
}

#endif
