#pragma once

// The tables of most scenarios: a small shop with what makes queries hard: keys of two columns, a table that refers to
// itself, NULLs in every place, texts with quotes, decimals, dates, a boolean and an enum.

#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace shop {

using money = refract::decimal<2>;
using date = std::chrono::year_month_day;
using std::chrono::sys_seconds;
using text = std::optional<std::string>;
enum class Status { open, sent, cancelled };

struct Customer {
    std::string code{};
    std::string company{};
    text city{};
    text region{};
    std::string country{};
};
struct Employee {
    std::int64_t id{};
    std::string first{};
    std::string last{};
    std::string title{};
    std::optional<std::int64_t> boss_id{};
    date hired{};
};
struct Category {
    std::int64_t id{};
    std::string name{};
};
struct Product {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> category_id{};
    money price{};
    std::int32_t stock{};
    bool discontinued{};
};
struct Order {
    std::int64_t id{};
    text customer_code{};
    std::optional<std::int64_t> employee_id{};
    sys_seconds placed{};
    std::optional<sys_seconds> shipped{};
    money freight{};
    Status status{};
};
struct Line {
    std::int64_t order_id{};
    std::int64_t product_id{};
    money price{};
    std::int32_t quantity{};
    double discount{};
};

} // namespace shop

template <> inline constexpr auto refract::model<shop::Customer> =
    refract::table(refract::primary_key<&shop::Customer::code>);
template <> inline constexpr auto refract::model<shop::Employee> =
    refract::table(refract::foreign_key<&shop::Employee::boss_id>.references<&shop::Employee::id>());
template <> inline constexpr auto refract::model<shop::Product> =
    refract::table(refract::foreign_key<&shop::Product::category_id>.references<&shop::Category::id>());
template <> inline constexpr auto refract::model<shop::Order> = refract::table(
    refract::named("orders"), refract::foreign_key<&shop::Order::customer_code>.references<&shop::Customer::code>(),
    refract::foreign_key<&shop::Order::employee_id>.references<&shop::Employee::id>());
template <> inline constexpr auto refract::model<shop::Line> =
    refract::table(refract::primary_key<&shop::Line::order_id, &shop::Line::product_id>,
                   refract::foreign_key<&shop::Line::order_id>.references<&shop::Order::id>(),
                   refract::foreign_key<&shop::Line::product_id>.references<&shop::Product::id>());

namespace shop {

// Columns, by the names that the scenarios call them.
inline constexpr auto code = refract::col<&Customer::code>;
inline constexpr auto company = refract::col<&Customer::company>;
inline constexpr auto city = refract::col<&Customer::city>;
inline constexpr auto region = refract::col<&Customer::region>;
inline constexpr auto country = refract::col<&Customer::country>;
inline constexpr auto employee_id = refract::col<&Employee::id>;
inline constexpr auto first_name = refract::col<&Employee::first>;
inline constexpr auto last_name = refract::col<&Employee::last>;
inline constexpr auto title = refract::col<&Employee::title>;
inline constexpr auto boss_id = refract::col<&Employee::boss_id>;
inline constexpr auto hired = refract::col<&Employee::hired>;
inline constexpr auto category_id = refract::col<&Category::id>;
inline constexpr auto category_name = refract::col<&Category::name>;
inline constexpr auto product_id = refract::col<&Product::id>;
inline constexpr auto product_name = refract::col<&Product::name>;
inline constexpr auto product_category = refract::col<&Product::category_id>;
inline constexpr auto price = refract::col<&Product::price>;
inline constexpr auto stock = refract::col<&Product::stock>;
inline constexpr auto discontinued = refract::col<&Product::discontinued>;
inline constexpr auto order_id = refract::col<&Order::id>;
inline constexpr auto order_customer = refract::col<&Order::customer_code>;
inline constexpr auto order_employee = refract::col<&Order::employee_id>;
inline constexpr auto placed = refract::col<&Order::placed>;
inline constexpr auto shipped = refract::col<&Order::shipped>;
inline constexpr auto freight = refract::col<&Order::freight>;
inline constexpr auto status = refract::col<&Order::status>;
inline constexpr auto line_order = refract::col<&Line::order_id>;
inline constexpr auto line_product = refract::col<&Line::product_id>;
inline constexpr auto line_price = refract::col<&Line::price>;
inline constexpr auto quantity = refract::col<&Line::quantity>;
inline constexpr auto discount = refract::col<&Line::discount>;

using all_tables = refract::schema<Customer, Employee, Category, Product, Order, Line>;

constexpr date on(int year, unsigned month, unsigned day) {
    return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}
constexpr sys_seconds day_of(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
    return std::chrono::sys_days(on(year, month, day)) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}
constexpr money cents(std::int64_t count) { return money::from_coefficient(count); }

/// Makes the tables and their rows.
void fill(refract::sqlite::database& db);
#ifdef REFRACT_TEST_POSTGRES
void fill(refract::postgres::database& db);
#endif

} // namespace shop
