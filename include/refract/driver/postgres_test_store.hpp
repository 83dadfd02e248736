// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>
#include <refract/base/quote_name.hpp>
#include <refract/driver/postgres.hpp>
#include <refract/driver/test_store.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Databases of tests on the server of a URL. Their names say which session has made them: those of a session that is
/// gone, as its program was killed, are dropped by the next one.
class postgres_test_store {
public:
    static constexpr bool copies_usually = false;
    static constexpr bool holds_nul = false;
    static constexpr bool first_stays_open = false;
    static constexpr std::string_view url_variable = "REFRACT_POSTGRES_URL";

    explicit postgres_test_store(const std::string& url)
        : url_(url), own_(url), session_(ask("SELECT pg_catalog.pg_backend_pid()").at(0)) {
        drop_what_others_left();
    }
    test_place make() { return create({}); }
    test_place make_copy(const test_place& of) { return create(" TEMPLATE " + quote_name(of.name)); }
    void drop(const test_place& place) noexcept {
        try {
            drop_named(place.name);
        } catch (...) {} // the next program does it
    }

private:
    std::vector<std::string> ask(const std::string& sql) {
        const postgres_result answer(PQexec(own_.native(), sql.c_str()));
        if (answer.is_failure()) throw_postgres_error(own_.native(), answer, sql);
        std::vector<std::string> all;
        for (int row = 0; row < PQntuples(answer.get()); ++row) all.emplace_back(PQgetvalue(answer.get(), row, 0));
        return all;
    }
    test_place create(const std::string& how) {
        constexpr int most_tries = 50;
        const std::string name = join_text({"refract_test_", session_, "_", std::to_string(++made_)});
        for (int tried = 1;; ++tried) {
            try {
                ask("CREATE DATABASE " + quote_name(name) + how);
                return {target_of(name), name};
            } catch (const error& failure) {
                if (failure.code() == "42501") refuse(failure);
                // Somebody looks at what is copied, as autovacuum does.
                if (failure.code() != "55006" || tried == most_tries) throw;
                ask("SELECT pg_catalog.pg_sleep(0.1)");
            }
        }
    }
    [[noreturn]] static void refuse(const error& failure) {
        throw error(error_details{
            .message = join_text({"the tests may not make databases of their own on this server; grant their user "
                                  "CREATEDB, or test in the database of the url with in_place = true: ",
                                  failure.message()}),
            .sql = failure.sql(),
            .code = failure.code()});
    }
    void drop_named(const std::string& name) {
        constexpr int first_with_force = 130'000;
        const bool forces = PQserverVersion(own_.native()) >= first_with_force;
        ask(join_text({"DROP DATABASE IF EXISTS ", quote_name(name), forces ? " WITH (FORCE)" : ""}));
    }
    void drop_what_others_left() {
        const auto left = ask("SELECT datname FROM pg_catalog.pg_database WHERE datname ~ "
                              "'^refract_test_[0-9]+_[0-9]+$' AND (split_part(datname, '_', 3) = '" +
                              session_ +
                              "' OR split_part(datname, '_', 3) NOT IN "
                              "(SELECT pid::text FROM pg_catalog.pg_stat_activity))");
        for (const std::string& each : left) drop({{}, each});
    }
    /// The URL's server, with another database.
    std::string target_of(const std::string& name) const {
        const postgres_options_owner parts = read_postgres_target(url_);
        std::string target;
        for (const PQconninfoOption* each = parts.get(); each && each->keyword; ++each) {
            if (!each->val || std::string_view(each->keyword) == "dbname") continue;
            target.append(each->keyword).append("='");
            for (const char* c = each->val; *c; ++c) target.append(*c == '\'' || *c == '\\' ? "\\" : "").push_back(*c);
            target += "' ";
        }
        return target + "dbname=" + name;
    }

    std::string url_;
    postgres_connection own_;
    std::string session_;
    int made_ = 0;
};
static_assert(makes_test_databases<postgres_test_store>);
template <> struct test_store_of<postgres_driver> {
    using type = postgres_test_store;
};

} // namespace detail
} // namespace v0
} // namespace refract
