// Succeeds when it reads back what it wrote.

#ifdef SINGLE_HEADER
#include <refract/refract.hpp>
#else
#include <refract/sqlite.hpp>
#endif

#include <cstdint>
#include <string>

struct Note {
    std::int64_t id{};
    std::string text;
};

int main() {
    refract::sqlite::database db{":memory:"};
    db.create_tables<refract::schema<Note>>();
    const auto written = db.insert(Note{.id = 0, .text = "it's here"});
    return db.get<Note>(written.id).text == "it's here" ? 0 : 1;
}
