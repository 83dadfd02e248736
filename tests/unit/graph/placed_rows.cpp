// A row is placed below one row by each key, whatever struct of the tree it is in.

#include <refract/graph/placed_rows.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>

using namespace refract;
using namespace refract::detail;

namespace placed {
struct Payment {
    std::int64_t id{};
    std::int64_t sender{}, receiver{};
};
struct Ledger {
    std::int64_t id{};
    std::int64_t sender{};
};
} // namespace placed

TEST_CASE("a row stands below one row by each key", "[graph]") {
    using payment_key = key_values<placed::Payment>;
    using ledger_key = key_values<placed::Ledger>;
    const column_list sender{.count = 1, .columns = {1}}, receiver{.count = 1, .columns = {2}},
        both{.count = 2, .columns = {1, 2}};
    constexpr table_ref payments = &table_of<placed::Payment>, ledgers = &table_of<placed::Ledger>;
    placed_rows rows;
    CHECK(rows.place(payments, sender, payment_key{{7}}, "ann"));
    CHECK(rows.place(payments, sender, payment_key{{7}}, "ann")); // its parent is in the tree twice
    CHECK_FALSE(rows.place(payments, sender, payment_key{{7}}, "bob"));
    CHECK(rows.place(payments, sender, payment_key{{8}}, "bob"));
    CHECK(rows.place(payments, receiver, payment_key{{7}}, "bob")); // another key
    CHECK(rows.place(payments, both, payment_key{{7}}, "bob"));
    CHECK(rows.place(ledgers, sender, ledger_key{{7}}, "bob")); // another table
    CHECK_FALSE(rows.place(payments, receiver, payment_key{{7}}, "ann"));
    CHECK(rows.is_placed(payments, sender, payment_key{{7}}));
    CHECK_FALSE(rows.is_placed(payments, receiver, payment_key{{8}}));
    CHECK_FALSE(rows.is_placed(ledgers, both, ledger_key{{7}}));
    rows.forget();
    CHECK(rows.place(payments, sender, payment_key{{7}}, "bob"));
}
