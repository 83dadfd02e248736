#pragma once

// The SQL texts that a connection sends, as the client libraries see them: with the marks of parameters, never with
// their values. Asked of the library and not of refract. Savepoints, whose names count up, are left out.

#include "databases.hpp"

#include <cstdio>
#include <set>
#include <string>

namespace refract_test {

template <class Backend> class sent_texts;

inline void note_text(std::set<std::string>& all, const std::string& text) {
    if (text.find("SAVEPOINT") == text.npos) all.insert(text);
}

template <> class sent_texts<on_sqlite> {
public:
    explicit sent_texts(refract::sqlite::database& db) : handle_(db.connection().native()) {
        const auto note = [](unsigned, void* own, void* statement, void*) {
            note_text(static_cast<sent_texts*>(own)->texts_, sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
            return 0;
        };
        sqlite3_trace_v2(handle_, SQLITE_TRACE_STMT, note, this);
    }
    sent_texts(const sent_texts&) = delete;
    ~sent_texts() { sqlite3_trace_v2(handle_, 0, nullptr, nullptr); }

    const std::set<std::string>& texts() { return texts_; }

private:
    sqlite3* handle_;
    std::set<std::string> texts_{};
};

#ifdef REFRACT_TEST_POSTGRES
/// A statement that is prepared already sends no text.
template <> class sent_texts<on_postgres> {
public:
    explicit sent_texts(refract::postgres::database& db) : handle_(db.connection().native()), file_(std::tmpfile()) {
        PQtrace(handle_, file_);
        PQsetTraceFlags(handle_, PQTRACE_SUPPRESS_TIMESTAMPS);
    }
    sent_texts(const sent_texts&) = delete;
    ~sent_texts() {
        PQuntrace(handle_);
        std::fclose(file_);
    }

    const std::set<std::string>& texts() {
        std::fflush(file_);
        std::rewind(file_);
        std::string line;
        for (int next = std::fgetc(file_); next != EOF; next = std::fgetc(file_)) {
            if (next != '\n') {
                line += static_cast<char>(next);
                continue;
            }
            note(line);
            line.clear();
        }
        return texts_;
    }

private:
    // "F <length> Parse <name> <text> <types>", "F <length> Query <text>", with tabs between.
    void note(const std::string& line) {
        for (const char* message : {"\tParse\t", "\tQuery\t"})
            if (const auto at = line.find(message); line[0] == 'F' && at != line.npos)
                note_text(texts_, line.substr(line.find('"', line.find("Parse") == line.npos ? at : at + 12)));
    }
    PGconn* handle_;
    std::FILE* file_;
    std::set<std::string> texts_{};
};
#endif

} // namespace refract_test
