#include <refract/base/rules/edit.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::saved_row_has_key == rule_number{213});
static_assert(rule::edited_row_is_of_kind == rule_number{214});
static_assert(rule::edit_is_of_field == rule_number{223});
static_assert(rule::edited_rows_are_of_field == rule_number{224});
static_assert(rule::edit_is_of_many == rule_number{225});
static_assert(rule::row_needs_its_parent == rule_number{226});
static_assert(rule::edit_names_its_row == rule_number{227});
static_assert(rule::edit_finds_one_row == rule_number{228});
static_assert(rule::edit_is_of_row == rule_number{229});
static_assert(std::is_empty_v<sentence<failed<rule::edit_is_of_row, int>>>);
