#pragma once

#include "catch.hpp"
#include "postgres_url.hpp"
#include "statement_checks.hpp"
#include "text_statement.hpp"

#include <refract/driver/postgres.hpp>

#include <optional>
#include <stdexcept>
#include <string>

namespace refract_test {

// A connection of the driver; nothing where there is no server. Its tables are temporary ones.
class postgres_session {
public:
    explicit postgres_session(const refract::postgres::options& options = {}) {
        if (const auto url = postgres_url()) connection_.emplace(*url, options);
    }
    explicit operator bool() const { return connection_.has_value(); }
    refract::detail::postgres_connection& operator*() { return *connection_; }
    refract::detail::postgres_connection* operator->() { return &*connection_; }
    void close() { connection_.reset(); }

    // The first value of the answer as text: what the server thinks, without refract between.
    std::string ask(const std::string& sql) { return ask(connection_->native(), sql); }
    static std::string ask(PGconn* handle, const std::string& sql) {
        const refract::detail::postgres_result answer(PQexec(handle, sql.c_str()));
        if (answer.is_failure()) throw std::runtime_error(PQresultErrorMessage(answer.get()));
        if (PQntuples(answer.get()) == 0) return "no row";
        return PQgetisnull(answer.get(), 0, 0) ? "NULL" : PQgetvalue(answer.get(), 0, 0);
    }

private:
    std::optional<refract::detail::postgres_connection> connection_;
};

} // namespace refract_test
