// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/field_list.hpp>
#include <refract/client/parameters.hpp>
#include <refract/graph/key_index.hpp>
#include <refract/graph/write_plan.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Values of many rows on their way into a statement: a column is one list.

namespace refract {
inline namespace v0 {
namespace detail {

/// A column that is known of another row; not there where a field without a row would have it.
template <class Driver> struct taken_key {
    const row_batch<Driver>* batch = nullptr;
    std::size_t row = 0, column = 0;

    bool is_there() const { return batch != nullptr; }
    bool is_null() const { return batch->known.is_null(row, column); }
    void add_to(known_keys& known) const { known.add_of(batch->known, row, column); }
    key_part part() const { return batch->known.at(row, column); }
};
/// A known column as a value of the column that takes it. Errors: `conversion_error` if that is too narrow.
template <class Wire> Wire make_key(const key_part& part) {
    if constexpr (is_whole_number(kind_of_wire<Wire>))
        if (!std::in_range<Wire>(part.number)) throw_out_of_range("a key", "the column that takes it");
    return wire_row<Wire>::make(part);
}

/// Binds the items of a column one by one, or as a list.
template <class Wire> struct bound_items {
    wire::list<Wire> list;
    template <class Statement> void finish(Statement& statement, int position) { statement.bind(position, list); }
    void start(std::size_t count) { list.items.reserve(count); }
    void add_null() { list.items.add().null = true; }
    void add_key(const key_part& part) { list.items.add().value = make_key<Wire>(part); }
};

/// Keys that rows take of others, for a statement that finds them in the server: what they are there by number, or
/// themselves where they are known.
class taken_list {
public:
    taken_list(kept_keys& kept, std::size_t count) : kept_(kept) { positions_.items.reserve(count); }
    void add_null() { positions_.items.add().null = true; }
    void add(const key_part& part) {
        given_.items.add().value = part.number;
        positions_.items.add().value = -static_cast<std::int32_t>(given_.items.size());
    }
    void add_of(const known_keys& known, std::size_t row, std::size_t column) {
        const std::uint32_t maker = known.maker_of(row, column);
        if (maker == known_keys::none) return add(known.at(row, column));
        if (maker != last_) find(maker);
        positions_.items.add().value = static_cast<std::int32_t>(before_ + known.made_row(row, column) + 1);
    }
    /// Binds it with the names of what it takes from, of which the statement has this many.
    template <class Statement> void finish(Statement& statement, placeholders& next, std::size_t names) {
        for (std::size_t i = 0; !given_.items.empty() && i < positions_.items.size(); ++i)
            if (auto& at = positions_.items[i].value; at < 0) at = static_cast<std::int32_t>(all_) - at;
        statement.bind(*next.value++, positions_);
        statement.bind(*next.value++, given_);
        kept_.is_short |= makers_.size() > names;
        for (std::size_t i = 0; i < names; ++i, ++next.value)
            if (i < makers_.size())
                statement.bind(*next.value, std::string_view(kept_.makers[makers_[i]].name));
            else
                statement.bind_null(*next.value);
    }

private:
    /// Where the keys of a maker begin: those of all of them stand one after the other.
    void find(std::uint32_t maker) {
        last_ = maker;
        before_ = 0;
        for (std::size_t i = 0; i < makers_.size(); before_ += kept_.makers[makers_[i++]].rows)
            if (makers_[i] == maker) return;
        makers_.push_back(maker);
        all_ += kept_.makers[maker].rows;
    }

    kept_keys& kept_;
    wire::list<std::int32_t> positions_{};
    wire::list<std::int64_t> given_{};
    plain_array<std::uint32_t> makers_{};
    std::size_t all_ = 0, before_ = 0;
    std::uint32_t last_ = known_keys::none;
};

namespace by_name {
/// Calls `use` with a value of a field, or with none of a NULL; the part lives until it returns.
template <class Value, class Use> void with_part(const Value& value, Use use) {
    if constexpr (is_optional<Value>) {
        if (value)
            detail::with_part(*value, use);
        else
            use(static_cast<const key_part*>(nullptr));
    } else {
        const auto& encoded = codec<Value>::encode(value);
        const typename codec<Value>::wire passed(encoded);
        const key_part part = detail::kept_part(passed);
        use(static_cast<const key_part*>(&part));
    }
}
/// Notes a value, or NULL, as the next column of the last row. An array is part of no key, and nobody asks for it.
template <class Value> void note_value(known_keys& to, const Value& value) {
    if constexpr (is_wire_list<typename codec<without_optional<Value>>::wire>)
        to.add_null();
    else
        detail::with_part(value, [&](const key_part* part) {
            if (part)
                to.add(*part);
            else
                to.add_null();
        });
}
/// What was noted as a value again.
template <class Value> void read_value(const known_keys& from, std::size_t row, std::size_t column, Value& out) {
    if constexpr (is_optional<Value>) {
        if (from.is_null(row, column)) return out.reset();
        detail::read_value(from, row, column, out.emplace());
    } else {
        using wire_type = typename codec<Value>::wire;
        codec<Value>::decode(wire_row<wire_type>::make(from.at(row, column)), out);
    }
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract
