// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// \file
/// Pairs of short slices: the machine's speed drifts by more than what is measured, so the sides of
/// a workload take turns every few milliseconds, and a ratio is the median of the pairs' ratios.

namespace benchmark {

/// The work of one slice; every side of a round gets the same.
struct slice {
    std::size_t operations = 1;
    std::size_t round = 0;
};

/// One way of doing a workload's work.
struct side {
    std::string name;
    std::function<std::uint64_t(const slice&)> run; ///< timed; returns a checksum
    std::function<void(const slice&)> prepare = {}; ///< not timed
    std::function<std::uint64_t()> finish = {};     ///< not timed; adds to the checksum
};

/// The sides of a workload: the last is refract, the one before it tuned raw code.
struct workload {
    std::string name;
    std::string unit;                 ///< what one operation is
    std::size_t items = 1;            ///< in one operation: times are per item
    std::size_t fixed_operations = 0; ///< of a slice; 0: as many as fill the slice's time
    std::function<std::vector<side>()> sides;
    std::size_t most_operations = 1'000'000; ///< of a slice
};

struct options {
    std::size_t pairs = 101;
    double slice_milliseconds = 3;
    std::string only;                       ///< workloads whose name holds this
    std::string json_file;                  ///< where results go, besides the table
    std::string group;                      ///< the database, for the results
    std::string count_workload, count_side; ///< run this alone, for callgrind
    std::size_t count_operations = 0;
};

/// What was measured of one workload.
struct result {
    std::string workload, unit;
    std::vector<std::string> sides{};
    std::vector<double> nanoseconds{}; ///< per item, the median of each side
    std::vector<double> ratios{};      ///< refract to each side before it
    double noise = 1;                  ///< tuned raw code to itself
    std::size_t pairs = 0, operations = 0;
};

options parse_options(int count, char** arguments);

/// Measures the workloads, or runs one side of one of them; the exit code of the program.
int run_workloads(const options& how, const std::vector<workload>& workloads);

/// Keeps the compiler from dropping a value that is not used.
template <class Value> inline void keep(const Value& value) { asm volatile("" : : "g"(&value) : "memory"); }

} // namespace benchmark
