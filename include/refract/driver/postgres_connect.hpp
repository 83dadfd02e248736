// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/owner.hpp>
#include <refract/driver/postgres_error.hpp>

#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

/// \file
/// Connection strings and what can go wrong with them. Of a string that libpq does not take as it was
/// meant nothing is sent, and nothing repeated: a part of a password may stand anywhere in it.

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold]] inline void refuse_postgres_target(const char* reason) {
    throw connection_error(std::string("the connection string of PostgreSQL ") + reason +
                           " (it is not repeated here, it may hold a password)");
}

/// "mysql" of "mysql://user:..."; empty where the text begins with no scheme.
inline std::string_view scheme_of(std::string_view target) {
    const std::string_view scheme = target.substr(0, target.find("://"));
    if (scheme.size() == target.size()) return {};
    for (const char c : scheme)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '.' ||
              c == '-'))
            return {};
    return scheme;
}

/// What libpq would take otherwise than it was meant.
inline void check_postgres_url(std::string_view target) {
    constexpr const char* encode = "has an @ or / in a user's name or password; write it as %40 or %2F";
    std::string_view place = target.substr(target.find("://") + 3);
    place = place.substr(0, place.find('?'));
    const std::size_t at = place.find('@');
    if (at != place.rfind('@')) refuse_postgres_target(encode);
    if (at != std::string_view::npos && place.find('/') < at) refuse_postgres_target(encode);
}
inline void check_postgres_options(const PQconninfoOption* options) {
    for (; options && options->keyword; ++options) {
        const std::string_view keyword = options->keyword;
        const std::string_view value = options->val ? options->val : "";
        if (keyword == "port" && value.find_first_not_of("0123456789,") != std::string_view::npos)
            refuse_postgres_target("has a port that is no number");
        // dbname=$DATABASE_URL: libpq would ask for a database of that name, which the server logs.
        if ((keyword == "dbname" || keyword == "host") && value.find("://") != std::string_view::npos)
            refuse_postgres_target("has a URL in dbname or host; give the URL alone");
    }
}
using postgres_options_owner = owner<PQconninfoOption, &PQconninfoFree>;

/// The parts of a connection string, empty for the plain name of a database.
/// Errors: `connection_error` for what is neither libpq's keywords nor a URL of its own.
inline postgres_options_owner read_postgres_target(const std::string& target) {
    if (target.find('\0') != std::string::npos) refuse_postgres_target("holds a NUL character, where it would end");
    const std::string_view scheme = scheme_of(target);
    const bool is_url = scheme == "postgres" || scheme == "postgresql";
    if (!scheme.empty() && !is_url) refuse_postgres_target("is a URL of another kind; it begins with postgresql://");
    if (is_url) check_postgres_url(target);
    postgres_options_owner none;
    if (!is_url && target.find('=') == std::string::npos) {
        // Such a name goes to the server, and into its log.
        if (target.find_first_of("@:/") != std::string::npos)
            refuse_postgres_target("is neither pairs like host=localhost dbname=app nor a URL like "
                                   "postgresql://user:password@host/database");
        return none;
    }
    char* complaint = nullptr;
    postgres_options_owner options(PQconninfoParse(target.c_str(), &complaint));
    PQfreemem(complaint);
    if (!options)
        refuse_postgres_target("is not understood by libpq: in pairs like password='a b' blanks need quotes, in a URL "
                               "special characters are written like %20, and addresses like [::1]");
    check_postgres_options(options.get());
    return options;
}

/// The message without what is secret in the connection string.
inline std::string without_secrets(std::string message, const PQconninfoOption* options) {
    for (; options && options->keyword; ++options) {
        const std::string_view keyword = options->keyword;
        const std::string_view value = options->val ? options->val : "";
        if (value.size() < 3 || keyword.find("password") == std::string_view::npos) continue;
        for (std::size_t at = 0; (at = message.find(value, at)) != std::string::npos; at += 3)
            message.replace(at, value.size(), "***");
    }
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return message;
}

/// The SQLSTATE in "FATAL:  53300: too many ...", a message of the verbose kind; empty without one.
inline std::string_view find_sqlstate(std::string_view message) {
    constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (std::size_t at = 0; (at = message.find(":  ", at)) != std::string_view::npos; at += 3) {
        const std::string_view code = message.substr(at + 3, 5);
        if (code.size() == 5 && code.find_first_not_of(letters) == std::string_view::npos &&
            message.substr(at + 8, 2) == ": ")
            return code;
    }
    return {};
}

/// Whether a server that refused with that code may accept later; without a code, nobody was reached.
inline bool may_connect_later(std::string_view code) {
    return code.empty() || code.starts_with("53") || code.starts_with("57P") || code.starts_with("08");
}

/// A connection that is made, or the reason why not.
class postgres_attempt {
public:
    postgres_attempt(const std::string& target, const PQconninfoOption* options)
        // What stands behind the string overrides it: every text is UTF-8 in refract.
        : values_{"refract", target.c_str(), "UTF8", nullptr}, options_(options) {}

    /// Errors: `connection_error`; `code()` is the server's, empty where none was reached.
    PGconn* open() {
        timespec begin{}, end{};
        clock_gettime(CLOCK_MONOTONIC, &begin);
        handle_.reset(PQconnectdbParams(keywords_, values_, 1));
        if (PQstatus(handle_.get()) == CONNECTION_OK) return handle_.release();
        clock_gettime(CLOCK_MONOTONIC, &end);
        error_details details{.message = "cannot connect to PostgreSQL: " +
                                         without_secrets(PQerrorMessage(handle_.get()), options_)};
        if (find_reason(details, end.tv_sec - begin.tv_sec <= 1)) return handle_.release();
        throw connection_error(std::move(details));
    }

private:
    /// libpq does not tell the code of a refusal but in its longer messages, so it is asked once more; not
    /// where a password was refused or the time was long. True if it works now.
    bool find_reason(error_details& details, bool was_quick) {
        if (PQconnectionUsedPassword(handle_.get()) || PQconnectionNeedsPassword(handle_.get())) {
            details.code = "28P01";
        } else if (was_quick) {
            PQsetErrorVerbosity(handle_.get(), PQERRORS_VERBOSE);
            PQreset(handle_.get());
            details.code = find_sqlstate(PQerrorMessage(handle_.get()));
            PQsetErrorVerbosity(handle_.get(), PQERRORS_DEFAULT);
            if (PQstatus(handle_.get()) == CONNECTION_OK) return true;
        }
        // Options that libpq does not take are the same the next time.
        const bool tried =
            !was_quick || !details.code.empty() || PQpingParams(keywords_, values_, 1) != PQPING_NO_ATTEMPT;
        details.can_retry = tried && may_connect_later(details.code);
        return false;
    }

    static constexpr const char* keywords_[] = {"fallback_application_name", "dbname", "client_encoding", nullptr};
    const char* values_[4];
    const PQconninfoOption* options_;
    owner<PGconn, &PQfinish> handle_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
