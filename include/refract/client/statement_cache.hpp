// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/atomic.hpp>
#include <refract/driver/driver.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Prepared statements of one connection. Constant statements have dense numbers, so that a hit is
/// one array load; texts put together at run time are found by their shape and bounded in number.

namespace refract {
inline namespace v0 {
namespace detail {

/// The dense number of a constant statement; 0 until its first use in the program.
using statement_number = std::uint32_t;

/// Numbers a statement at its first use. Threads may race for it: the first one decides.
inline std::uint32_t assign_number(statement_number& number) {
    static constinit number_source numbers;
    std::uint32_t none = 0;
    const std::uint32_t wanted = numbers.next();
    __atomic_compare_exchange_n(&number, &none, wanted, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    return none == 0 ? wanted : none;
}

/// A statement whose text was put together at run time.
struct runtime_statement {
    std::string key; ///< its shape
    std::string sql;
    std::vector<sql_type> types;
    std::vector<std::uint16_t> value_numbers, argument_numbers;
    const result_column* columns = nullptr;
    std::uint16_t column_count = 0;

    ready_statement view() const {
        return {.sql = sql.c_str(),
                .size = sql.size(),
                .parameters = types.data(),
                .parameter_count = static_cast<std::uint16_t>(types.size()),
                .columns = columns,
                .column_count = column_count};
    }
};

template <class Driver> class statement_cache {
    using prepared = typename Driver::statement;
    using connection = typename Driver::connection;

public:
    /// A prepared statement and whether somebody is stepping through it.
    struct entry {
        prepared statement;
        bool in_use = false;
        bool kept; ///< by the cache; otherwise who holds it deletes it

        entry(prepared made, bool keep) : statement(std::move(made)), kept(keep) {}
        entry(const entry&) = delete;
        virtual ~entry() = default;
    };
    struct runtime_entry final : entry {
        runtime_statement text;
        std::uint64_t last_used = 0;

        runtime_entry(prepared made, runtime_statement from) : entry(std::move(made), true), text(std::move(from)) {}
    };

    /// Holds a statement until the end of its execution, then resets it.
    class lease {
    public:
        explicit lease(entry* held) noexcept : held_(held) { held_->in_use = true; }
        lease(lease&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
        lease& operator=(lease&&) = delete;
        ~lease() {
            if (!held_) return;
            held_->statement.reset();
            held_->in_use = false;
            if (!held_->kept) delete held_;
        }
        prepared& statement() const noexcept { return held_->statement; }

    private:
        entry* held_;
    };

    /// How many texts put together at run time are kept prepared.
    static constexpr std::size_t runtime_limit = 64;

    statement_cache() = default;
    statement_cache(const statement_cache&) = delete;
    statement_cache& operator=(const statement_cache&) = delete;
    ~statement_cache() { clear(); }

    /// The prepared statement of a number; prepared at its first use on this connection.
    lease acquire(connection& on, statement_number& number, const ready_statement& text) {
        const std::uint32_t known = __atomic_load_n(&number, __ATOMIC_RELAXED);
        if (known < numbered_.size()) [[likely]] {
            entry* found = numbered_[known];
            if (found && !found->in_use) [[likely]]
                return lease(found);
        }
        return prepare(on, known != 0 ? known : assign_number(number), text);
    }

    /// The text of a shape, or null; `make` puts it together.
    runtime_entry* find(std::string_view key) {
        for (runtime_entry* each : runtime_)
            if (each->text.key == key) {
                each->last_used = ++clock_;
                return each;
            }
        return nullptr;
    }
    runtime_entry* add(connection& on, runtime_statement text) {
        prepared first = on.prepare(text.view(), true); // before a short text moves, and its bytes with it
        runtime_.reserve(runtime_.size() + 1);
        auto* made = new runtime_entry(std::move(first), std::move(text));
        made->last_used = ++clock_;
        if (runtime_.size() >= runtime_limit) forget_oldest();
        runtime_.push_back(made);
        return made;
    }
    /// A found text; prepared once more if it is being stepped through.
    lease acquire(connection& on, runtime_entry* found) {
        if (!found->in_use) return lease(found);
        return once(on, found->text.view());
    }

    /// Statements that are prepared now, for tests and statistics.
    std::size_t size() const noexcept {
        std::size_t count = runtime_.size();
        for (const entry* each : numbered_)
            if (each) ++count;
        return count;
    }

    void clear() noexcept {
        for (entry* each : numbered_) release(each);
        for (entry* each : runtime_) release(each);
        numbered_.clear();
        runtime_.clear();
    }

private:
    [[gnu::noinline]] lease prepare(connection& on, std::uint32_t number, const ready_statement& text) {
        if (number < numbered_.size() && numbered_[number]) return once(on, text);
        if (number >= numbered_.size()) numbered_.resize(number + std::size_t{1});
        return lease(numbered_[number] = new entry(on.prepare(text, true), true));
    }
    /// The same statement is being stepped through: a second one, for this once.
    static lease once(connection& on, const ready_statement& text) {
        return lease(new entry(on.prepare(text, false), false));
    }
    // A stream that outlives the cache deletes its own statement.
    static void release(entry* each) noexcept {
        if (each && each->in_use)
            each->kept = false;
        else
            delete each;
    }
    void forget_oldest() {
        std::size_t oldest = runtime_.size();
        for (std::size_t i = 0; i < runtime_.size(); ++i)
            if (!runtime_[i]->in_use &&
                (oldest == runtime_.size() || runtime_[i]->last_used < runtime_[oldest]->last_used))
                oldest = i;
        if (oldest == runtime_.size()) return; // all are being stepped through
        delete runtime_[oldest];
        runtime_.erase(runtime_.begin() + static_cast<std::ptrdiff_t>(oldest));
    }

    std::vector<entry*> numbered_;
    std::vector<runtime_entry*> runtime_;
    std::uint64_t clock_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
