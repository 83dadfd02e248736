// Trees of models whose keys hold the tenant: the session says that column, and the rows of a tree the others.

#include <refract/graph/edit.hpp>
#include <refract/verify/round_trips.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace leased {

struct Account {
    std::int64_t org_id{};
    std::int64_t id{};
    std::string name;
};
struct Invoice {
    std::int64_t org_id{};
    std::int64_t id{};
    std::string text;
    std::optional<std::int64_t> account_id{};
};
struct Line {
    std::int64_t org_id{};
    std::int64_t invoice_id{};
    std::int64_t number{};
    std::int64_t amount{};
};
struct Label {
    std::int64_t org_id{};
    std::int64_t id{};
    std::string text;
};
struct AccountLabel {
    std::int64_t org_id{};
    std::int64_t account_id{};
    std::int64_t label_id{};
};
// Whose tenant is a small number without a sign.
struct Locker {
    std::int64_t id{};
    std::uint16_t org{};
};
// Of no tenant, but with a key that holds one.
struct Audit {
    std::int64_t id{};
    std::int64_t org{};
    std::int64_t account_id{};
};

} // namespace leased
using namespace leased;

template <> inline constexpr auto refract::model<Account> =
    refract::table(refract::tenant<&Account::org_id>, primary_key<&Account::org_id, &Account::id>,
                   refract::through<AccountLabel>, refract::named("leased_account"));
template <> inline constexpr auto refract::model<Invoice> =
    refract::table(refract::tenant<&Invoice::org_id>, primary_key<&Invoice::org_id, &Invoice::id>,
                   foreign_key<&Invoice::org_id, &Invoice::account_id>.references<&Account::org_id, &Account::id>(),
                   refract::named("leased_invoice"));
template <> inline constexpr auto refract::model<Line> = refract::table(
    refract::tenant<&Line::org_id>, primary_key<&Line::org_id, &Line::invoice_id, &Line::number>,
    foreign_key<&Line::org_id, &Line::invoice_id>.references<&Invoice::org_id, &Invoice::id>().on_delete(cascade),
    refract::named("leased_line"));
template <> inline constexpr auto refract::model<Label> =
    refract::table(refract::tenant<&Label::org_id>, primary_key<&Label::org_id, &Label::id>,
                   refract::unique<&Label::org_id, &Label::text>, refract::named("leased_label"));
template <> inline constexpr auto refract::model<AccountLabel> = refract::table(
    refract::tenant<&AccountLabel::org_id>,
    primary_key<&AccountLabel::org_id, &AccountLabel::account_id, &AccountLabel::label_id>,
    foreign_key<&AccountLabel::org_id, &AccountLabel::account_id>.references<&Account::org_id, &Account::id>(),
    foreign_key<&AccountLabel::org_id, &AccountLabel::label_id>.references<&Label::org_id, &Label::id>(),
    refract::named("leased_account_label"));
template <> inline constexpr auto refract::model<Locker> =
    refract::table(refract::tenant<&Locker::org>, refract::named("leased_locker"));
template <> inline constexpr auto refract::model<Audit> =
    refract::table(foreign_key<&Audit::org, &Audit::account_id>.references<&Account::org_id, &Account::id>(),
                   refract::named("leased_audit"));

namespace leased {
using all_of_them = schema<Account, Invoice, Line, Label, AccountLabel, Audit>;

struct LockerLine {
    using model = Locker;
    std::int64_t id{};
};

struct AuditLine {
    using model = Audit;
    std::int64_t id{};
};
struct AuditedAccount {
    using model = Account;
    std::int64_t id{};
    std::string name;
    std::vector<AuditLine> audits{};
};

// Without the tenant's column, and with it.
struct NewLine {
    using model = Line;
    std::int64_t number{};
    std::int64_t amount{};
};
struct NewInvoice {
    using model = Invoice;
    std::int64_t id{};
    std::string text;
    std::vector<NewLine> lines{};
};
struct NewAccount {
    using model = Account;
    std::int64_t id{};
    std::string name;
    std::vector<NewInvoice> invoices{};
    std::vector<Label> labels{};
};
struct LineRow {
    using model = Line;
    std::int64_t org_id{};
    std::int64_t invoice_id{};
    std::int64_t number{};
    std::int64_t amount{};
};
struct InvoiceTree {
    using model = Invoice;
    std::int64_t org_id{};
    std::int64_t id{};
    std::string text;
    std::vector<LineRow> lines{};
};
struct AccountTree {
    using model = Account;
    std::int64_t org_id{};
    std::int64_t id{};
    std::string name;
    std::vector<InvoiceTree> invoices{};
    std::vector<Label> labels{};
};
struct AccountRow {
    using model = Account;
    std::int64_t org_id{};
    std::int64_t id{};
    std::string name;
};
struct InvoiceOfAccount {
    using model = Invoice;
    std::int64_t org_id{};
    std::int64_t id{};
    std::string text;
    std::optional<AccountRow> account{};
};
template <class Fresh> text_rows stored(Fresh& fresh) {
    return fresh.rows("SELECT 'a', org_id, id, 0, name FROM leased_account UNION ALL "
                      "SELECT 'i', org_id, id, coalesce(account_id, 0), text FROM leased_invoice UNION ALL "
                      "SELECT 'l', org_id, invoice_id, number, cast(amount AS text) FROM leased_line UNION ALL "
                      "SELECT 'm', org_id, id, 0, text FROM leased_label UNION ALL "
                      "SELECT 'n', org_id, account_id, label_id, '' FROM leased_account_label ORDER BY 1, 2, 3, 4, 5");
}
} // namespace leased

