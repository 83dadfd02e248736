// A table for each kind of rows beside the one that all have: its key is the foreign key to that.

#include <support/databases.hpp>

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace joined_test {

// [models]
enum class Means { card, cash, voucher };
struct Payment { // what every payment has
    std::int64_t id{};
    std::optional<std::int64_t> invoice_id;
    Means means{};
    std::int32_t amount{};
};
struct CardDetails { // what those by card have
    std::int64_t payment_id{};
    std::string number;
};
struct CashDetails {
    std::int64_t payment_id{};
    std::int32_t given{};
    std::optional<std::string> drawer;
};

struct Card {
    using model = Payment;
    std::int64_t id{};
    std::int32_t amount{};
    CardDetails details; // always there: a kind has its row
};
struct Cash {
    using model = Payment;
    std::int64_t id{};
    std::int32_t amount{};
    CashDetails details;
};
struct Voucher { // needs no table of its own
    using model = Payment;
    std::int64_t id{};
    std::int32_t amount{};
};
// [/models]
using AnyPayment = std::variant<Card, Cash, Voucher>;

struct Invoice {
    std::int64_t id{};
    std::string customer;
};
struct Paid {
    using model = Invoice;
    std::int64_t id{};
    std::string customer;
    std::vector<AnyPayment> payments;
};
struct PaidByCard {
    using model = Invoice;
    std::int64_t id{};
    std::string customer;
    std::map<std::int64_t, Card> payments;
};

// The same without kinds: a row that may be there, whose key is the other row's.
struct Looked {
    using model = Payment;
    std::int64_t id{};
    std::int32_t amount{};
    std::optional<CardDetails> card;
};

} // namespace joined_test
using namespace joined_test;

template <> inline constexpr auto refract::model<Invoice> = refract::table(refract::named("joined_invoice"));
template <> inline constexpr auto refract::model<Payment> = refract::table(
    refract::named("joined_payment"), refract::foreign_key<&Payment::invoice_id>.references<&Invoice::id>(),
    refract::kinds<&Payment::means, Card, Cash, Voucher>);
