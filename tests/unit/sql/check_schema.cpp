#include <refract/codec/enumeration.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/numeric.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/operators.hpp>
#include <refract/sql/check_schema.hpp>

#include <optional>

namespace check_schema_test {
struct Item {
    std::int64_t id{};
    int weight{};
};
namespace upper {
struct ITEM {
    std::int64_t id{};
};
} // namespace upper
namespace main_item {
struct Item {
    std::int64_t id{};
};
} // namespace main_item
struct Sale {
    std::int64_t id{};
    std::int64_t item_id{};
};
struct Checked {
    std::int64_t id{};
    int weight{};
};
struct Twins {
    std::int64_t id{};
    int size{}, SIZE{};
};
struct Seat {
    std::optional<std::int64_t> id{};
};
struct Guarded {
    std::int64_t id{};
    refract::numeric amount{};
};
struct Doubled {
    std::int64_t id{};
    refract::numeric amount{}, twice{};
};
struct Weighed {
    std::int64_t id{};
    int weight{};
    refract::numeric copy{};
};
struct Dearest {
    std::int64_t id{};
    refract::numeric amount{};
};
struct Found {
    std::int64_t id{};
    refract::numeric amount{}, limit{}, copy{};
};
enum class Colour { red, green };
enum class Form { round, square };
enum class Taste { sweet, sour };
struct Painted {
    std::int64_t id{};
    Colour inside{}, outside{};
};
struct Formed {
    std::int64_t id{};
    Form form{};
};
struct Tasted {
    std::int64_t id{};
    Taste taste{};
};
struct Colouring {
    std::int64_t id{};
};
} // namespace check_schema_test
using namespace check_schema_test;

using refract::col;
template <> inline constexpr auto refract::enumeration<Colour> = refract::enumerators<Colour>().native("look");
template <> inline constexpr auto refract::enumeration<Form> = refract::enumerators<Form>().native("look");
template <> inline constexpr auto refract::enumeration<Taste> =
    refract::enumerators<Taste>().native("look").in_schema("senses");
template <> inline constexpr auto refract::model<Colouring> = refract::table(refract::named("look"));
template <> inline constexpr auto refract::model<Item> = refract::table(refract::index<&Item::weight>);
template <> inline constexpr auto refract::model<upper::ITEM> = refract::table(refract::named("ITEM"));
template <> inline constexpr auto refract::model<main_item::Item> = refract::table(refract::in_schema("MAIN"));
template <> inline constexpr auto refract::model<Sale> =
    refract::table(refract::in_schema("sales"), refract::foreign_key<&Sale::item_id>.references<&Item::id>());
template <> inline constexpr auto refract::model<Checked> = refract::table(
    refract::check("weight", col<&Checked::weight> > 0), refract::unique<&Checked::weight>.named("item_weight_idx"));
template <> inline constexpr auto refract::model<Guarded> =
    refract::table(refract::check("not_below_zero", col<&Guarded::amount> >= 0));
template <> inline constexpr auto refract::model<Doubled> =
    refract::table(refract::column<&Doubled::twice>.generated(col<&Doubled::amount> * 2));
template <> inline constexpr auto refract::model<Weighed> =
    refract::table(refract::column<&Weighed::copy>.generated(col<&Weighed::weight>));
template <> inline constexpr auto refract::model<Dearest> =
    refract::table(refract::index<&Dearest::id>.where(col<&Dearest::amount> > 1000));
template <> inline constexpr auto refract::model<Found> =
    refract::table(refract::check("differ", col<&Found::amount> != col<&Found::limit>),
                   refract::column<&Found::copy>.generated(col<&Found::amount>), refract::index<&Found::amount>);

using namespace refract;
using namespace refract::detail;
using sqlite = dialect::sqlite;
using postgres = dialect::postgres;

template <class Dialect, class... Model> inline constexpr rule_number broken =
    schema_violation_of<Dialect, schema<Model...>>.broken;

static_assert(broken<sqlite, Item> == rule::none && broken<sqlite> == rule::none);
static_assert(std::is_same_v<check_schema<sqlite, schema<Checked, Item, Item>>,
                             failed<rule::models_have_own_tables, Item, Item>>);
static_assert(
    std::is_same_v<check_schema<sqlite, schema<Item, Sale>>, failed<rule::foreign_key_stays_in_schema, Sale, Sale>>);

// SQLite folds ASCII letters; main is where its tables are.
static_assert(broken<sqlite, Item, upper::ITEM> == rule::models_have_own_tables);
static_assert(broken<postgres, Item, upper::ITEM> == rule::none);
static_assert(broken<sqlite, Item, main_item::Item> == rule::models_have_own_tables);
static_assert(broken<postgres, Item, main_item::Item> == rule::none);

static_assert(broken<sqlite, Item, Sale> == rule::foreign_key_stays_in_schema);
static_assert(broken<postgres, Item, Sale> == rule::none);
static_assert(broken<postgres, Checked> == rule::none);
static_assert(broken<postgres, Item, Checked> == rule::index_names_differ); // a constraint has an index on PostgreSQL
static_assert(broken<sqlite, Twins> == rule::column_names_differ && broken<postgres, Twins> == rule::none);
static_assert(broken<sqlite, Seat> == rule::key_is_never_null);
// What a table calculates and orders are numbers there, not texts.
static_assert(broken<sqlite, Guarded> == rule::type_serves && broken<postgres, Guarded> == rule::none);
static_assert(broken<sqlite, Doubled> == rule::type_serves && broken<postgres, Doubled> == rule::none);
static_assert(broken<sqlite, Weighed> == rule::type_serves && broken<postgres, Weighed> == rule::none);
static_assert(broken<sqlite, Dearest> == rule::type_serves && broken<postgres, Dearest> == rule::none);
static_assert(broken<sqlite, Found> == rule::none && broken<postgres, Found> == rule::none);

// An enum of a type of its own has its name alone, beside tables as well.
static_assert(broken<postgres, Painted> == rule::none && broken<postgres, Painted, Tasted> == rule::none);
static_assert(broken<postgres, Painted, Formed> == rule::enumeration_has_own_name);
static_assert(broken<postgres, Colouring, Painted> == rule::enumeration_has_own_name);
static_assert(broken<postgres, Painted, Colouring> == rule::enumeration_has_own_name);
static_assert(broken<postgres, Colouring, Tasted> == rule::none);
static_assert(broken<sqlite, Painted, Formed, Colouring> == rule::none); // texts there