TEMPLATE_TEST_CASE("trees whose keys hold the tenant are inserted", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<all_of_them>();
    auto first = db.tenant(1), second = db.tenant(2);
    const NewAccount whole{.id = 5,
                           .name = "Ann",
                           .invoices = {{.id = 8, .text = "x", .lines = {{1, 10}, {2, 20}}}, {.id = 9, .text = "y"}},
                           .labels = {{.org_id = 77, .id = 3, .text = "new"}}};
    const NewAccount made = first.insert(whole);
    CHECK(made.labels.at(0).org_id == 1); // whatever the object said
    second.insert_many(std::vector<NewAccount>{whole, {.id = 6, .name = "Bob"}});
    const text_rows expected{"a|1|5|0|Ann", "a|2|5|0|Ann", "a|2|6|0|Bob", "i|1|8|5|x",  "i|1|9|5|y",
                             "i|2|8|5|x",   "i|2|9|5|y",   "l|1|8|1|10",  "l|1|8|2|20", "l|2|8|1|10",
                             "l|2|8|2|20",  "m|1|3|0|new", "m|2|3|0|new", "n|1|5|3|",   "n|2|5|3|"};
    CHECK(stored(fresh) == expected);
    // The row that is needed comes first.
    const InvoiceOfAccount needing =
        first.insert(InvoiceOfAccount{.org_id = 0, .id = 30, .text = "z", .account = AccountRow{0, 7, "Cid"}});
    CHECK(needing.org_id == 1);
    CHECK(needing.account.value().org_id == 1);
    CHECK(fresh.rows("SELECT org_id, account_id FROM leased_invoice WHERE id = 30") == text_rows{"1|7"});
    first.insert(AuditedAccount{.id = 40, .name = "Dan", .audits = {{1}, {2}}});
    CHECK(fresh.rows("SELECT id, org, account_id FROM leased_audit ORDER BY 1") == text_rows{"1|1|40", "2|1|40"});
    const auto read = second.all(from<Account>().template select<NewAccount>().order_by(col<&Account::id>));
    REQUIRE(read.size() == 2);
    CHECK(read[0].invoices.size() == 2);
    CHECK(read[0].invoices[0].lines.size() == 2);
    CHECK(read[0].labels.size() == 1);
}

