// Large results, one row at a time: memory for one row, and none at all for its text.
#include <refract/sqlite.hpp>

#include <iostream>
#include <ranges>

using namespace refract;

struct Sample {
    std::int64_t id{};
    std::string device;
    double celsius{};
};

// [views]
struct SampleView { // std::string_view: looks into the driver's buffer, and lives until the next
                    // row
    std::string_view device;
    double celsius{};
};
// [/views]

int main() {
    sqlite::database source{":memory:"}, archive{":memory:"};
    source.create_tables<schema<Sample>>();
    archive.create_tables<schema<Sample>>();

    // [insert_many]
    // Any range of objects, also one that makes them as it goes: nothing holds all of them.
    auto made =
        std::views::iota(0, 100'000) | std::views::transform([](int i) {
            return Sample{.device = i % 3 == 0 ? "roof" : "cellar", .celsius = i % 40 * 1.0};
        });
    std::int64_t inserted = source.insert_many(made);
    // [/insert_many]
    std::cout << inserted << " rows\n";

    // [each]
    double sum = 0;
    for (const SampleView& row :
         source.each(from<Sample>().select<SampleView>().where(col<&Sample::device> == "roof")))
        sum += row.celsius;
    // [/each]
    std::cout << "sum " << sum << '\n';

    // [copy]
    // From one database to another.
    auto warm = source.each(from<Sample>().where(col<&Sample::celsius> > 38));
    std::cout << archive.insert_many(warm) << " archived\n";
    // [/copy]

    // Leaving early ends the statement; a stream may stand inside another one of the same
    // connection.
    for (const Sample& outer : source.each(from<Sample>().where(col<&Sample::id> < 3)))
        for (const Sample& inner : source.each(from<Sample>().where(col<&Sample::id> > outer.id))) {
            std::cout << outer.id << " is followed by " << inner.id << '\n';
            break;
        }
}
