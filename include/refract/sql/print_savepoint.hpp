// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/text_sink.hpp>
#include <refract/dialect/dialect.hpp>

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

enum class savepoint_verb : std::uint8_t { begin, undo, release };

/// `SAVEPOINT refract_7` and what ends it, in a buffer of its own: undoing must not need memory.
class savepoint_command {
public:
    constexpr savepoint_command(const dialect_info& dialect, savepoint_verb verb, std::uint32_t number) {
        const statement_facts& facts = dialect.statements;
        const std::string_view pattern = verb == savepoint_verb::begin  ? facts.savepoint
                                         : verb == savepoint_verb::undo ? facts.roll_back_to_savepoint
                                                                        : facts.release_savepoint;
        const std::size_t hole = pattern.find("{0}");
        if (hole == std::string_view::npos) return; // it ends with the transaction around it
        text_sink out{.out = text_};
        out.put(pattern.substr(0, hole));
        out.put("refract_");
        out.put_number(std::uint64_t{number});
    }
    constexpr const char* text() const { return text_; }

private:
    char text_[48]{}; // ends with NUL: the longest is 40
};

} // namespace detail
} // namespace v0
} // namespace refract
