// SPDX-License-Identifier: MIT
#include "harness/report.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace benchmark {

void print_heading(const options& how) {
    std::printf("%s: nanoseconds per item, and the median of %zu paired ratios\n", how.group.c_str(), how.pairs);
    std::printf("%-24s %-8s %12s %12s %12s | %8s %8s %8s\n", "workload", "item", "ordinary raw", "tuned raw", "refract",
                "/ordin.", "/tuned", "noise");
}

void print_result(const result& found) {
    const std::size_t last = found.nanoseconds.size() - 1;
    std::printf("%-24s %-8s ", found.workload.c_str(), found.unit.c_str());
    if (last >= 2)
        std::printf("%12.1f ", found.nanoseconds[last - 2]);
    else
        std::printf("%12s ", "-");
    std::printf("%12.1f %12.1f | ", found.nanoseconds[last - 1], found.nanoseconds[last]);
    if (last >= 2)
        std::printf("%8.3f ", found.ratios[last - 2]);
    else
        std::printf("%8s ", "-");
    std::printf("%8.3f %8.3f\n", found.ratios[last - 1], found.noise);
    std::fflush(stdout);
}

namespace {

using file = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

void write_numbers(std::FILE* out, const char* name, const result& found, const std::vector<double>& numbers) {
    std::fprintf(out, "   \"%s\": {", name);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        std::fprintf(out, "%s\"%s\": %.4f", i == 0 ? "" : ", ", found.sides[i].c_str(), numbers[i]);
    std::fprintf(out, "},\n");
}

void write_result(std::FILE* out, const result& found) {
    std::fprintf(out, "  {\n   \"workload\": \"%s\",\n   \"item\": \"%s\",\n", found.workload.c_str(),
                 found.unit.c_str());
    write_numbers(out, "nanoseconds", found, found.nanoseconds);
    write_numbers(out, "refract_to", found, found.ratios);
    std::fprintf(out, "   \"noise\": %.4f,\n   \"pairs\": %zu,\n   \"operations\": %zu\n  }", found.noise, found.pairs,
                 found.operations);
}

} // namespace

void write_json(const options& how, const std::vector<result>& results) {
    const file out(std::fopen(how.json_file.c_str(), "w"), &std::fclose);
    if (!out) throw std::runtime_error("cannot write " + how.json_file);
    std::fprintf(out.get(), "{\n \"group\": \"%s\",\n \"results\": [\n", how.group.c_str());
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (i > 0) std::fprintf(out.get(), ",\n");
        write_result(out.get(), results[i]);
    }
    std::fprintf(out.get(), "\n ]\n}\n");
}

} // namespace benchmark
