// Types of your own in a struct's fields: what is stored as what, and how to add one.
#include <refract/format.hpp>
#include <refract/sqlite.hpp>

#include <chrono>

// [codec]
struct Email {
    std::string text;
};

template <> struct refract::codec<Email> : refract::codec_through<std::string> { // stored as text
    static std::string_view encode(const Email& email) { return email.text; }
    static void decode(std::string_view stored, Email& out) {
        if (stored.find('@') == stored.npos) throw conversion_error("an e-mail address has an @");
        out.text = stored;
    }
};
// [/codec]
// [enums]
enum class Size { small, large };  // stored by name
enum class Level { low, high };    // stored by number
enum class Land { austria, peru }; // stored under names of your choice

template <> inline constexpr auto refract::enumeration<Level> =
    refract::enumerators<Level>().by_number();
template <> inline constexpr auto refract::enumeration<Land> =
    refract::enumerators<Land>({{Land::austria, "AT"}, {Land::peru, "PE"}});
// [/enums]

struct Order {
    refract::uuid id{};
    Email buyer;
    Size size{};
    Level level{};
    Land land{};
    refract::decimal<2> price{}; // exact
    std::chrono::year_month_day due{};
};

int main() {
    using namespace refract;
    using namespace std::chrono_literals;
    sqlite::database db{":memory:"};
    db.create_tables<schema<Order>>();
    const uuid id = *uuid::parse("0c5b2e1a-9f6d-4b7e-8a53-2f1d3c4b5a69");
    db.insert(Order{id, {"ann@example.org"}, {}, {}, Land::peru, 19.90_dec, 2026y / 2 / 28});

    // Queries take the C++ types.
    constexpr auto small = from<Order>().where(col<&Order::size> == Size::small);
    const Order order = db.one(small.where(col<&Order::due> < 2027y / 1 / 1));
    fmt::print("{} costs {}, size {}\n", order.id, order.price, order.size);

    auto stored =
        db.query<std::string>("SELECT buyer || ' ' || size || ' ' || level || ' ' || land "
                              "|| ' ' || price || ' ' || due FROM \"order\"");
    fmt::print("{}\n", stored.at(0));
}
