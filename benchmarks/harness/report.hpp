// SPDX-License-Identifier: MIT
#pragma once

#include "harness/harness.hpp"

#include <vector>

namespace benchmark {

void print_heading(const options& how);
void print_result(const result& found);
void write_json(const options& how, const std::vector<result>& results);

} // namespace benchmark
