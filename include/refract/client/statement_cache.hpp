// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/atomic.hpp>
#include <refract/base/owner.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/client/statement_watch.hpp>
#include <refract/driver/driver.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// \file
/// Prepared statements of one connection. Those that are constants of the program stay, and are found by what they
/// are; those put together at run time are found by a key and bounded in number.

namespace refract {
inline namespace v0 {
namespace detail {

/// A statement whose text was put together at run time.
struct runtime_statement {
    std::string key; ///< what its text is made of
    std::string sql;
    plain_array<sql_type> types;
    plain_array<std::uint16_t> value_numbers, argument_numbers;
    plain_array<result_column> columns;
    std::int32_t since = 0;   ///< the database's version from which it runs
    std::uint16_t tenant = 0; ///< the placeholder of the session's tenant; 0: it has none

    ready_statement view() const {
        return {.sql = sql.c_str(),
                .size = sql.size(),
                .parameters = types.data(),
                .parameter_count = static_cast<std::uint16_t>(types.size()),
                .columns = columns.data(),
                .column_count = static_cast<std::uint16_t>(columns.size()),
                .since = since};
    }
};

template <class Driver> class statement_cache {
    using prepared = typename Driver::statement;
    using connection = typename Driver::connection;

public:
    /// A prepared statement and whether somebody is stepping through it.
    struct entry {
        prepared statement;
        statement_identity identity = 0; ///< of a constant
        const void* address = nullptr;   ///< of the constant's text where it was met last; nothing is read there
        bool in_use = false;
        bool kept;                    ///< by the cache; otherwise who holds it deletes it
        bool made_at_runtime = false; ///< it is a runtime_entry
        owner<entry> spare{};         ///< the same statement once more, for when this one is in use
        entry* next_left = nullptr;

        entry(prepared made, bool keep) : statement(std::move(made)), kept(keep) {}
        entry(const entry&) = delete;

        void end() noexcept {
            statement.reset();
            in_use = false;
            if (!kept) destroy(this);
        }
    };
    struct runtime_entry : entry {
        runtime_statement text;
        std::uint64_t last_used = 0;

        runtime_entry(prepared made, runtime_statement from) : entry(std::move(made), true), text(std::move(from)) {
            this->made_at_runtime = true;
        }
    };
    /// Nothing virtual: the code of a plug-in that has made an entry may be unloaded by now.
    static void destroy(entry* each) noexcept {
        if (each->made_at_runtime)
            delete static_cast<runtime_entry*>(each);
        else
            delete each;
    }

    /// Holds a statement until the end of its execution, then resets it.
    class lease {
    public:
        explicit lease(entry* held) noexcept : held_(held) { held_->in_use = true; }
        lease(lease&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
        lease& operator=(lease&&) = delete;
        ~lease() { end(); }

        bool holds() const noexcept { return held_ != nullptr; }
        prepared& statement() const noexcept { return held_->statement; }
        void end() noexcept {
            if (entry* const held = std::exchange(held_, nullptr)) held->end();
        }
        /// Another thread is inside the connection, so the execution cannot end now: `end_left` will do it.
        void leave(statement_cache& to) noexcept {
            if (entry* const held = std::exchange(held_, nullptr)) to.left_.add(held);
        }

    private:
        entry* held_;
    };

    /// How many texts put together at run time are kept prepared.
    static constexpr std::size_t runtime_limit = 64;

    statement_cache() { slots_.assign(first_slots); }
    statement_cache(const statement_cache&) = delete;
    statement_cache& operator=(const statement_cache&) = delete;
    ~statement_cache() { clear(); }

    /// The prepared statement of a constant; prepared at its first use on this connection.
    lease acquire(connection& on, const ready_statement& text) {
        return acquire(on, text.identity, text.sql, [&] { return text; });
    }
    /// The same where the text itself is put together from a constant at `address`, by `make`, when it is needed.
    template <class Make>
    REFRACT_INLINE lease acquire(connection& on, statement_identity identity, const void* address, Make make) {
        entry* const found = slots_[identity & last_slot_];
        if (found && found->address == address && found->identity == identity && !found->in_use) [[likely]]
            return lease(found);
        return acquire_slowly(on, identity, address, make());
    }

    /// The text of a key, or null.
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
        if (runtime_.size() >= runtime_limit) forget_one();
        runtime_.push_back(made);
        return made;
    }
    /// A found text; prepared once more if it is being stepped through.
    lease acquire(connection& on, runtime_entry* found) {
        announce(found->text.sql);
        if (!found->in_use) return lease(found);
        return acquire_spare(on, *found, found->text.view());
    }

    /// Asks whoever watches before a statement that is not one of these.
    void announce(std::string_view sql) const {
        if (watch_) [[unlikely]]
            detail::ask_all(watch_, watched::statement, sql);
    }
    /// From now on these are asked before each statement. Unwatched, a run of a constant costs nothing for it: watched,
    /// none is found at once.
    void watch_with(statement_watch* first) noexcept {
        watch_ = first;
        for (entry* each : slots_)
            if (each) each->address = nullptr;
    }

    /// Visits the texts that the run time has made and that are kept.
    template <class Visit> void for_each_runtime_text(Visit visit) const {
        for (const runtime_entry* each : runtime_) visit(each->text);
    }

    /// Ends the executions that were left to be ended; whether there were any.
    bool end_left() noexcept {
        entry* each = left_.take_all();
        const bool any = each != nullptr;
        while (each) {
            entry* const next = each->next_left; // it may be deleted by its end
            each->end();
            each = next;
        }
        return any;
    }

    /// Statements that are prepared now, for tests and statistics.
    std::size_t size() const noexcept {
        std::size_t count = 0;
        for (const entry* each : slots_) count += chain_size(each);
        for (const entry* each : runtime_) count += chain_size(each);
        return count;
    }

    void clear() noexcept {
        end_left();
        for (entry*& each : slots_) release(std::exchange(each, nullptr));
        for (entry* each : runtime_) release(each);
        runtime_.clear();
        constants_ = 0;
    }

private:
    static constexpr std::size_t first_slots = 64; ///< a power of two, as all sizes of the table

    // A constant stands in the first free slot from the one that its identity says.
    template <class Wanted> std::size_t find_slot(Wanted is_wanted, statement_identity identity) const {
        std::size_t slot = identity & last_slot_;
        while (slots_[slot] && !is_wanted(*slots_[slot])) slot = (slot + 1) & last_slot_;
        return slot;
    }
    /// Further away, in use, met in another shared object, or not there yet.
    [[gnu::noinline]] lease acquire_slowly(connection& on, statement_identity identity, const void* address,
                                           const ready_statement& text) {
        announce(text.text());
        const auto same = [&](const entry& each) {
            return each.identity == identity && (each.address == address || each.statement.sql() == text.text());
        };
        entry* found = slots_[find_slot(same, identity)];
        if (!found) {
            if (2 * (constants_ + 1) > slots_.size()) grow();
            found = new entry(on.prepare(text, true), true);
            found->identity = identity;
            slots_[find_slot([](const entry&) { return false; }, identity)] = found;
            ++constants_;
        }
        found->address = watch_ ? nullptr : address;
        if (!found->in_use) return lease(found);
        return acquire_spare(on, *found, text);
    }
    void grow() {
        plain_array<entry*> before;
        before.assign(2 * slots_.size());
        before.swap(slots_);
        last_slot_ = slots_.size() - 1;
        for (entry* each : before)
            if (each) slots_[find_slot([](const entry&) { return false; }, each->identity)] = each;
    }

    /// The statement is being stepped through: another one of it, which is kept too unless there are many.
    static lease acquire_spare(connection& on, entry& first, const ready_statement& text) {
        constexpr int most = 8;
        entry* last = &first;
        for (int i = 0; i < most; ++i) {
            if (!last->spare) {
                last->spare = owner<entry>(new entry(prepare_again(on, first, text, true), true));
                return lease(last->spare.get());
            }
            last = last->spare.get();
            if (!last->in_use) return lease(last);
        }
        return lease(new entry(prepare_again(on, first, text, false), false));
    }
    /// Where the server keeps it under a name, that one serves.
    static prepared prepare_again(connection& on, const entry& first, const ready_statement& text, bool kept) {
        if constexpr (requires(prepared made) { made.go_as(first.statement); }) {
            prepared made = on.prepare(text, false);
            made.go_as(first.statement);
            return made;
        } else {
            return on.prepare(text, kept);
        }
    }
    static std::size_t chain_size(const entry* each) noexcept {
        std::size_t count = 0;
        for (; each; each = each->spare.get()) ++count;
        return count;
    }
    // A stream that outlives the cache deletes its own statement.
    static void release(entry* each) noexcept {
        while (each) {
            owner<entry> spare = std::move(each->spare);
            if (each->in_use)
                each->kept = false;
            else
                destroy(each);
            each = spare.release();
        }
    }

    /// Forgets the older of two that are picked blindly. Forgetting the oldest of all would forget, where one text
    /// more is run in turn than are kept, always the one that comes next.
    void forget_one() {
        const std::size_t first = pick_unused(), second = pick_unused();
        if (first == runtime_.size()) return; // all are being stepped through
        const std::size_t older = runtime_[first]->last_used < runtime_[second]->last_used ? first : second;
        release(runtime_[older]);
        runtime_[older] = runtime_.back();
        runtime_.pop_back();
    }
    std::size_t pick_unused() {
        random_ = random_ * 6364136223846793005U + 1442695040888963407U;
        for (std::size_t i = 0, at = (random_ >> 33) % runtime_.size(); i < runtime_.size(); ++i, ++at) {
            at = at < runtime_.size() ? at : 0;
            if (!runtime_[at]->in_use) return at;
        }
        return runtime_.size();
    }

    plain_array<entry*> slots_{}; ///< the constants, by their identity
    std::size_t last_slot_ = first_slots - 1;
    std::size_t constants_ = 0;
    plain_array<runtime_entry*> runtime_{};
    left_items<entry> left_{};
    std::uint64_t clock_ = 0, random_ = 1;
    statement_watch* watch_ = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace refract
