// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/bound_rows.hpp>
#include <refract/graph/key_index.hpp>
#include <refract/query/key_values.hpp>

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

/// \file
/// The keys of rows that a program holds, to tell which of them are the same.

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
/// A key as bytes, which are the same for the same values.
template <class Key> std::string bytes_of(const Key& key) {
    std::string out;
    const auto append = [&](const key_part* part) {
        out.push_back(part ? '\1' : '\0');
        if (part) part->write(out);
    };
    std::apply([&](const auto&... value) { (detail::with_part(value, append), ...); }, key.all);
    return out;
}
} // namespace by_name

/// Keys, each once, by the order in which they were added.
class key_table : private key_chains {
public:
    static constexpr std::size_t none = table_info::none;

    /// Whether the key is new.
    template <class Key> bool add(const Key& key) { return add_bytes(detail::bytes_of(key)); }
    template <class Key> std::size_t find(const Key& key) const {
        const std::uint32_t found = find_bytes(detail::bytes_of(key));
        return found == key_chains::none ? none : found;
    }

private:
    std::uint32_t find_bytes(const std::string& bytes) const {
        return key_chains::find(hash_of(bytes), [&](std::uint32_t key) { return keys_[key] == bytes; });
    }
    bool add_bytes(std::string bytes) {
        if (find_bytes(bytes) != key_chains::none) return false;
        add_key(hash_of(bytes));
        keys_.push_back(std::move(bytes));
        return true;
    }
    std::vector<std::string> keys_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
