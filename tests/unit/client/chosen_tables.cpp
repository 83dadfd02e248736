// A model's table under a name that is chosen at run time.

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace chosen_tables_test {
struct Device {
    std::int64_t id{};
    std::string label{};
    bool operator==(const Device&) const = default;
};
struct Event {
    std::int64_t id{};
    std::int64_t device_id{};
    std::optional<std::int64_t> cause_id{};
    std::string what{};
    bool operator==(const Event&) const = default;
};
struct Count {
    std::string what{};
    std::int64_t number{};
    bool operator==(const Count&) const = default;
};
} // namespace chosen_tables_test
using chosen_tables_test::Count, chosen_tables_test::Device, chosen_tables_test::Event;

template <> inline constexpr auto refract::model<Event> =
    table(foreign_key<&Event::device_id>.references<&Device::id>(),
          foreign_key<&Event::cause_id>.references<&Event::id>(), index<&Event::device_id, &Event::what>);

TEMPLATE_TEST_CASE("each year has its own table of one struct", "[chosen_tables]", REFRACT_TEST_DATABASES) {
    using words = std::vector<std::string>;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::string odd = "event of \"2026\"; DROP TABLE device; --";
    auto first = db.template in_table<Event>("event_2025"), second = db.template in_table<Event>(odd);
    first.template create_tables<schema<Device, Event>>();
    second.template create_tables<schema<Device, Event>>();
    second.template create_tables<schema<Device, Event>>(); // is there
    const auto device = db.insert(Device{.label = "lamp"});
    const auto on = first.insert(Event{.device_id = device.id, .what = "on"});
    first.insert(Event{.device_id = device.id, .cause_id = on.id, .what = "off"});
    second.insert_many(std::vector<Event>{{0, device.id, {}, "broken"}, {0, device.id, {}, "mended"}});

    const auto all = from<Event>().order_by(col<&Event::id>).select(col<&Event::what>);
    CHECK(first.all(all) == words{"on", "off"});
    CHECK(second.all(all) == words{"broken", "mended"});
    CHECK(first.all(from<Event>()
                        .template join<Device>(col<&Device::id> == col<&Event::device_id>)
                        .where(col<&Event::what> == "off")
                        .select(col<&Device::label>, col<&Event::what>)) ==
          std::vector<std::tuple<std::string, std::string>>{{"lamp", "off"}});
    using cause = alias<Event, "cause">;
    CHECK(first.all(from<Event>()
                        .template join<cause>(col<&Event::id, cause> == col<&Event::cause_id>)
                        .select(col<&Event::what, cause>)) == words{"on"});
    CHECK(second.all(from<Device>()
                         .where(exists(from<Event>().where(col<&Event::device_id> == col<&Device::id> &&
                                                           col<&Event::what> == "broken")))
                         .select(col<&Device::label>)) == words{"lamp"});
    const auto counts = from<Event>().template select<Count>(col<&Event::what>, count()).group_by(col<&Event::what>);
    CHECK(first.all(with(counts).template from<Count>().order_by(col<&Count::what>)) ==
          std::vector<Count>{{"off", 1}, {"on", 1}});
    predicate<Event> wish;
    wish &= col<&Event::what> == std::string("mended");
    CHECK(second.all(from<Event>().where(wish).select(col<&Event::id>)).size() == 1);
    CHECK(first.count(from<Event>().where(wish)) == 0);

    CHECK(second.exec(update<Event>().set(col<&Event::what> = "gone").where(col<&Event::what> == "broken")) == 1);
    auto changed = *first.template find<Event>(on.id);
    changed.what = "dimmed";
    first.update(changed);
    first.upsert(Event{changed.id, device.id, {}, "bright"});
    CHECK(first.template get<Event>(on.id).what == "bright");
    CHECK(second.exec(delete_from<Event>().where(col<&Event::what> == "gone")) == 1);
    CHECK(second.erase(second.all(from<Event>()).at(0)));
    CHECK(second.count(from<Event>()) == 0);
    CHECK(fresh.rows("SELECT what FROM event_2025 ORDER BY id") == text_rows{"bright", "off"});
    CHECK_THROWS_AS(first.insert(Event{.device_id = device.id, .cause_id = 99, .what = "x"}),
                    foreign_key_violation); // the key leads to its own table

    db.transaction([&](auto& inside) {
        inside.template in_table<Event>("event_2025").insert(Event{.device_id = device.id, .what = "late"});
    });
    CHECK(first.count(from<Event>()) == 3);
}

TEMPLATE_TEST_CASE("several tables and a schema are chosen, and statements stay few", "[chosen_tables]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    auto both = db.template in_table<Event>("e1").template in_table<Device>("d1").template in_table<Event>("e2");
    both.template create_tables<schema<Device, Event>>();
    const auto device = both.insert(Device{.label = "lamp"});
    both.insert(Event{.device_id = device.id, .what = "on"});
    CHECK(both.one(from<Event>().template join<&Event::device_id>().select(col<&Device::label>)) == "lamp");
    CHECK(fresh.rows("SELECT what FROM e2") == text_rows{"on"});
    CHECK(fresh.rows("SELECT label FROM d1") == text_rows{"lamp"});
    for (int i = 0; i < 200; ++i) {
        auto one = db.template in_table<Device>("device_" + std::to_string(i));
        if (i % 50 == 0) one.template create_tables<schema<Device>>();
        if (i % 50 == 0)
            CHECK(one.insert(Device{.label = "a"}).id == 1);
        else
            CHECK_THROWS_AS(one.all(from<Device>()), error);
    }
    CHECK_THROWS_AS(db.template in_table<Event>("device").template in_table<Device>("event"), error);
    for (const std::string& name : {std::string(), std::string("a\0b", 3)})
        CHECK_THROWS_AS(db.template in_table<Device>(name), error);
    if constexpr (!TestType::is_sqlite) {
        CHECK_THROWS_AS(db.template in_table<Device>(std::string(64, 'a')), error);
        const std::string name = "far_" + unique_name();
        auto far = db.in_schema(name).template in_table<Device>("d2");
        far.template create_tables<schema<Device>>();
        CHECK(far.insert(Device{.label = "far"}).id == 1);
        CHECK(far.all(from<Device>().for_update().template of<Device>()).size() == 1);
        db.execute(unsafe_sql("DROP SCHEMA " + name + " CASCADE"));
    }
}
