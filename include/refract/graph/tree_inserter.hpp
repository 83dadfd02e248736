// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/owner.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/graph/snapshot.hpp>
#include <refract/graph/tree_place.hpp>
#include <refract/graph/write_plan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Trees are inserted level by level: what a row's key comes from first, then the row, then what takes its key. Where
/// the database takes many rows in one statement, the number of statements is that of the levels, and all go in one
/// journey: the keys that the database makes stay there for the statements behind. Elsewhere each row is a statement.

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold]] inline void throw_null_key(std::string_view sql) {
    throw error(error_details{.message = "a row of a tree has NULL in its key, so that no other row can belong to it",
                              .sql = std::string(sql)});
}
/// The same of the column that was to take it: which parameter it is says less, and may be none.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_null_key(const table_info& taker, std::size_t column,
                                                                  std::string_view sql) {
    try {
        throw_null_key(sql);
    } catch (error& failure) {
        failure.add_column(taker.columns[column].name, taker.name);
        throw;
    }
}
[[noreturn, gnu::cold]] inline void throw_left_out(std::string_view sql) {
    throw not_found(
        error_details{.message = "a row of a tree was not inserted: a trigger left it out", .sql = std::string(sql)});
}

/// Inserts some trees of one kind.
template <class Driver> class tree_inserter {
public:
    using batch_type = row_batch<Driver>;
    using plan_type = write_plan<Driver>;

    session_state<Driver>& state;
    call_place where;
    const void* place; ///< of the tables
    key_source keys;
    bool reads_back;         ///< into the rows
    heard_once_scope once{}; ///< one statement may be run for each row
    // For errors: the field whose rows the trees are; the number of the first tree, where they are a range; and who
    // says where a row is, if the trees are part of a larger one.
    std::string_view root_field{};
    std::size_t first_tree = known_keys::none;
    failed_row* failed = nullptr;
    bool is_part; ///< of a transaction that goes on, so that what it has sent can be undone

    tree_inserter(session_state<Driver>& with, call_place at, const void* tables, key_source made_by, bool reads,
                  failed_row* noted = nullptr)
        : state(with), where(at), place(tables), keys(made_by), reads_back(reads), failed(noted),
          is_part(noted != nullptr) {}

    /// Adds trees that are to be inserted, by their first rows.
    void add_trees(const plan_type& plan, void* const* rows, std::size_t count) {
        batch_type& top = add_batch(plan, nullptr);
        top.rows.append(rows, count);
        gather(top);
    }
    // Rows that belong to rows which are there already: what those are known by is a batch of the caller's.

    /// A batch that the caller gives its rows.
    batch_type& add_batch(const plan_type& plan, const batch_type* above) {
        batches_.push_back(owner<batch_type>(new batch_type));
        batch_type& made = *batches_.back();
        made.plan = &plan;
        made.above = above;
        made.keys = keys;
        made.kept = &kept_;
        return made;
    }
    /// The rows of a batch are to be inserted, with what belongs to them.
    void add_trees(batch_type& batch) { gather(batch); }
    /// The rows alone; the caller has said what is known of those that come first.
    void add_rows(batch_type& batch) { steps_.push_back({&batch, nullptr}); }
    /// Links from the rows above to those of a batch.
    void add_links(batch_type& batch, const written_field<Driver>& field) { steps_.push_back({&batch, &field}); }

    /// How many links were made or have come back.
    std::int64_t links() const { return links_; }

    /// How many rows a tree has.
    static std::size_t count(const plan_type& plan, void* row) {
        std::size_t all = 1;
        for (const auto& field : plan.fields) field.each(row, [&](void* below) { all += count(field.below(), below); });
        return all;
    }

    /// Everything in one journey, inside a level of a transaction: statements take the keys that those before them have
    /// left in the server. False where it cannot be told beforehand what the rows will be, or where keys cannot be made
    /// so; then the level has not ended, and is to be undone.
    template <class Level> bool insert_at_once(Level& level) {
        std::vector<part> parts;
        for (const auto& step : steps_) add_parts(parts, step);
        if (kept_.makers.size() > most_makers) return false;
        for (const auto& step : steps_)
            if (!step.links && !know(*step.batch)) return false;
        for (part& each : parts) begin(each);
        if (kept_.is_short) return false;
        try {
            state.connection.enter_pipeline();
            level.send_begin();
            for (part& each : parts) each.run->send();
            level.send_end();
            state.connection.sync();
            level.read_begin();
            for (part& each : parts) read(each);
            level.read_end();
            return true;
        } catch (const error& failure) {
            if (!is_refused(failure)) throw;
            return false;
        }
    }
    /// Each row by itself, in a transaction of the caller's.
    void insert_one_by_one() {
        links_ = 0;
        for (const auto& step : steps_) {
            batch_type& batch = *step.batch;
            if (!step.links) {
                batch.known.start(batch.plan->known.count);
                batch.made.assign(batch.plan->know_row ? batch.rows.size() : 0);
            }
            for (std::uint32_t i = 0; i < batch.rows.size(); ++i)
                if (step.links) {
                    auto run = step.links->begin_links(*this, {&batch, &i, 1});
                    read_links(*step.links, run, 1, true);
                } else {
                    insert_row(batch, i);
                }
        }
    }

private:
    /// Each keeps its keys under a name, and a server keeps all names that it has ever heard in a session.
    static constexpr std::size_t most_makers = 1'000;

    /// Rows of a step that one statement inserts.
    struct part {
        const write_step<Driver>* step;
        std::uint32_t left_out = 0, maker = known_keys::none;
        plain_array<std::uint32_t> numbers{}; ///< empty: all of them
        std::optional<execution<Driver>> run{};
    };

    batch_type& gather_field(batch_type& batch, const written_field<Driver>& field) {
        batch_type& below = add_batch(field.below(), &batch);
        for (std::uint32_t i = 0; i < batch.rows.size(); ++i)
            field.each(batch.rows[i], [&](void* row) {
                below.rows.push_back(row);
                below.owners.push_back(i);
            });
        if (!below.rows.empty()) gather(below);
        return below;
    }
    void gather(batch_type& batch) {
        const auto& fields = batch.plan->fields;
        for (std::size_t i = 0; i < fields.size(); ++i)
            batch.nested.push_back(fields[i].comes_first ? &gather_field(batch, fields[i]) : nullptr);
        steps_.push_back({&batch, nullptr});
        for (const auto& field : fields) {
            if (field.comes_first) continue;
            batch_type& below = gather_field(batch, field);
            if (field.begin_links && !below.rows.empty()) steps_.push_back({&below, &field});
        }
    }

    static bool know(batch_type& batch) {
        batch.known.start(batch.plan->known.count);
        return batch.plan->know(batch);
    }

    void add_parts(std::vector<part>& parts, const write_step<Driver>& step) {
        batch_type& batch = *step.batch;
        if (step.links || !batch.plan->left_out) return add_part(parts, {.step = &step});
        // Rows that leave out other columns have a statement of their own.
        const auto count = static_cast<std::uint32_t>(batch.rows.size());
        plain_array<std::uint32_t> masks;
        for (void* const row : batch.rows) masks.push_back(batch.plan->left_out(row));
        plain_array<bool> done;
        done.assign(count);
        for (std::uint32_t first = 0; first < count; ++first) {
            if (done[first]) continue;
            part added{.step = &step, .left_out = masks[first]};
            for (std::uint32_t i = first; i < count; ++i)
                if (!done[i] && masks[i] == masks[first]) {
                    added.numbers.push_back(i);
                    done[i] = true;
                }
            add_part(parts, std::move(added));
        }
    }
    void add_part(std::vector<part>& parts, part&& added) {
        batch_type& batch = *added.step->batch;
        if (!added.step->links && batch.plan->keeps_keys) {
            const auto all = static_cast<std::uint32_t>(batch.rows.size());
            const std::uint32_t count = added.numbers.empty() ? all : static_cast<std::uint32_t>(added.numbers.size());
            added.maker = static_cast<std::uint32_t>(kept_.makers.size());
            kept_.makers.push_back({count, "refract.i" + std::to_string(added.maker)});
            if (batch.makers.empty()) batch.makers.assign(all);
            for (std::uint32_t i = 0; i < count; ++i)
                batch.makers[added.numbers.empty() ? i : added.numbers[i]] = {added.maker, i};
        }
        parts.push_back(std::move(added));
    }
    void begin(part& each) {
        const batch_type& batch = *each.step->batch;
        const bool is_whole = each.numbers.empty();
        const chosen_rows<Driver> chosen{&batch, is_whole ? nullptr : each.numbers.data(),
                                         is_whole ? batch.rows.size() : each.numbers.size(), each.left_out, each.maker};
        const auto begin_part = each.step->links ? each.step->links->begin_links : batch.plan->begin_lists;
        try {
            each.run.emplace(begin_part(*this, chosen));
        } catch (conversion_error& failure) {
            if (!each.step->links) find_failed(failure, chosen);
            throw;
        }
    }
    void read_links(const written_field<Driver>& field, execution<Driver>& run, std::size_t sent, bool are_checked) {
        const std::int64_t made = run.finish();
        if (are_checked && field.makes_links && static_cast<std::size_t>(made) < sent) throw_left_out(run.sql());
        links_ += made;
    }
    void read(part& each) {
        execution<Driver>& run = *each.run;
        if (each.step->links) return read_links(*each.step->links, run, each.step->batch->rows.size(), is_part);
        if (!reads_back) return run.drain();
        const batch_type& batch = *each.step->batch;
        std::size_t row = batch.rows.size();
        try {
            for (std::size_t i = 0; run.step(); ++i) {
                row = each.numbers.empty() ? i : each.numbers[i];
                batch.plan->fill(run.statement(), batch.rows[row]);
            }
        } catch (conversion_error& failure) {
            if (row < batch.rows.size()) add_row(failure, batch, row);
            throw;
        }
    }
    /// Of rows that are one statement, the first that cannot be sent by itself either is the one.
    [[gnu::cold, gnu::noinline]] void find_failed(conversion_error& failure, const chosen_rows<Driver>& chosen) {
        std::size_t at = 0;
        for (; at < chosen.count; ++at) {
            const auto number = static_cast<std::uint32_t>(chosen[at]);
            try {
                chosen.batch->plan->begin_lists(*this, {chosen.batch, &number, 1, chosen.left_out, chosen.maker});
            } catch (const error&) { break; }
        }
        if (at < chosen.count) add_row(failure, *chosen.batch, chosen[at]);
    }
    /// Says where a row is in its tree.
    [[gnu::cold, gnu::noinline]] void add_row(conversion_error& failure, const batch_type& batch, std::size_t number) {
        const failed_row wanted{batch.rows[number], batch.plan->row_size};
        if (failed) {
            *failed = wanted;
            return;
        }
        for (const auto& each : batches_) {
            if (each->above && !each->above->rows.empty()) continue; // they are no first rows
            for (std::size_t i = 0; i < each->rows.size(); ++i) {
                std::string at(root_field);
                if (first_tree != known_keys::none) at += "[" + std::to_string(first_tree + i) + "]";
                if (add_place(*each->plan, each->rows[i], wanted, at)) return failure.add_place(at);
            }
        }
    }
    /// Whether a statement has found that a row did not come back as it was sent.
    static bool is_refused(const error& failure) {
        return failure.code() == "22P02" &&
               failure.message().find(std::string_view(Driver::dialect::info.statements.checked_mark)) !=
                   std::string::npos;
    }

    void insert_row(batch_type& batch, std::uint32_t number) {
        try {
            send_row(batch, number);
        } catch (conversion_error& failure) {
            add_row(failure, batch, number);
            throw;
        }
    }
    void send_row(batch_type& batch, std::uint32_t number) {
        const plan_type& plan = *batch.plan;
        void* const row = batch.rows[number];
        const chosen_rows<Driver> chosen{&batch, &number, 1, plan.left_out ? plan.left_out(row) : 0};
        const bool leaves_key = plan.leaves_key(row, keys);
        auto run = plan.begin_row(*this, chosen, leaves_key);
        if (plan.know_row) {
            run.drain();
            if (inserted(run.statement(), 1, plan.table(place)) == 0) throw_left_out(run.sql());
            if (leaves_key) batch.made[number] = state.connection.last_key();
            return plan.know_row(batch, number, reads_back);
        }
        if (!run.step()) throw_left_out(run.sql());
        if (reads_back) plan.fill(run.statement(), row);
        plan.note(run.statement().row(), batch.known);
        run.drain();
    }

    std::vector<owner<batch_type>> batches_{};
    std::vector<write_step<Driver>> steps_{};
    kept_keys kept_{};
    std::int64_t links_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
