#pragma once

// Trees as text, to be compared: a struct in braces, a vector in brackets, nothing as "-". And how many statements a
// connection runs, asked of the client library.

#include "databases.hpp"

#include <refract/meta/tie.hpp>

#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract_test {

template <class Value> std::string tree_text(const Value& value);

template <class Struct> std::string struct_text(const Struct& value) {
    std::string text = "{";
    refract::detail::for_each_field(value, [&](const auto& field) {
        if (text.size() > 1) text += ' ';
        text += tree_text(field);
    });
    return text + "}";
}
template <class Value> std::string tree_text(const Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
        return value ? "yes" : "no";
    } else if constexpr (std::is_arithmetic_v<Value>) {
        return std::to_string(value);
    } else if constexpr (std::is_convertible_v<Value, std::string_view>) {
        return std::string(std::string_view(value));
    } else if constexpr (requires { value.has_value(); } || requires { value.get_deleter(); }) {
        return value ? tree_text(*value) : "-";
    } else if constexpr (requires { value.begin(); }) {
        std::string text;
        for (const auto& each : value) text += (text.empty() ? "" : " ") + tree_text(each);
        return "[" + text + "]";
    } else if constexpr (requires { value.to_text(); }) {
        return std::string(value.to_text());
    } else {
        return struct_text(value);
    }
}

/// Counts the statements that a connection runs, those around a transaction apart.
template <class Backend> class statement_counter;

template <> class statement_counter<on_sqlite> {
public:
    explicit statement_counter(refract::sqlite::database& db) : handle_(db.connection().native()) {
        const auto note = [](unsigned, void* own, void* statement, void*) {
            const std::string_view text = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
            auto& self = *static_cast<statement_counter*>(own);
            ++(text.starts_with("SELECT") || text.starts_with("WITH") ? self.reads_ : self.others_);
            return 0;
        };
        sqlite3_trace_v2(handle_, SQLITE_TRACE_STMT, note, this);
    }
    statement_counter(const statement_counter&) = delete;
    ~statement_counter() { sqlite3_trace_v2(handle_, 0, nullptr, nullptr); }
    int reads() const { return reads_; }
    int others() const { return others_; }

private:
    sqlite3* handle_;
    int reads_ = 0, others_ = 0;
};

#ifdef REFRACT_TEST_POSTGRES
/// Counts executions: of statements with parameters or names, and of simple ones, which control transactions.
template <> class statement_counter<on_postgres> {
public:
    explicit statement_counter(refract::postgres::database& db)
        : handle_(db.connection().native()), file_(std::tmpfile()) {
        PQtrace(handle_, file_);
        PQsetTraceFlags(handle_, PQTRACE_SUPPRESS_TIMESTAMPS);
    }
    statement_counter(const statement_counter&) = delete;
    ~statement_counter() {
        PQuntrace(handle_);
        std::fclose(file_);
    }
    int reads() { return count("\tExecute\t"); }
    int others() { return count("\tQuery\t"); }

private:
    int count(std::string_view message) {
        std::fflush(file_);
        std::rewind(file_);
        std::string text;
        for (int next = std::fgetc(file_); next != EOF; next = std::fgetc(file_)) text += static_cast<char>(next);
        int found = 0;
        for (std::size_t at = text.find(message); at != text.npos; at = text.find(message, at + 1))
            found += text[text.rfind('\n', at) + 1] == 'F'; // from the program; the server names its own alike
        return found;
    }
    PGconn* handle_;
    std::FILE* file_;
};
#endif

} // namespace refract_test
