// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/bound_rows.hpp>
#include <refract/graph/key_index.hpp>
#include <refract/query/key_values.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The keys of rows that a program holds, to tell which of them are the same.

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
template <class Value> void append_bytes(std::string& out, const Value& value) {
    if constexpr (std::is_integral_v<Value>) { // most keys: short enough for a string without memory of its own
        const auto number = static_cast<std::int64_t>(value);
        out.push_back('\1');
        out.append(reinterpret_cast<const char*>(&number), sizeof number);
    } else if constexpr (is_optional<Value>) {
        if (!value) return out.push_back('\0');
        detail::append_bytes(out, *value);
    } else {
        detail::with_part(value, [&](const key_part* part) {
            out.push_back('\1');
            part->write(out);
        });
    }
}
/// A key as bytes, which are the same for the same values.
template <class Key> std::string bytes_of(const Key& key) {
    std::string out;
    std::apply([&](const auto&... value) { (detail::append_bytes(out, value), ...); }, key.all);
    return out;
}
} // namespace by_name

/// Keys, each once, by the order in which they were added.
class key_table : private key_chains {
public:
    static constexpr std::size_t none = table_info::none;

    /// Whether the key is new.
    template <class Key> bool add(const Key& key) {
        const std::size_t before = size();
        return place(key) == before;
    }
    /// Its place, which is a new one if the key is.
    template <class Key> std::size_t place(const Key& key) {
        std::string bytes = detail::bytes_of(key);
        const std::uint32_t found = find_bytes(bytes);
        if (found != key_chains::none) return found;
        add_bytes(std::move(bytes));
        return keys_.size() - 1;
    }
    std::size_t size() const { return keys_.size(); }
    template <class Key> std::size_t find(const Key& key) const {
        const std::uint32_t found = find_bytes(detail::bytes_of(key));
        return found == key_chains::none ? none : found;
    }

    // Of what is bytes already; `no_bytes`: none.
    static constexpr std::uint32_t no_bytes = key_chains::none;
    std::uint32_t find_bytes(const std::string& bytes) const {
        return key_chains::find(hash_of(bytes), [&](std::uint32_t key) { return keys_[key] == bytes; });
    }
    void add_bytes(std::string bytes) {
        add_key(hash_of(bytes));
        keys_.push_back(std::move(bytes));
    }

private:
    std::vector<std::string> keys_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
