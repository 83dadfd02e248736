// Questions about changes of many rows. docs/cookbook.md shows each.
#include "show_as_run.hpp"

using namespace refract;
using namespace cookbook;

struct Page {
    std::int64_t id{};
    std::string path;
    std::int64_t hits{};
    std::int64_t place{};
    std::optional<std::chrono::year_month_day> deleted_on;
};
struct Note {
    std::int64_t id{};
    std::string text;
    std::int64_t version{};
};
struct Hit {
    std::int64_t id{};
    std::string path;
    std::int64_t hits{};
};
struct Archived {
    std::int64_t id{};
    std::string path;
};
struct PageChange {
    std::int64_t id{};
    std::string path;
    std::int64_t hits{};
};
template <> inline constexpr auto refract::model<Page> =
    table(unique<&Page::path>, column<&Page::place>.default_to(0));
template <> inline constexpr auto refract::model<Note> = table(column<&Note::version>.version());

constexpr auto id = col<&Page::id>;
constexpr auto path = col<&Page::path>;
constexpr auto hits = col<&Page::hits>;
constexpr auto place = col<&Page::place>;
constexpr auto deleted_on = col<&Page::deleted_on>;

// [counter]
auto count_hit(std::string_view what) {
    return insert_into<Page>()
        .set(path = what, hits = 1)
        .on_conflict<&Page::path>()
        .do_update(hits = hits + excluded<&Page::hits>)
        .returning(path, hits);
}
// [/counter]

// [merge]
constexpr auto merge_hits =
    insert_into<Page>()
        .columns<&Page::path, &Page::hits>()
        .from(from<Hit>()
                  .group_by(col<&Hit::path>)
                  .select(col<&Hit::path>, coalesce(sum(col<&Hit::hits>), 0)))
        .on_conflict<&Page::path>()
        .do_update(hits = hits + excluded<&Page::hits>)
        .returning(path, hits);
// [/merge]

// [values]
// Many rows with a value for each: they go to a table of changes first, in one insert_many.
constexpr auto apply_changes =
    update<Page>()
        .set(hits = col<&PageChange::hits>, path = col<&PageChange::path>)
        .from<PageChange>()
        .where(col<&PageChange::id> == id)
        .returning(id, path, hits);
// [/values]

// [patch]
struct Form { // what is not given stays as it is
    std::optional<std::string> path;
    std::optional<std::int64_t> hits;
};
auto patch(std::int64_t which, const Form& form) {
    return update<Page>()
        .set_if(form.path.has_value(), path = form.path.value_or(""))
        .set_if(form.hits.has_value(), hits = form.hits.value_or(0))
        .where(id == which)
        .returning(id, path, hits);
}
// [/patch]

// [soft]
constexpr auto there = deleted_on.is_null();
constexpr auto pages = from<Page>() | there | order_by(id); // every query of pages that are there
auto mark_as_deleted(std::int64_t which, std::chrono::year_month_day today) {
    return update<Page>().set(deleted_on = today).where(there && id == which);
}
// [/soft]

// [renumber]
struct Numbered {
    std::int64_t id{}, number{};
};
constexpr auto numbers =
    from<Page>().select<Numbered>(id, row_number().over(order_by(hits.desc(), id)));
constexpr auto renumber = update<Page>()
                              .set(place = col<&Numbered::number>)
                              .from(numbers)
                              .where(col<&Numbered::id> == id)
                              .returning(id, place);
// [/renumber]

// [swap]
struct Moved {
    std::int64_t id{}, place{};
};
auto swap_places(std::int64_t one, std::int64_t two) {
    const auto moved =
        from<Page>().where(id.in(one, two)).select<Moved>(value(one + two) - id, place);
    return update<Page>()
        .set(place = col<&Moved::place>)
        .from(moved)
        .where(col<&Moved::id> == id)
        .returning(id, place);
}
// [/swap]

// [keep]
// All but the two of each path that were made last.
struct Old {
    std::int64_t id{}, number{};
};
using any_hit = alias<Hit, "any">;
constexpr auto by_age = from<any_hit>().select<Old>(
    col<&Hit::id, any_hit>,
    row_number().over(
        partition_by(col<&Hit::path, any_hit>), order_by(col<&Hit::id, any_hit>.desc())));
constexpr auto old_ones = from(by_age).where(col<&Old::number> > 2).select(col<&Old::id>);
constexpr auto keep_two =
    delete_from<Hit>().where(col<&Hit::id>.in(old_ones)).returning(col<&Hit::id>);
// [/keep]

// [archive]
constexpr auto old = deleted_on.is_not_null();
constexpr auto archive = insert_into<Archived>().columns<&Archived::id, &Archived::path>().from(
    from<Page>().where(old).select(id, path));
template <class Database> std::int64_t move_old_pages(Database& db) {
    return db.transaction([&](auto& tx) {
        tx.exec(archive);
        return tx.exec(delete_from<Page>().where(old));
    });
}
// [/archive]

// [lock]
// Nobody changed it since it was read: else stale_object, and nothing is written.
template <class Database> bool rewrite(Database& db, Note note, std::string to) {
    note.text = std::move(to);
    try {
        db.update(note);
        return true;
    } catch (const stale_object&) { return false; }
}
// [/lock]

int main() {
    using namespace std::chrono;
    sqlite::database db{":memory:"};
    db.create_tables<schema<Page, Note, Hit, Archived, PageChange>>();
    show("counter", db, count_hit("/"));
    db.all(count_hit("/help"));
    show("counter-again", db, count_hit("/"));
    db.insert_many<Hit>({{1, "/", 5}, {2, "/new", 1}, {3, "/", 2}, {4, "/", 1}, {5, "/new", 1}});
    show("merge", db, merge_hits);
    db.insert_many<PageChange>({{2, "/faq", 7}, {3, "/news", 4}});
    show("values", db, apply_changes);
    show_as_run("patch", db, patch(2, {.path = std::nullopt, .hits = 8}));
    show("renumber", db, renumber);
    show("swap", db, swap_places(1, 3));
    show("keep", db, keep_two);
    db.insert(Note{1, "first"});
    const Note seen = db.get<Note>(1);
    std::cout << "// [lock-rows]\n" << (rewrite(db, seen, "mine") ? "written" : "stale") << '\n';
    std::cout << (rewrite(db, seen, "yours") ? "written" : "stale") << "\n// [/lock-rows]\n";
    db.exec(mark_as_deleted(2, year(2026) / 1 / 31));
    show("soft", db, pages.select(id, path));
    std::cout << "// [archive-rows]\n" << move_old_pages(db) << " moved\n// [/archive-rows]\n";
}
