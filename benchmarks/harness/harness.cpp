// SPDX-License-Identifier: MIT
#include "harness/harness.hpp"

#include "harness/report.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace benchmark {
namespace {

using clock = std::chrono::steady_clock;

struct timed {
    double nanoseconds = 0;
    std::uint64_t checksum = 0;
};

timed run_slice(const side& which, const slice& work) {
    if (which.prepare) which.prepare(work);
    const auto begin = clock::now();
    timed result;
    result.checksum = which.run(work);
    result.nanoseconds = std::chrono::duration<double, std::nano>(clock::now() - begin).count();
    if (which.finish) result.checksum += which.finish();
    return result;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double median_ratio(const std::vector<double>& over, const std::vector<double>& under) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < over.size(); ++i) ratios.push_back(over[i] / under[i]);
    return median(std::move(ratios));
}

/// How many operations fill a slice.
std::size_t calibrate(const workload& what, const side& which, const options& how) {
    if (what.fixed_operations != 0) return what.fixed_operations;
    const double wanted = how.slice_milliseconds * 1e6;
    std::size_t operations = 1;
    while (operations < what.most_operations) {
        double best = run_slice(which, {operations, 0}).nanoseconds;
        best = std::min(best, run_slice(which, {operations, 0}).nanoseconds);
        if (best >= wanted) return operations;
        const double factor = best * 8 < wanted ? 8 : std::max(1.1, wanted / best);
        operations = static_cast<std::size_t>(static_cast<double>(operations) * factor) + 1;
    }
    return what.most_operations;
}

/// The times of all sides, and of tuned raw code a second time, round by round.
std::vector<std::vector<double>> measure_rounds(const workload& what, const std::vector<side>& sides,
                                                const slice& first, std::size_t pairs) {
    std::vector<const side*> turns;
    for (const side& each : sides) turns.push_back(&each);
    turns.push_back(&sides[sides.size() - 2]);
    std::vector<std::vector<double>> times(turns.size());
    for (slice work = first; work.round < pairs; ++work.round) {
        std::uint64_t expected = 0;
        for (std::size_t i = 0; i < turns.size(); ++i) {
            // Who follows whom changes from round to round.
            const std::size_t turn = (i + work.round) % turns.size();
            const timed taken = run_slice(*turns[turn], work);
            if (i == 0) expected = taken.checksum;
            if (taken.checksum != expected)
                throw std::runtime_error(what.name + ": " + turns[turn]->name + " has another checksum");
            times[turn].push_back(taken.nanoseconds);
        }
    }
    return times;
}

result measure(const workload& what, const options& how) {
    const std::vector<side> sides = what.sides();
    const side& tuned = sides[sides.size() - 2];
    const slice first{.operations = calibrate(what, tuned, how)};
    for (const side& each : sides) run_slice(each, first); // warm
    const auto times = measure_rounds(what, sides, first, how.pairs);

    result found{.workload = what.name, .unit = what.unit, .pairs = how.pairs, .operations = first.operations};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        found.sides.push_back(sides[i].name);
        found.nanoseconds.push_back(median(times[i]) / static_cast<double>(first.operations * what.items));
        if (i + 1 < sides.size()) found.ratios.push_back(median_ratio(times[sides.size() - 1], times[i]));
    }
    found.noise = median_ratio(times.back(), times[sides.size() - 2]);
    return found;
}

int count_one(const options& how, const workload& what) {
    for (const side& each : what.sides()) {
        if (each.name != how.count_side) continue;
        const slice work{.operations = how.count_operations};
        if (each.prepare) each.prepare(work);
        keep(each.run(work));
        std::_Exit(0); // what it takes to check and to clean up is not counted
    }
    std::fprintf(stderr, "%s has no side %s\n", what.name.c_str(), how.count_side.c_str());
    return 2;
}

} // namespace

int run_workloads(const options& how, const std::vector<workload>& workloads) {
    if (!how.count_workload.empty()) {
        for (const workload& each : workloads)
            if (each.name == how.count_workload) return count_one(how, each);
        std::fprintf(stderr, "there is no workload %s\n", how.count_workload.c_str());
        return 2;
    }
    std::vector<result> results;
    print_heading(how);
    for (const workload& each : workloads) {
        if (each.name.find(how.only) == std::string::npos) continue;
        results.push_back(measure(each, how));
        print_result(results.back());
    }
    if (!how.json_file.empty()) write_json(how, results);
    return 0;
}

options parse_options(int count, char** arguments) {
    options how;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        const auto value = [&]() -> std::string {
            if (++i >= count) throw std::runtime_error(std::string(name) + " needs a value");
            return arguments[i];
        };
        if (name == "--pairs")
            how.pairs = std::stoul(value());
        else if (name == "--slice-ms")
            how.slice_milliseconds = std::stod(value());
        else if (name == "--only")
            how.only = value();
        else if (name == "--json")
            how.json_file = value();
        else if (name == "--group")
            how.group = value();
        else if (name == "--count") {
            how.count_workload = value();
            how.count_side = value();
            how.count_operations = std::stoul(value());
        } else
            throw std::runtime_error("unknown option " + std::string(name));
    }
    return how;
}

} // namespace benchmark
