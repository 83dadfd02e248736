// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with fields whose stored form the program makes.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number codec_gives_back{280};
}
template <class... About> struct sentence<failed<rule::codec_gives_back, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the codec of an encoded field does not store its value, or does not give it back. Write static encode(const Value&), which returns a std::string, a std::vector<std::byte>, a number or a time, and static decode of that, which returns the value. [E280]");
    }
};

namespace rule {
inline constexpr rule_number encoded_is_whole{281};
}
template <class... About> struct sentence<failed<rule::encoded_is_whole, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an encoded column is ordered, searched or calculated with, and the database has its stored form alone. Compare it with == or in(...), or read it and let the program do the rest; cast<std::string>(column) is the stored form itself. [E281]");
    }
};

namespace rule {
inline constexpr rule_number encoded_is_compared{282};
}
template <class... About> struct sentence<failed<rule::encoded_is_compared, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column is compared, grouped, made distinct or a key whose codec stores one value in several forms, which are never equal. Keep beside it what finds its row, such as a keyed hash in a field of its own. [E282]");
    }
};

namespace rule {
inline constexpr rule_number model_constants_are_plain{296};
}
template <class... About> struct sentence<failed<rule::model_constants_are_plain, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a check, an index or a generated column compares an encoded column with a constant, which the codec would have to encode before the program runs. Look at the value in the program, or compare two encoded columns with each other. [E296]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
