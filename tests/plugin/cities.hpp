#pragma once

#include <refract/sqlite.hpp>

#include <cstdint>
#include <string>

// What the program and its plug-ins know in common. Each compiles refract for itself.
struct City {
    std::int64_t id{};
    std::string name;
    std::int64_t people{};
};
struct Town {
    std::int64_t id{};
    std::string name;
    std::int64_t people{};
};

/// What a plug-in exports: reads, and says how often it was wrong.
using read_function = int (*)(refract::sqlite::database& db, std::int64_t rows);
