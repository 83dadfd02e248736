// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/sqlite.hpp>
#include <refract/driver/test_store.hpp>

#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Databases of tests in memory: one is filled, the others are copies of its pages.
class sqlite_test_store {
public:
    static constexpr bool copies_usually = true;
    static constexpr bool holds_nul = true;
    static constexpr bool first_stays_open = true;
    static constexpr std::string_view url_variable{};

    explicit sqlite_test_store(const std::string& url) {
        if (!url.empty())
            throw connection_error("databases of tests are in memory on SQLite and need no url; with in_place = true "
                                   "the file of the url itself is used");
    }
    test_place make() { return {":memory:"}; }
    test_place make_copy(const test_place&) { return make(); }
    void drop(const test_place&) noexcept {}

    /// Source: https://www.sqlite.org/backup.html
    static void fill(sqlite_connection& from, sqlite_connection& to) {
        sqlite3_backup* const copying = sqlite3_backup_init(to.native(), "main", from.native(), "main");
        if (copying) sqlite3_backup_step(copying, -1);
        const int result = copying ? sqlite3_backup_finish(copying) : sqlite3_errcode(to.native());
        if (result != SQLITE_OK) throw_sqlite_error(to.native(), result, {}, sqlite_stage::run);
    }
};
static_assert(makes_test_databases<sqlite_test_store>);
template <> struct test_store_of<sqlite_driver> {
    using type = sqlite_test_store;
};

} // namespace detail
} // namespace v0
} // namespace refract