TEMPLATE_TEST_CASE("trees whose keys hold the tenant are saved", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<all_of_them>();
    auto first = db.tenant(1), second = db.tenant(2);
    const AccountTree begun{.org_id = 0,
                            .id = 5,
                            .name = "Ann",
                            .invoices = {{.org_id = 0, .id = 8, .text = "x", .lines = {{0, 0, 1, 10}, {0, 0, 2, 20}}},
                                         {.org_id = 0, .id = 9, .text = "y"}},
                            .labels = {{0, 3, "new"}, {0, 4, "old"}}};
    AccountTree tree = first.save(begun);
    second.save(begun);
    CHECK(tree.org_id == 1);
    CHECK(tree.invoices.at(0).lines.at(1).org_id == 1);
    CHECK(tree.invoices.at(0).lines.at(1).invoice_id == 8);
    const text_rows others{"a|2|5|0|Ann", "i|2|8|5|x",   "i|2|9|5|y", "l|2|8|1|10", "l|2|8|2|20",
                           "m|2|3|0|new", "m|2|4|0|old", "n|2|5|3|",  "n|2|5|4|"};
    const auto of = [&](std::string_view tenant) {
        text_rows found;
        for (const auto& each : stored(fresh))
            if (each.substr(2, 1) == tenant) found.push_back(each);
        return found;
    };
    CHECK(of("2") == others);
    // One child goes, one comes, one changes, one is detached, a link goes and another one comes.
    tree.invoices.erase(tree.invoices.begin() + 1);
    tree.invoices[0].lines.erase(tree.invoices[0].lines.begin());
    tree.invoices[0].lines[0].amount = 21;
    tree.invoices[0].lines.push_back({0, 0, 3, 30});
    tree.labels.erase(tree.labels.begin());
    tree.labels.push_back({0, 6, "newest"});
    tree.name = "Anne";
    first.save(tree);
    CHECK(of("1") == text_rows{"a|1|5|0|Anne", "i|1|8|5|x", "i|1|9|0|y", "l|1|8|2|21", "l|1|8|3|30", "m|1|3|0|new",
                               "m|1|4|0|old", "m|1|6|0|newest", "n|1|5|4|", "n|1|5|6|"});
    CHECK(of("2") == others);
    // A row comes below another one, and one takes another row that it needs.
    InvoiceOfAccount needing =
        first.one(from<Invoice>().template select<InvoiceOfAccount>().where(col<&Invoice::id> == 9));
    CHECK(!needing.account);
    needing.account = AccountRow{0, 6, "Bea"};
    first.save(needing);
    AccountTree bea = first.template find<AccountTree>(1, 6).value();
    CHECK(bea.invoices.size() == 1);
    bea.invoices.push_back(first.template find<InvoiceTree>(1, 8).value());
    first.save(bea);
    CHECK(fresh.rows("SELECT org_id, id, account_id FROM leased_invoice ORDER BY 1, 2") ==
          text_rows{"1|8|6", "1|9|6", "2|8|5", "2|9|5"});
    CHECK(of("2") == others);
    CHECK(!first.template find<AccountTree>(2, 5)); // of another tenant
    CHECK(!first.template erase<AccountTree>(2, 5));
    CHECK(first.template erase<InvoiceTree>(1, 8));
    needing.account.reset();
    first.save(needing);
    CHECK(first.erase(first.template find<AccountTree>(1, 6).value()));
    CHECK(of("1") == text_rows{"a|1|5|0|Anne", "i|1|9|0|y", "m|1|3|0|new", "m|1|4|0|old", "m|1|6|0|newest", "n|1|5|4|",
                               "n|1|5|6|"});
    CHECK(of("2") == others);
}

