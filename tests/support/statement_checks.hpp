#pragma once

#include "catch.hpp"

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace refract_test {

// Runs a statement that was bound before, and gives its first column as whole numbers.
template <class Statement> std::vector<std::int64_t> read_numbers(Statement& statement) {
    std::vector<std::int64_t> numbers;
    while (statement.step()) numbers.push_back(statement.row().cell(0).template read<std::int64_t>());
    return numbers;
}

// Calls `work` and gives the exception of that class.
template <class Failure, class Work> Failure caught(Work work) {
    try {
        work();
    } catch (const Failure& failure) { return failure; }
    FAIL("no exception was thrown");
    throw std::logic_error("not reached");
}

} // namespace refract_test
