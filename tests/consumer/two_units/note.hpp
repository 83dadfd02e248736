#pragma once

#include <refract/sqlite.hpp>

#include <cstdint>
#include <string>

struct Note {
    std::int64_t id{};
    std::string text;
};

template <> inline constexpr auto refract::model<Note> = refract::table(refract::named("notes"));

inline constexpr auto all_notes = refract::from<Note>();

Note write_note(refract::sqlite::database& db, std::string text);
