// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/owner.hpp>
#include <refract/client/transaction.hpp>
#include <refract/graph/fill.hpp>
#include <refract/sql/print_cursor.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Trees as a stream: `for (const Author& each : db.each(from<User>().select<Author>()))`. Some rows of the root at a
/// time, with everything below them, so that what is held has a bound.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Shape, class Set, class Clauses, class Values>
inline constexpr bool is_streamed_tree<select_query<Sources, selected_tree<Shape, Set>, Clauses, Values>> =
    has_levels<Shape>;

/// Where tables are, for as long as a stream needs to know it.
template <class Place> struct kept_place {
    explicit kept_place(const Place& given) : place(given) {}
    Place get() const { return place; }

    [[no_unique_address]] Place place;
};
template <> struct kept_place<chosen_place> {
    explicit kept_place(const chosen_place& place)
        : schema(place.at.schema), tables(place.at.tables.begin(), place.at.tables.end()) {}
    chosen_place get() const { return {{schema, {tables.data(), tables.size()}}}; }

    std::string schema;
    std::vector<table_choice> tables;
};

template <class Driver> constexpr bool streams_by_cursor() {
    if constexpr (requires { Driver::streams_by_cursor; })
        return Driver::streams_by_cursor;
    else
        return false;
}

template <class Driver, class Place, class Query> class tree_stream;
template <class Driver, class Place, class Sources, class Shape, class Set, class Clauses, class Values>
class tree_stream<Driver, Place, select_query<Sources, selected_tree<Shape, Set>, Clauses, Values>> {
public:
    using query_type = select_query<Sources, selected_tree<Shape, Set>, Clauses, Values>;
    /// Rows of the root that are held at once: so many that a statement for each level no longer counts.
    static constexpr std::size_t batch_size = 1000;

    /// All statements see one moment: in the program's transaction as its isolation says, else in one of its own, which
    /// only reads: what the loop would write would be lost with an error of the stream.
    tree_stream(session_share<Driver> share, const query_plan<Driver>& plan, const void* const* call,
                const Place& place, call_place where)
        : share_(std::move(share)), said_(said_by(*static_cast<const query_type*>(*call))), place_(place),
          record_(plan.record), where_(where) {
        serve(share_, where, [&](session_state<Driver>& state) { is_inside_ = state.connection.in_transaction(); });
        if (!is_inside_)
            own_.emplace(
                *share_,
                transaction_options{.isolation = isolation::repeatable_read, .read_only = true, .immediate = false},
                where);
        serve(share_, where, [&](session_state<Driver>& state) {
            if (!state.transactions.empty()) share_.level = state.transactions.back().number; // it ends with that
            open(state, plan, call);
        });
    }
    tree_stream(const tree_stream&) = delete;
    ~tree_stream() {
        if (is_closed_) return;
        session_state<Driver>& state = *share_;
        if (state.in_use.take()) {
            close(state);
            state.in_use.release();
        } else if (run_) {
            run_->leave(state);
        }
    }

    bool is_over() const { return at_ >= rows_.size(); }
    const Shape& row() const { return rows_[at_]; }
    void advance() {
        if (is_over() && is_started_) return; // at its end, or behind an error, it stays there
        is_started_ = true;
        if (++at_ < rows_.size()) return;
        try {
            if (is_last_)
                finish();
            else
                serve(share_, where_, [&](session_state<Driver>& state) { read_some(state); });
            if (rows_.empty()) finish();
        } catch (...) {
            rows_.clear();
            abandon();
            throw;
        }
    }

private:
    static constexpr bool has_cursor = streams_by_cursor<Driver>();
    using options = typename options_of_set<Set, indexes_of<Set>>::type;
    static constexpr level_terms terms = terms_of(query_type::view).of_driver(pipelines<Driver>).of_some();
    template <class Kind, std::size_t Field> using loader =
        field_loader<Driver, Place, Kind, Field, options, terms, Shape>;
    /// The keys of the rows that were read, for each field.
    template <class Kind, std::size_t Field> struct field_keys {
        level_rows_above<Driver> rows{loader<Kind, Field>::levels};
    };
    template <class Places> struct batch_keys;
    template <class... Kind, std::size_t... Field> struct batch_keys<type_list<level_place<Kind, Field>...>>
        : field_keys<Kind, Field>... {
        void add_row(const row_of_driver<Driver>& row, const void* place) {
            (field_keys<Kind, Field>::rows.add_row(row, place), ...);
        }
        void add_address(void* row) { (field_keys<Kind, Field>::rows.add_address(row), ...); }
        void load(session_state<Driver>& state, const Set& said, const Place& place, call_place where) {
            (loader<Kind, Field>::load(state, field_keys<Kind, Field>::rows, &said, &place, where), ...);
        }
    };

