// The guide's models: a shed full of tools, its members, and who has borrowed what.
#pragma once

#include <refract/refract.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

// [models]
enum class Kind { hand, power, garden }; // stored by name

struct Tool {
    std::int64_t id{}; // `id` is the primary key, and made by the database
    std::string name;
    Kind kind = Kind::hand;
    refract::decimal<2> deposit{}; // money: exact, two digits
};
struct Member {
    std::int64_t id{};
    std::string name, email;
};
template <> inline constexpr auto refract::model<Member> = table(unique<&Member::email>);
// [/models]

// [loan]
struct Loan {
    std::int64_t id{};
    std::int64_t tool_id{}, member_id{};
    std::chrono::sys_seconds lent_at{};
    std::optional<std::chrono::sys_seconds> returned_at{}; // optional: may be NULL
};
template <> inline constexpr auto refract::model<Loan> = table(
    foreign_key<&Loan::tool_id>.references<&Tool::id>(),
    foreign_key<&Loan::member_id>.references<&Member::id>(),
    // A tool is lent once at a time: unique among the loans that have not ended.
    index<&Loan::tool_id>.unique().where(col<&Loan::returned_at>.is_null()).named("one_loan_per_tool"));
// [/loan]

// [schema]
using shed = refract::schema<Tool, Member, Loan>;
// [/schema]
