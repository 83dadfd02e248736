// PostgreSQL: the same models and queries, and what only PostgreSQL has.
#include <refract/postgres.hpp>

#include <cstdlib>
#include <iostream>

using namespace refract;

enum class State { open, running, done }; // a type of its own: CREATE TYPE ... AS ENUM

struct Job {
    std::int64_t id{};
    std::string name;
    State state = State::open;
    std::optional<std::chrono::seconds> patience{};
    refract::json payload{"{}"};
};
template <> inline constexpr auto refract::enumeration<State> =
    enumerators<State>().native("example_state");
template <> inline constexpr auto refract::model<Job> =
    table(named("example_job"), index<&Job::state>);

int main() try {
    const char* url = std::getenv("REFRACT_POSTGRES_URL"); // "host=/run/postgresql dbname=app"
    postgres::database db{url ? url : "", {.statement_timeout = std::chrono::seconds(20)}};
    db.execute("DROP TABLE IF EXISTS example_job; DROP TYPE IF EXISTS example_state");
    db.create_tables<schema<Job>>();

    // [verbs]
    db.insert_many<Job>(
        {{.name = "mail", .payload = {R"({"to": "ann"})"}}, // COPY, in binary
         {.name = "backup", .patience = std::chrono::hours(2)}});
    const Job urgent = db.insert(Job{.name = "restore"});
    // [/verbs]
    std::cout << "job " << urgent.id << " of " << db.count(from<Job>()) << '\n';

    // [lock]
    // Two workers never take the same job: the row stays locked until the transaction ends.
    constexpr auto next = from<Job>()
                              .where(col<&Job::state> == State::open)
                              .order_by(col<&Job::id>)
                              .limit(1)
                              .for_update();
    db.transaction({.isolation = isolation::repeatable_read}, [&] {
        Job job = db.one(next);
        job.state = State::running;
        db.update(job);
        std::cout << job.name << " runs, " << job.payload.text << '\n';
    });
    // [/lock]
    for (const std::string& name : db.query<std::string>(
             "SELECT name FROM example_job WHERE patience > {}", std::chrono::minutes(90)))
        std::cout << name << '\n';
    db.execute("DROP TABLE example_job; DROP TYPE example_state");
    std::cout << sql<dialect::postgres>(next) << '\n';
} catch (const connection_error& failure) {
    std::cerr << failure.message() << '\n';
    return 1;
}
