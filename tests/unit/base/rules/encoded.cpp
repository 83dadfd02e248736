#include <refract/base/rules/encoded.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::codec_gives_back == rule_number{280} && rule::encoded_is_compared == rule_number{282});
static_assert(std::is_empty_v<sentence<failed<rule::encoded_is_whole, int>>>);
