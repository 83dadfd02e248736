#include "macros_of_others.hpp"

#include "note.hpp"

#include <utility>

Note write_note(refract::sqlite::database& db, std::string text) {
    auto written = db.insert(Note{.id = 0, .text = std::move(text)});
    return db.all(all_notes).empty() ? Note{} : written;
}
