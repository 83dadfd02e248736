// What a driver is: the models of the concepts, and what is none.

#include <refract/driver/driver.hpp>
#include <refract/driver/postgres.hpp>
#include <refract/driver/recorder.hpp>
#include <refract/driver/sqlite.hpp>

#include <support/catch.hpp>

#include <type_traits>

using namespace refract;
using namespace refract::detail;

static_assert(database_driver<sqlite_driver>);
static_assert(database_driver<postgres_driver>);
static_assert(database_driver<recorder_driver<dialect::sqlite>>);
static_assert(database_driver<recorder_driver<dialect::postgres>>);

namespace {

struct throwing_reset : recorder_statement {
    void reset() {}
};
struct no_connection {
    using dialect = refract::dialect::sqlite;
};

static_assert(!driver_statement<throwing_reset>, "reset may not throw");
static_assert(!database_driver<no_connection>);
static_assert(!driver_cell<int>);

struct without_send : sqlite_statement {
    void send() = delete;
};
static_assert(!driver_statement<without_send>);

// What an event loop needs, and what a pipeline needs, are asked for apart: SQLite and the recorder have neither.
struct outside_driver {
    struct connection {
        int socket();
    };
    struct statement {
        execution_progress progress();
    };
};
struct pipeline_driver {
    struct connection {
        void enter_pipeline();
        void sync();
    };
};
static_assert(waits_outside<outside_driver> && pipelines<pipeline_driver>);
static_assert(!waits_outside<sqlite_driver> && !pipelines<sqlite_driver>);
static_assert(!waits_outside<recorder_driver<>> && !pipelines<recorder_driver<>>);
static_assert(copies_in_bulk<postgres_connection> && !copies_in_bulk<sqlite_connection>);

struct no_copy : sqlite_driver {
    static constexpr std::size_t rows_per_insert = 0;
};
static_assert(!database_driver<no_copy>);

// Statements live in the client's cache: they move, and are never copied.
template <class Driver> constexpr bool moves = std::is_nothrow_move_constructible_v<typename Driver::statement> &&
                                               std::is_nothrow_move_assignable_v<typename Driver::statement> &&
                                               !std::is_copy_constructible_v<typename Driver::connection>;
static_assert(moves<sqlite_driver> && moves<postgres_driver>);
static_assert(!std::is_copy_constructible_v<sqlite_statement> && !std::is_copy_constructible_v<postgres_statement>);

} // namespace

TEST_CASE("a transaction begins as the database has it", "[driver]") {
    const transaction_options options;
    CHECK(options.isolation == isolation::standard);
    CHECK_FALSE(options.read_only);
    CHECK(options.immediate);
}
