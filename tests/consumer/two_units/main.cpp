// Both units use the same model and the same query: neither may be defined twice for the linker.

#include "note.hpp"

int main() {
    refract::sqlite::database db{":memory:"};
    db.create_tables<refract::schema<Note>>();
    const auto written = write_note(db, "from the other unit");
    const auto notes = db.all(all_notes);
    return notes.size() == 1 && notes.front().text == written.text ? 0 : 1;
}