template <> inline constexpr auto refract::model<CardDetails> = refract::table(
    refract::named("joined_card"), refract::primary_key<&CardDetails::payment_id>.given(),
    refract::foreign_key<&CardDetails::payment_id>.references<&Payment::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<CashDetails> = refract::table(
    refract::named("joined_cash"), refract::primary_key<&CashDetails::payment_id>.given(),
    refract::foreign_key<&CashDetails::payment_id>.references<&Payment::id>().on_delete(refract::cascade));

namespace joined_test {

using Schema = schema<Invoice, Payment, CardDetails, CashDetails>;
std::string told(const Card& card) { return std::to_string(card.amount) + " " + card.details.number + "; "; }
std::string told(const Cash& cash) {
    return std::to_string(cash.amount) + " of " + std::to_string(cash.details.given) +
           cash.details.drawer.value_or("") + "; ";
}
std::string told(const Voucher& voucher) { return std::to_string(voucher.amount) + "; "; }
template <class Rows> std::string all_told(const Rows& rows) {
    std::string all;
    for (const AnyPayment& each : rows) all += std::visit([](const auto& kind) { return told(kind); }, each);
    return all;
}
constexpr auto stored_payments = "SELECT id, means, amount FROM joined_payment ORDER BY id";
constexpr auto stored_cards = "SELECT payment_id, number FROM joined_card ORDER BY payment_id";
constexpr auto stored_cash = "SELECT payment_id, given, drawer FROM joined_cash ORDER BY payment_id";

} // namespace joined_test

TEMPLATE_TEST_CASE("a kind has a table of its own beside that of all", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();

    // The row of all comes first, whose key the other one takes.
    const Card card = db.insert(Card{0, 500, {0, "4711"}});
    CHECK((card.id == 1 && card.details.payment_id == 1));
    const AnyPayment cash = db.insert(AnyPayment(Cash{0, 90, {0, 100, std::nullopt}}));
    CHECK(std::get<Cash>(cash).details.payment_id == 2);
    CHECK(db.insert_many(std::vector<AnyPayment>{Voucher{0, 7}, Card{0, 8, {0, "0815"}}}) == 2);
    db.insert(Paid{0, "ann", {Cash{0, 1, {0, 2, "left"}}, Card{0, 3, {0, "9"}}}});
    CHECK(fresh.rows("SELECT means, amount FROM joined_payment ORDER BY amount") ==
          text_rows{"cash|1", "card|3", "voucher|7", "card|8", "cash|90", "card|500"});
    CHECK(fresh.rows("SELECT number, amount FROM joined_card JOIN joined_payment ON id = payment_id ORDER BY amount") ==
          text_rows{"9|3", "0815|8", "4711|500"});

    // All of them, whatever they are; a statement for the rows, and one for each table of a kind.
    const auto payments = from<Payment>().template select<AnyPayment>().order_by(col<&Payment::amount>);
    CHECK(all_told(db.all(payments.where(col<&Payment::invoice_id>.is_null()))) == "7; 8 0815; 90 of 100; 500 4711; ");
    const Paid paid =
        db.one(from<Invoice>().template select<Paid>(nested<&Paid::payments>().order_by(col<&Payment::amount>)));
    REQUIRE(paid.payments.size() == 2);
    CHECK(std::get<Cash>(paid.payments[0]).details.drawer == "left");
    CHECK(std::get<Card>(paid.payments[1]).details.number == "9");
    const auto by_card = db.one(from<Invoice>().template select<PaidByCard>());
    REQUIRE(by_card.payments.size() == 1);
    CHECK(by_card.payments.begin()->second.details.number == "9");
    CHECK(db.all(from<Payment>().template select<Card>()).size() == 3);

    // A condition of the other table.
    const auto by_number = db.all(from<Payment>().template select<Card>().where(
        some<&CardDetails::payment_id>(col<&CardDetails::number> == std::string("0815"))));
    REQUIRE(by_number.size() == 1);
    CHECK(by_number[0].amount == 8);
    std::size_t with_card = 0;
    for (const Looked& each : db.all(from<Payment>().template select<Looked>())) with_card += each.card.has_value();
    CHECK(with_card == 3);
}

TEMPLATE_TEST_CASE("a kind with a table of its own is saved and deleted", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();

    AnyPayment any = db.save(AnyPayment(Card{0, 5, {0, "1"}}));
    auto& card = std::get<Card>(any);
    CHECK(card.details.payment_id == card.id);
    card.amount = 6;
    card.details.number = "2";
    any = db.save(any);
    Cash cash = db.save(Cash{0, 10, {0, 20, "left"}});
    cash.details.drawer.reset();
    cash = db.save(cash);
    CHECK(fresh.rows(stored_payments) == text_rows{"1|card|6", "2|cash|10"});
    CHECK(fresh.rows(stored_cards) == text_rows{"1|2"});
    CHECK(fresh.rows(stored_cash) == text_rows{"2|20|NULL"});
    CHECK_THROWS_AS(db.save(Card{2, 10, {2, "3"}}), not_found); // it is cash
    CHECK(fresh.rows(stored_cards) == text_rows{"1|2"});

    PaidByCard paid = db.save(PaidByCard{0, "ann", {{0, {0, 30, {0, "30"}}}}});
    paid.payments.at(3).details.number = "31";
    paid = db.save(paid);
    CHECK(fresh.rows(stored_cards) == text_rows{"1|2", "3|31"});

    // Two that leave the key of the other table to the database, or say another one's: it is that of the row above.
    paid.payments[0].details = {0, "40"};
    paid.payments[100] = Card{0, 0, {1, "50"}};
    paid = db.save(paid);
    CHECK(fresh.rows("SELECT number FROM joined_card ORDER BY number") == text_rows{"2", "31", "40", "50"});
    CHECK(fresh.rows("SELECT count(*) FROM joined_payment WHERE invoice_id IS NOT NULL") == text_rows{"3"});
    fresh.rows("DELETE FROM joined_payment WHERE id > 3");

    // The row of all is deleted, and the other one goes with it.
    CHECK(db.template erase<Payment>(3));
    CHECK(fresh.rows(stored_cards) == text_rows{"1|2"});
    CHECK(db.exec(delete_from<Payment>().where(col<&Payment::means> == Means::card)) == 1);
    CHECK(fresh.rows(stored_cards).empty());
    CHECK(fresh.rows(stored_payments) == text_rows{"2|cash|10"});

    // A row that its kind lacks.
    fresh.rows("DELETE FROM joined_cash");
    CHECK_THROWS_AS(db.all(from<Payment>().template select<AnyPayment>()), not_found);
    CHECK_THROWS_AS(db.all(from<Payment>().template select<Cash>()), not_found);
    CHECK(db.all(from<Payment>().template select<Looked>()).size() == 1);
}
