// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/client/call_arguments.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/partial_reads.hpp>
#include <refract/client/query_record.hpp>
#include <refract/graph/level_rows.hpp>
#include <refract/graph/subtree.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Reads the levels of a tree, one statement for each whatever the number of rows: the keys of the rows above are one
/// list, and each row that comes finds those to which it belongs.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class tree_loader {
public:
    session_state<Driver>& state;
    call_place where;
    const void* place = nullptr;  ///< of the tables, if the run time has chosen it
    const void* nested = nullptr; ///< what the query says of its levels
    // What a level is asked for: its keys, and where it is limited the one key.
    keys_of_driver<Driver>* keys = nullptr;
    std::size_t number = 0;

    /// Takes a level's query that was begun: sends it and reads what comes; or keeps it, and begins the next one.
    void take(execution<Driver>& run, query_record* record) {
        if (take_below_) return take_below_(*this, run, record);
        if (!work_) return is_looking_ ? look(run.send()) : read(run.send(), record);
        runs_.push_back({&run, record});
        begin_next();
    }
    /// Begins the queries of all levels below, whose keys stay in the server, and does some work while they are there.
    template <class Work> void with_all_begun(const level_list<Driver>& levels, Work& work) {
        const unheard_scope unheard;
        gather(levels);
        context_ = &work;
        work_ = [](void* context) { (*static_cast<Work*>(context))(); };
        begin_next();
    }
    /// Sends them, in the order in which their rows are read.
    void send_all() {
        for (const begun& each : runs_) each.run->send();
    }

    /// Reads everything below some rows, but for a level that is there.
    void load(level_rows_above<Driver>& above, std::size_t depth = 1, const deep_level<Driver>* done = nullptr) {
        const unheard_scope unheard; // a few keys are asked for one by one
        for (std::size_t i = 0; i < above.levels().size(); ++i)
            if (done && above.levels()[i].deep == done)
                continue;
            else if (work_ || !above.keys(i).empty() || above.levels()[i].rows == cardinality::one)
                load_level(above.levels()[i], above.keys(i), above.addresses(), depth);
    }
    /// Reads the rows of a level, which its query brings.
    void read(execution<Driver>& run, query_record* record) {
        std::size_t count = 0;
        for (auto& statement = run.statement(); run.step(); ++count) {
            const auto row = statement.row();
            const std::uint32_t key =
                plan_->asks_for_each ? static_cast<std::uint32_t>(number) : keys->find_row(row, plan_->own);
            if (key == key_chains::none) {
                refuse_stranger(run.sql());
                continue;
            }
            for (std::uint32_t owner = keys->first_of(key); owner != key_chains::none; owner = keys->behind(owner))
                add_row(statement, row, owner, run.sql());
        }
        count_rows(record, count);
    }
    /// Reads the rows of a struct that holds its own kind down to the last ones; no: it has to be level by level.
    static bool load_below(tree_loader& loader, const level_plan<Driver>& plan, keys_of_driver<Driver>& of_above,
                           const plain_array<void*>& above, std::size_t depth) {
        if (plan.rows != cardinality::many && of_above.size() > 1) return false; // which may lead to one
        subtree<Driver> below(plan, of_above);
        loader.plan_ = &plan;
        loader.keys = &of_above;
        loader.below_ = &below;
        loader.take_below_ = [](tree_loader& to, execution<Driver>& run, query_record* record) {
            count_rows(record, to.below_->read(run.send()));
        };
        plan.deep->ask(loader);
        loader.take_below_ = nullptr;
        if (!below.arrange(above.size())) return false;
        if (loader.state.partly_read) [[unlikely]] {
            loader.note_reading(plan, of_above);
            loader.note_reading(plan, below.keys());
        }
        below.place(above);
        loader.load(below.rows(), depth + 1, plan.deep);
        return true;
    }