    static Set said_by([[maybe_unused]] const query_type& query) {
        if constexpr (std::is_same_v<Set, nested_set<>>)
            return {};
        else
            return *find_kept<Set>(&query.bound);
    }
    void open(session_state<Driver>& state, const query_plan<Driver>& plan, const void* const* call) {
        if constexpr (has_cursor) {
            name_.number = ++state.levels.last;
            auto opened = begin_cursor(state, where_, plan, call, name_);
            opened.send();
            opened.drain();
        } else {
            run_.emplace(begin_query(state, where_, true, plan, call));
        }
        is_closed_ = false;
    }
    void read_some(session_state<Driver>& state) {
        rows_.clear();
        at_ = 0;
        batch_keys<level_places_of<Shape>> keys;
        if constexpr (has_cursor) {
            constexpr auto& columns = result_columns_of<row_of_form<query_type, result_form::rows>>;
            const std::string sql = name_.text(Driver::dialect::info.statements.fetch_rows, std::to_string(batch_size));
            auto fetched = begin_once(state,
                                      {.sql = sql.c_str(),
                                       .size = sql.size(),
                                       .columns = columns.data(),
                                       .column_count = static_cast<std::uint16_t>(columns.size())},
                                      where_);
            fetched.send();
            read_rows(fetched, keys);
        } else {
            read_rows(*run_, keys);
        }
        count_rows(record_, rows_.size());
        for (Shape& each : rows_) keys.add_address(&each);
        if (!rows_.empty()) keys.load(state, said_, place_.get(), where_);
    }
    template <class Keys> void read_rows(execution<Driver>& run, Keys& keys) {
        while (rows_.size() < batch_size && run.step()) {
            Shape& row = rows_.emplace_back();
            detail::read_row(run.statement(), row);
            keys.add_row(run.statement().row(), &row);
        }
        is_last_ = rows_.size() < batch_size;
    }
    /// Ends it behind its last row.
    void finish() {
        rows_.clear();
        if (is_closed_) return;
        serve(share_, where_, [&](session_state<Driver>& state) { close(state); });
        if (own_) own_->commit(where_);
        own_.reset();
    }
    void abandon() noexcept {
        if (!is_closed_ && share_->in_use.take()) {
            close(*share_);
            share_->in_use.release();
        }
        own_.reset();
    }
    void close([[maybe_unused]] session_state<Driver>& state) noexcept {
        is_closed_ = true;
        run_.reset();
        if constexpr (has_cursor)
            if (!own_ && state.connection.in_transaction()) try {
                    state.connection.command(name_.text(Driver::dialect::info.statements.close_cursor).c_str());
                } catch (...) {} // of a transaction that has failed, which takes it along
    }

    session_share<Driver> share_;
    std::optional<basic_transaction<Driver>> own_{};
    std::optional<execution<Driver>> run_{}; ///< of a connection that can have several under way
    cursor_name name_{};
    Set said_;
    kept_place<Place> place_;
    query_record* record_;
    call_place where_;
    std::vector<Shape> rows_{};
    std::size_t at_ = static_cast<std::size_t>(-1);
    bool is_inside_ = false, is_started_ = false, is_last_ = false, is_closed_ = true;
};

/// Trees one by one, as an input range. Some of them are held at a time; each lives until the next one.
///
/// It can be walked once, and ends with its last row, with an error, or when it is destroyed. Must not outlive its
/// database, nor the transaction in which it began.
template <class Driver, class Place, class Query> class tree_rows {
    using stream = tree_stream<Driver, Place, Query>;
    using row_type = owned_row<Query>;

public:
    explicit tree_rows(stream* made) : stream_(made) {}

    class iterator {
    public:
        using value_type = row_type;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        explicit iterator(stream* range) : range_(range) {}
        const row_type& operator*() const { return range_->row(); }
        const row_type* operator->() const { return &range_->row(); }
        iterator& operator++() {
            range_->advance();
            return *this;
        }
        void operator++(int) { range_->advance(); }
        bool operator==(rows_end) const { return range_->is_over(); }

    private:
        stream* range_ = nullptr;
    };

    /// Runs to the first row.
    iterator begin() {
        if (!stream_) throw connection_error("this stream was moved from; walk the one that it was moved to");
        if (!is_started_) stream_->advance();
        is_started_ = true;
        return iterator(stream_.get());
    }
    rows_end end() const { return {}; }

private:
    owner<stream> stream_;
    bool is_started_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract
