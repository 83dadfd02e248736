// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/driver.hpp>
#include <refract/driver/postgres_array.hpp>
#include <refract/driver/postgres_text.hpp>
#include <refract/driver/postgres_wire.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// The parameters of one statement in the form that libpq wants, kept between executions.
///
/// Values of fixed size live in slots of the statement; texts and bytes are passed by address, and
/// copied only where they may be gone before the statement runs.
class postgres_parameters {
public:
    postgres_parameters() = default;
    explicit postgres_parameters(std::span<const sql_type> declared)
        : types_(declared.size()), values_(declared.size()), lengths_(declared.size()), formats_(declared.size(), 1),
          slots_(declared.size()) {
        for (std::size_t i = 0; i < declared.size(); ++i) {
            types_[i] = postgres_parameter_type(declared[i]);
            slots_[i].item = postgres_item_type(declared[i]);
            if (travels_as_text(declared[i])) formats_[i] = 0;
        }
    }

    /// Every type reads its text form. In binary, of what has its column's type, only times are alike with and
    /// without a zone.
    static constexpr bool travels_as_text(const sql_type& type) {
        return type.form != column_form::usual || (type.of_column && type.kind != type_kind::timestamp) ||
               (type.kind == type_kind::array && postgres_item_type(type) == oid::none);
    }

    int size() const { return static_cast<int>(types_.size()); }
    const postgres_oid* types() const { return types_.data(); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

    /// Whether views may be gone before the statement runs, and are copied.
    void copy_views(bool copies) { copies_ = copies; }

    /// The server ends the session of a message that is too long.
    void check_size(std::string_view sql) const {
        if (!has_long_) [[likely]]
            return;
        std::size_t size = 0;
        for (std::size_t i = 0; i < values_.size(); ++i)
            if (values_[i]) size += static_cast<std::size_t>(lengths_[i]);
        check_postgres_message(size + 8 * values_.size(), sql);
    }

    void bind_null(int position) { values_[index(position)] = nullptr; }

    /// Numbers, times, UUIDs, decimals.
    template <class Wire> REFRACT_INLINE void bind(int position, const Wire& value) {
        const std::size_t i = index(position);
        if (formats_[i] == 0) [[unlikely]]
            return bind_text(i, postgres_text_of(value));
        slot& own = slots_[i];
        if constexpr (postgres_varying<Wire>) {
            postgres_buffer& buffer = buffer_of(i);
            put_postgres(buffer, own.item, value);
            return point_at(i, buffer);
        } else {
            lengths_[i] = static_cast<int>(postgres_encode(own.fixed.data(), own.item, value));
            values_[i] = own.fixed.data();
        }
    }
    REFRACT_INLINE void bind(int position, std::string_view value) {
        const std::size_t i = index(position);
        if (formats_[i] == 0 || copies_ || value.size() > longest_harmless) [[unlikely]]
            return bind_long(position, value);
        values_[i] = value.data() ? value.data() : ""; // without an address it would be NULL
        lengths_[i] = static_cast<int>(value.size());
        check_postgres_text(value);
    }
    void bind(int position, wire::bytes value) {
        if (formats_[index(position)] == 0) return bind_text(index(position), postgres_text_of(value));
        bind_bytes(position, reinterpret_cast<const char*>(value.data()), value.size(), copies_);
    }
    /// A text that dies before the statement runs.
    void bind_copy(int position, std::string_view value) {
        check_postgres_text(value);
        bind_bytes(position, value.data(), value.size(), true);
    }
    void bind_copy(int position, wire::bytes value) {
        if (formats_[index(position)] == 0) return bind_text(index(position), postgres_text_of(value));
        bind_bytes(position, reinterpret_cast<const char*>(value.data()), value.size(), true);
    }
    void bind(int position, wire::json value) {
        check_postgres_text(value.text);
        check_postgres_size(value.text.size() + 1);
        if (formats_[index(position)] == 0) return bind_bytes(position, value.text.data(), value.text.size(), true);
        postgres_buffer& buffer = buffer_of(index(position));
        buffer.put("\1", 1); // the version of jsonb's binary format
        buffer.put(value.text.data(), value.text.size());
        point_at(index(position), buffer);
    }

    template <class Wire> void bind_list(int position, const wire::list_items<Wire>& list) {
        const std::size_t i = index(position);
        postgres_buffer& buffer = buffer_of(i);
        if (slots_[i].item == oid::none) {
            // The number of the item's type is not known here, and the binary form of an array holds it. The text
            // form does not.
            put_postgres_text_array(buffer, list);
            point_at(i, buffer);
            formats_[i] = 0;
            return;
        }
        put_array(buffer, slots_[i].item, list);
        point_at(i, buffer);
    }

private:
    /// What one parameter needs to keep: a value of fixed size, or a buffer made when first needed.
    struct slot {
        std::array<char, postgres_fixed_size> fixed{};
        postgres_oid item = oid::none;
        std::uint32_t buffer = 0; ///< number in buffers_, from 1
    };

    /// As many as a statement can have of these are shorter than the longest message.
    static constexpr std::size_t longest_harmless = 16'000;

    static std::size_t index(int position) { return static_cast<std::size_t>(position - 1); }

    postgres_buffer& buffer_of(std::size_t i) {
        if (slots_[i].buffer == 0) {
            // All at once: values_ points into the buffers, which may not move any more.
            if (buffers_.empty()) buffers_.reserve(slots_.size());
            buffers_.emplace_back();
            slots_[i].buffer = static_cast<std::uint32_t>(buffers_.size());
        }
        postgres_buffer& buffer = buffers_[slots_[i].buffer - 1];
        buffer.clear();
        return buffer;
    }
    void point_at(std::size_t i, const postgres_buffer& buffer) {
        check_length(buffer.size());
        values_[i] = buffer.data() ? buffer.data() : ""; // nothing was put into it: without an address it would be NULL
        lengths_[i] = static_cast<int>(buffer.size());
    }
    void check_length(std::size_t size) {
        check_postgres_size(size);
        has_long_ |= size > longest_harmless;
    }
    void bind_text(std::size_t i, const std::string& text) {
        postgres_buffer& buffer = buffer_of(i);
        buffer.put(text.c_str(), text.size() + 1); // ends with NUL
        point_at(i, buffer);
    }
    [[gnu::noinline]] void bind_long(int position, std::string_view value) {
        check_postgres_text(value);
        bind_bytes(position, value.data(), value.size(), copies_);
    }
    void bind_bytes(int position, const char* data, std::size_t size, bool copies) {
        check_length(size);
        const std::size_t i = index(position);
        const bool as_text = formats_[i] == 0;
        if (copies || as_text) {
            postgres_buffer& buffer = buffer_of(i);
            buffer.put(data, size);
            if (as_text) buffer.put("", 1); // ends with NUL
            return point_at(i, buffer);
        }
        values_[i] = data ? data : ""; // without an address it would be NULL
        lengths_[i] = static_cast<int>(size);
    }

    /// Source: array_recv in src/backend/utils/adt/arrayfuncs.c.
    template <class Wire>
    static void put_array(postgres_buffer& to, postgres_oid item, const wire::list_items<Wire>& list) {
        to.put_number(std::int32_t{list.empty() ? 0 : 1}); // dimensions
        to.put_number(std::int32_t{0});                    // no item is NULL
        to.put_number(item);
        if (list.empty()) return;
        check_postgres_size(list.size());
        to.put_number(static_cast<std::int32_t>(list.size()));
        to.put_number(std::int32_t{1}); // the first item's number
        for (const auto& each : list) append_postgres_field(to, item, each.value);
    }
    std::vector<postgres_oid> types_{};
    std::vector<const char*> values_{};
    std::vector<int> lengths_{};
    std::vector<int> formats_{};
    std::vector<slot> slots_{};
    std::vector<postgres_buffer> buffers_{};
    bool copies_ = false;
    bool has_long_ = false; ///< a value was bound that is worth adding up
};

} // namespace detail
} // namespace v0
} // namespace refract