private:
    struct row_place {
        std::uint32_t owner, index;
        void* row;
    };
    struct begun {
        execution<Driver>* run;
        query_record* record;
    };

    void load_level(const level_plan<Driver>& plan, keys_of_driver<Driver>& of_above, const plain_array<void*>& above,
                    std::size_t depth) {
        if (plan.deep && !is_level_by_level_) {
            if (plan.deep->load(*this, plan, of_above, above, depth)) return;
            is_level_by_level_ = true;
        }
        if (depth > most_levels)
            throw error("a tree has more than 1000 levels: its rows lead back to themselves, as a row that is its own "
                        "parent; read some levels, or look for the cycle by a recursive query");
        level_rows_above<Driver> rows(plan.below());
        plan_ = &plan;
        rows_ = &rows;
        above_ = &above;
        keys = &of_above;
        places_.clear();
        counts_.assign(above.size());
        if (work_)
            read_next();
        else if (!of_above.empty())
            ask(plan);
        if (plan.rows == cardinality::one) refuse_missing();
        if (!plan.field.left_out_by.empty() || state.partly_read) [[unlikely]]
            note_reading(plan, of_above);
        for (const row_place& each : places_)
            rows.add_address(plan.at ? plan.at(above[each.owner], each.index) : each.row);
        load(rows, depth + 1);
    }
    /// So that no tree is saved of which a part was read.
    [[gnu::noinline]] void note_reading(const level_plan<Driver>& plan, const keys_of_driver<Driver>& of_above) {
        const std::uint64_t mark = plan.mark ? plan.mark(place) : 0;
        if (!state.partly_read) state.partly_read.reset(plan.make_memory());
        if (plan.field.left_out_by.empty())
            state.partly_read->read_whole(plan.field, mark, of_above.hashes());
        else
            state.partly_read->read_in_part(plan.field, mark, of_above.hashes(), where);
    }
    void ask(const level_plan<Driver>& plan) {
        const bool are_single = plan.asks_singly(*keys);
        const std::size_t questions = plan.asks_for_each || are_single ? keys->size() : 1;
        is_single_ = are_single || keys->size() == 1;
        for (number = 0; number < questions; ++number) are_single ? plan.ask_single(*this) : plan.ask(*this);
        if (!alike_.empty()) [[unlikely]]
            ask_alike(plan);
    }
    /// Rows have come that are of nobody, or of a key that is written otherwise: only the database knows.
    [[gnu::noinline]] void ask_alike(const level_plan<Driver>& plan) {
        is_looking_ = is_single_ = true;
        const plain_array<bool> asked = std::move(alike_);
        alike_.clear();
        for (number = 0; number < asked.size(); ++number)
            if (asked[number]) plan.ask_single(*this);
        is_looking_ = false;
    }
    void look(execution<Driver>& run) {
        while (run.step())
            if (keys->find_row(run.statement().row(), plan_->own) == key_chains::none) refuse_stranger(run.sql());
    }
    void gather(const level_list<Driver>& levels) {
        for (const level_plan<Driver>& each : levels) {
            plans_.push_back(&each);
            gather(each.below());
        }
    }
    void begin_next() {
        if (runs_.size() < plans_.size())
            plans_[runs_.size()]->ask(*this);
        else
            work_(context_);
    }
    void read_next() {
        const begun next = runs_[next_run_++];
        read(*next.run, next.record);
    }
    void add_row(typename Driver::statement& statement, const row_of_driver<Driver>& row, std::uint32_t owner,
                 std::string_view sql) {
        std::uint32_t& count = counts_[owner];
        if (count > 0 && plan_->rows != cardinality::many)
            throw too_many_rows(error_details{.message = "a field of a shape holds one row, and several have its key",
                                              .sql = std::string(sql)});
        void* const added = plan_->read(statement, (*above_)[owner]);
        if (rows_->levels().size() > 0) {
            rows_->add_row(row, added);
            places_.push_back({owner, count, added});
        }
        ++count;
    }
    /// A row of no key that was asked for.
    void refuse_stranger(std::string_view sql) {
        if (plan_->has_strangers) return;
        if (plan_->asks_crosswise && !is_single_ && keys->has_parts()) {
            if (plan_->ask_single) keys->mark_alike(alike_);
            return;
        }
        throw schema_mismatch(
            error_details{.message = "a row came whose key is none of those that were asked for: the database "
                                     "takes keys for equal that differ, as texts in upper and lower case",
                          .sql = std::string(sql)});
    }
    void refuse_missing() const {
        for (std::size_t i = 0; i < counts_.size(); ++i)
            if (counts_[i] == 0 && (!plan_->applies || plan_->applies((*above_)[i])))
                throw not_found(error_details{.message =
                                                  "a row that a field of a shape needs is not there; where no foreign "
                                                  "key is enforced, make the field a std::optional"});
    }

    const level_plan<Driver>* plan_ = nullptr;
    level_rows_above<Driver>* rows_ = nullptr;
    const plain_array<void*>* above_ = nullptr;
    plain_array<row_place> places_{};
    plain_array<std::uint32_t> counts_{};
    bool is_single_ = false;           ///< one key is asked for
    plain_array<bool> alike_{};        ///< keys that are to be asked for one by one, ...
    bool is_looking_ = false;          ///< ... to see whether rows come that are written otherwise
    subtree<Driver>* below_ = nullptr; ///< what is read, if it is more than a level
    void (*take_below_)(tree_loader&, execution<Driver>&, query_record*) = nullptr;
    bool is_level_by_level_ = false; ///< rows stand at several places
    // Of queries that are begun before any is sent.
    plain_array<const level_plan<Driver>*> plans_{};
    plain_array<begun> runs_{};
    std::size_t next_run_ = 0;
    void (*work_)(void* context) = nullptr;
    void* context_ = nullptr;

public:
    tree_loader(session_state<Driver>& with, call_place at, const void* tables, const void* said)
        : state(with), where(at), place(tables), nested(said) {}
};

} // namespace detail
} // namespace v0
} // namespace refract
