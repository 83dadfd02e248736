// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/text_sink.hpp>

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

enum class savepoint_verb : std::uint8_t { begin, undo, release };

/// `SAVEPOINT refract_7` and what ends it, in a buffer of its own: undoing must not need memory.
class savepoint_command {
public:
    constexpr savepoint_command(savepoint_verb verb, std::uint32_t number) {
        constexpr std::string_view words[] = {"SAVEPOINT refract_", "ROLLBACK TO SAVEPOINT refract_",
                                              "RELEASE SAVEPOINT refract_"};
        text_sink out{.out = text_};
        out.put(words[static_cast<std::size_t>(verb)]);
        out.put_number(std::uint64_t{number});
    }
    constexpr const char* text() const { return text_; }

private:
    char text_[48]{}; // ends with NUL: the longest is 40
};

} // namespace detail
} // namespace v0
} // namespace refract