TEMPLATE_TEST_CASE("rows of trees whose keys hold the tenant are written by verbs", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<all_of_them>();
    auto first = db.tenant(1), second = db.tenant(2);
    for (auto* const each : {&first, &second}) {
        each->insert(Account{0, 5, "Ann"});
        each->insert(Invoice{0, 8, "x", std::nullopt});
        each->insert(Label{0, 3, "new"});
        each->insert(Label{0, 4, "old"});
    }
    first.template update<AccountTree>(
        key(1, 5), col<&Account::name> = "Anne", at<&AccountTree::invoices>.connect(key(1, 8)),
        at<&AccountTree::invoices>.create({.org_id = 0, .id = 9, .text = "y", .lines = {{0, 0, 1, 10}}}),
        at<&AccountTree::labels>.connect(key(1, 3), key(1, 4)));
    const auto rows = [&](const char* table) {
        return fresh.rows("SELECT * FROM leased_" + std::string(table) + " WHERE org_id = 1 ORDER BY 1, 2, 3");
    };
    CHECK(rows("account") == text_rows{"1|5|Anne"});
    CHECK(rows("invoice") == text_rows{"1|8|x|5", "1|9|y|5"});
    CHECK(rows("line") == text_rows{"1|9|1|10"});
    CHECK(rows("account_label") == text_rows{"1|5|3", "1|5|4"});
    first.template update<AccountTree>(
        key(1, 5), at<&AccountTree::invoices>.disconnect(key(1, 9)), at<&AccountTree::labels>.set(key(1, 4)),
        at<&AccountTree::labels>.connect_or_create(Label{0, 4, "other"}),
        at<&AccountTree::labels>.connect_or_create(Label{0, 6, "newest"}),
        at<&AccountTree::labels>.template connect_or_create<&Label::org_id, &Label::text>(
            std::vector<Label>{{0, 7, "new"}}),
        at<&AccountTree::labels>.template connect_or_create<&Label::text>(Label{0, 7, "new"}, Label{0, 8, "eighth"}),
        at<&AccountTree::invoices>.update(key(1, 8), col<&Invoice::text> = "changed",
                                          at<&InvoiceTree::lines>.create({0, 0, 4, 40})),
        at<&AccountTree::invoices>.upsert(key(1, 11), {.org_id = 0, .id = 0, .text = "eleven"}),
        at<&AccountTree::invoices>.upsert(key(1, 8),
                                          {.org_id = 0, .id = 0, .text = "upserted", .lines = {{0, 0, 5, 50}}}));
    CHECK(rows("invoice") == text_rows{"1|8|upserted|5", "1|9|y|NULL", "1|11|eleven|5"});
    CHECK(rows("line") == text_rows{"1|8|5|50", "1|9|1|10"});
    CHECK(rows("label") == text_rows{"1|3|new", "1|4|old", "1|6|newest", "1|8|eighth"});
    CHECK(rows("account_label") == text_rows{"1|5|3", "1|5|4", "1|5|6", "1|5|8"});
    first.template update<InvoiceOfAccount>(key(1, 9), at<&InvoiceOfAccount::account>.connect(key(1, 5)));
    first.template update<InvoiceOfAccount>(key(1, 11), at<&InvoiceOfAccount::account>.disconnect());
    first.template update<AccountTree>(key(1, 5), at<&AccountTree::labels>.remove(key(1, 6)),
                                       at<&AccountTree::invoices>.remove(key(1, 8)),
                                       at<&AccountTree::labels>.disconnect(key(1, 3)));
    CHECK(rows("invoice") == text_rows{"1|9|y|5", "1|11|eleven|NULL"});
    CHECK(rows("label") == text_rows{"1|3|new", "1|4|old", "1|8|eighth"});
    CHECK(rows("account_label") == text_rows{"1|5|4", "1|5|8"});
    first.template update<AccountTree>(
        key(1, 5), at<&AccountTree::labels>.template upsert<&Label::org_id, &Label::text>(key(1, "old"), Label{}),
        at<&AccountTree::labels>.template upsert<&Label::text>("ninth", Label{0, 9, ""}));
    CHECK(rows("label") == text_rows{"1|3|new", "1|4|old", "1|8|eighth", "1|9|ninth"});
    CHECK(rows("account_label") == text_rows{"1|5|4", "1|5|8", "1|5|9"});
    // Another tenant's rows are not there.
    CHECK_THROWS_AS((first.template update<AccountTree>(key(1, 5), at<&AccountTree::labels>.connect(key(2, 4)))),
                    not_found);
    CHECK_THROWS_AS(
        (first.template update<AccountTree>(
            key(1, 5), at<&AccountTree::invoices>.upsert(key(2, 12), {.org_id = 0, .id = 0, .text = "mine"}))),
        not_found);
    CHECK_THROWS_AS((first.template update<AccountTree>(key(2, 5), col<&Account::name> = "mine")), not_found);
    CHECK(fresh.rows("SELECT * FROM leased_account WHERE org_id = 2") == text_rows{"2|5|Ann"});
    CHECK(fresh.rows("SELECT * FROM leased_account_label WHERE org_id = 2").empty());
}

TEMPLATE_TEST_CASE("a tenant fits the field that says it", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Locker>>();
    const auto write_all = [&](std::int64_t tenant) {
        auto of = db.tenant(tenant);
        const auto attempt = [](auto write) {
            try {
                write();
                return 1;
            } catch (const conversion_error&) { return 0; }
        };
        return attempt([&] { of.insert(Locker{}); }) + attempt([&] { of.insert(LockerLine{}); }) +
               attempt([&] { of.insert_many(std::vector<LockerLine>(2)); }) + attempt([&] { of.save(LockerLine{}); }) +
               attempt([&] { of.exec(insert_into<Locker>().set(col<&Locker::id> = 100 + tenant)); });
    };
    CHECK(write_all(65'535) == 5);
    CHECK(write_all(65'536) == 0);
    CHECK(write_all(-1) == 0);
    CHECK(write_all(0) == 5);
    CHECK(fresh.rows("SELECT org, count(*) FROM leased_locker GROUP BY org ORDER BY 1") == text_rows{"0|6", "65535|6"});
    CHECK_THROWS_AS(db.tenant(std::uint64_t{1} << 63), conversion_error);
    CHECK(db.tenant((std::uint64_t{1} << 63) - 1).count(from<Locker>()) == 0);
}
