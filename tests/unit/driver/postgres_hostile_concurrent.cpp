// A server that does not keep to the protocol, in a thousand ways: whatever it sends, the program gets right
// rows or an error, soon.
//
// REFRACT_SOAK_SEEDS=N runs the seeds up to N, REFRACT_SOAK_FIRST=N begins with that one.

#include <support/catch.hpp>
#include <support/fake_postgres.hpp>

#include <refract/postgres.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace hostile {

struct Thing {
    std::int64_t id{};
    refract::uuid key{};
    std::string name{};
    refract::decimal<2> price{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
    bool flag{};
    double ratio{};
    std::int16_t few{};
    std::int32_t some{};
    refract::json extra{};
    std::optional<std::string> note{};
    std::chrono::microseconds took{};

    bool operator==(const Thing&) const = default;
};

} // namespace hostile

namespace {

using hostile::Thing;
using random_source = std::mt19937;

constexpr std::size_t row_count = 5;

Thing thing(std::size_t number) {
    const auto n = static_cast<std::int64_t>(number);
    Thing made{.id = 1000 + n, .name = "name " + std::to_string(n), .flag = n % 2 == 0, .ratio = 0.25 * double(n + 1)};
    made.key.bytes.fill(static_cast<std::uint8_t>(n + 1));
    made.price = refract::decimal<2>::from_coefficient(12'345 + n);
    made.at += std::chrono::microseconds(1'700'000'000'000'000 + n);
    made.few = static_cast<std::int16_t>(300 + n);
    made.some = static_cast<std::int32_t>(70'000 + n);
    made.extra = refract::json{R"({"n": )" + std::to_string(n) + "}"};
    if (n % 2) made.note = "note";
    made.took = std::chrono::microseconds(5'000'000 + n);
    return made;
}

template <class Wire> std::string sent_bytes(detail::postgres_oid type, const Wire& value) {
    std::string bytes(detail::postgres_fixed_size, '\0');
    bytes.resize(detail::postgres_encode(bytes.data(), type, value));
    return bytes;
}
std::vector<fake_cell> cells_of(const Thing& from) {
    namespace oid = detail::oid;
    return {sent_bytes(oid::int8, from.id),
            std::string(from.key.bytes.begin(), from.key.bytes.end()),
            from.name,
            sent_bytes(oid::numeric, wire::decimal{from.price.coefficient, 2}),
            sent_bytes(oid::timestamptz, wire::timestamp{from.at.time_since_epoch().count()}),
            sent_bytes(oid::boolean, from.flag),
            sent_bytes(oid::float8, from.ratio),
            sent_bytes(oid::int2, from.few),
            sent_bytes(oid::int4, from.some),
            "\1" + from.extra.text,
            from.note ? fake_cell(*from.note) : std::nullopt,
            sent_bytes(oid::interval, wire::interval{from.took.count()})};
}
std::vector<fake_column> all_columns() {
    namespace oid = detail::oid;
    std::vector<fake_column> columns;
    for (const std::uint32_t type : {oid::int8, oid::uuid, oid::text, oid::numeric, oid::timestamptz, oid::boolean,
                                     oid::float8, oid::int2, oid::int4, oid::jsonb, oid::text, oid::interval})
        columns.push_back({type});
    const char* names[] = {"id", "key", "name", "price", "at", "flag", "ratio", "few", "some", "extra", "note", "took"};
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].name = names[i];
    return columns;
}

/// What is done to the answers of one connection.
class mischief {
public:
    explicit mischief(unsigned seed) : random_(seed), kind_(seed % kinds) {
        how_.columns = all_columns();
        for (std::size_t i = 0; i < row_count; ++i) how_.rows.push_back(cells_of(thing(i)));
        how_.tag = "SELECT " + std::to_string(row_count);
        stage_ = 2 + pick(6); // behind the startup and the question who answers
        if (one_in(6)) stage_ = pick(2);
        choose();
        if (kind_ != 0) how_.last_good = stage_;
    }

    fake_behaviour how() const { return how_; }
    /// Whether the server keeps to the protocol.
    bool is_harmless() const { return kind_ <= 1; }
    /// Whether values that are not right could pass for right ones: bytes were changed at random.
    bool may_change_values() const { return kind_ == 8 || kind_ >= kinds - 2; }

    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    bool one_in(int many) { return pick(many) == 0; }

private:
    static constexpr unsigned kinds = 24;
    using cells = std::vector<fake_cell>;

    template <class List> auto& any(List& list) {
        return list[static_cast<std::size_t>(pick(static_cast<int>(std::size(list))))];
    }

    void choose() {
        switch (kind_) {
        case 0: return;                                  // all is well
        case 1: how_.piece = 1 + random_() % 40; return; // all is well, in small pieces
        case 2: return columns([this](auto& all) { all.resize(static_cast<std::size_t>(pick(11))); });
        case 3: return columns([this](auto& all) { all.resize(12 + static_cast<std::size_t>(1 + pick(40)), {25}); });
        case 4: return columns([this](auto& all) { any(all).type = any_type(); });
        case 5:
            return columns([this](auto& all) {
                for (auto& each : all) each.format = 0;
                if (one_in(2)) any(all).format = static_cast<std::int16_t>(pick(3));
            });
        case 6: return rows([this](cells& row) { change_length(row); });
        case 7: return rows([this](cells& row) { row[static_cast<std::size_t>(pick(10))].reset(); });
        case 8: return rows([this](cells& row) { row[3] = any_number(); });
        case 9: return rows([this](cells& row) { row.resize(static_cast<std::size_t>(pick(30)), "x"); });
        case 10: return at_stage([this](fake_answer& all) { any(all).length = any_length(); });
        case 11: return at_stage([this](fake_answer& all) { insert(all, any_message(all)); });
        case 12: return at_stage([this](fake_answer& all) { any(all) = any_message(all); });
        case 13:
            return at_stage([this](fake_answer& all) { all.erase(all.begin() + pick(static_cast<int>(all.size()))); });
        case 14: return at_stage([this](fake_answer& all) { insert(all, any(all)); });
        case 15: return at_stage([this](fake_answer& all) { std::shuffle(all.begin(), all.end(), random_); });
        case 16: return at_stage([this](fake_answer& all) { tag(all, any_tag()); });
        case 17: return always_fails();
        case 18: return at_stage([this](fake_answer& all) { field_length(all); });
        case 19: return at_stage([this](fake_answer& all) { unterminated(all); });
        case 20: return cut(false);
        case 21: return cut(true);
        case 22: return flip();
        default: return garbage();
        }
    }

    void change_length(cells& row) {
        constexpr std::size_t fixed[] = {0, 1, 4, 5, 6, 7, 8, 11};
        fake_cell& chosen = row[any(fixed)];
        std::size_t size = chosen->size();
        while (size == chosen->size()) size = static_cast<std::size_t>(pick(40));
        chosen->resize(size, '\1');
    }
    std::uint32_t any_type() {
        constexpr std::uint32_t types[] = {0,   16,  17,   20,   21,   23,   600,  700,
                                           701, 869, 1009, 1082, 1083, 1114, 2950, 99'999};
        return any(types);
    }
    std::string any_number() {
        const auto count = static_cast<std::int16_t>(one_in(2) ? -1 - pick(3000) : pick(30'000));
        std::string bytes = big_endian(count) + big_endian(static_cast<std::int16_t>(pick(60'000) - 30'000)) +
                            big_endian(static_cast<std::uint16_t>(one_in(2) ? 0x4000 : pick(65'536))) +
                            big_endian(static_cast<std::int16_t>(pick(100)));
        for (int i = pick(5); i > 0; --i) bytes += big_endian(static_cast<std::int16_t>(pick(65'536)));
        bytes.resize(bytes.size() - static_cast<std::size_t>(pick(4)));
        return bytes;
    }
    std::int32_t any_length() {
        constexpr std::int32_t lengths[] = {0, 1, 3, 4, 5, -1, -5, 100, 40'000, 2'000'000'000, 2'147'483'647};
        return any(lengths);
    }
    std::string any_tag() {
        const char* const tags[] = {
            "",     "SELECT",   "UPDATE 99999999999999999999999999", "SELECT -5", "INSERT 0 7x",
            "COPY", "ROLLBACK", "SELECT 9223372036854775808",        "   ",       "MERGE 18446744073709551616"};
        return any(tags);
    }
    fake_message any_message(const fake_answer& among) {
        constexpr std::string_view types = "ZTDCEINAKRS123nstcdvXYf\0\xffGHW";
        fake_message made{any(types), ""};
        // libpq 15 loses the memory of a result in which a COPY begins, that is described twice, or has rows before.
        for (const fake_message& each : among)
            if ((each.type == 'T' && std::string_view("GHWT").find(made.type) != std::string_view::npos) ||
                (each.type == 't' && made.type == 'D'))
                made.type = 'Z';
        switch (pick(4)) {
        case 0: made.body = std::string(static_cast<std::size_t>(pick(12)), '\0'); break;
        case 1: made.body = "T"; break;
        case 2:
            if (made.type == 'T') return fake_description({{20}, {25}});
            if (made.type == 'D') return fake_row({sent_bytes(20, std::int64_t{7}), "x"});
            if (made.type == 'E' || made.type == 'N') return {made.type, fake_failure("55000").body};
            if (made.type == 'C') return fake_tag("SELECT 7");
            break;
        default:
            for (int i = pick(20); i > 0; --i) made.body += static_cast<char>(pick(256));
        }
        return made;
    }
    void insert(fake_answer& all, const fake_message& message) {
        const fake_message copy = message;
        all.insert(all.begin() + pick(static_cast<int>(all.size()) + 1), copy);
    }
    void tag(fake_answer& all, const std::string& text) {
        for (fake_message& each : all)
            if (each.type == 'C') each = fake_tag(text);
    }
    void field_length(fake_answer& all) {
        for (fake_message& each : all)
            if (each.type == 'D' && each.body.size() > 6) {
                const std::string length = big_endian(any_length() - 2 * pick(3));
                each.body.replace(2, 4, length);
            } else if (each.type == 'T' && each.body.size() > 2 && one_in(3)) {
                each.body.replace(0, 2, big_endian(static_cast<std::int16_t>(pick(65'536))));
            }
    }
    void unterminated(fake_answer& all) {
        fake_message& chosen = any(all);
        while (!chosen.body.empty() && (chosen.body.back() == '\0' || one_in(2))) chosen.body.pop_back();
    }

    /// The description stays as it was, the rows do not fit it; or both agree, and the program is wrong.
    template <class Change> void columns(Change change) {
        std::vector<fake_column> changed = how_.columns;
        change(changed);
        const bool from_the_beginning = one_in(3);
        if (from_the_beginning) how_.columns = changed;
        std::vector<std::vector<fake_cell>> rows = how_.rows;
        for (auto& row : rows) row.resize(changed.size(), "x");
        how_.spoil = [this, changed, rows, from_the_beginning](int number, fake_answer& all) {
            if (number != stage_ && !from_the_beginning) return;
            std::size_t next = 0;
            for (fake_message& each : all) {
                if (each.type == 'T' && number > 1) each = fake_description(changed);
                if (each.type == 'D' && number > 1) each = fake_row(rows[next++ % row_count]);
            }
        };
    }
    template <class Change> void rows(Change change) {
        std::vector<std::vector<fake_cell>> changed = how_.rows;
        change(any(changed));
        how_.spoil = [changed](int number, fake_answer& all) {
            std::size_t next = 0;
            for (fake_message& each : all)
                if (each.type == 'D' && number > 1) each = fake_row(changed[next++ % row_count]);
        };
    }
    template <class Change> void at_stage(Change change) {
        how_.spoil = [this, change](int number, fake_answer& all) {
            if (number == stage_) change(all);
        };
    }
    void always_fails() {
        const char* const codes[] = {"26000", "42P05", "0A000", "XX000", "57P01", "40001", "", "25P02", "08P01"};
        const std::string code = any(codes);
        how_.spoil = [this, code](int number, fake_answer& all) {
            if (number < stage_) return;
            fake_answer kept;
            bool has_failed = false; // a server leaves out the rest then; libpq 15 loses its memory
            for (const fake_message& each : all) {
                const bool fails = each.type == 'C' || each.type == '1';
                if (!has_failed || each.type == 'Z') kept.push_back(fails ? fake_failure(code) : each);
                has_failed = each.type != 'Z' && (has_failed || fails);
            }
            all = kept;
        };
    }
    void cut(bool closes) {
        how_.damage = [this, closes](int number, std::string& bytes) {
            if (number != stage_) return true;
            bytes.resize(static_cast<std::size_t>(pick(static_cast<int>(bytes.size()) + 1)));
            return !closes;
        };
    }
    void flip() {
        how_.damage = [this](int number, std::string& bytes) {
            for (int i = 1 + pick(3); number == stage_ && i > 0; --i) any(bytes) = static_cast<char>(pick(256));
            return true;
        };
    }
    void garbage() {
        how_.damage = [this](int number, std::string& bytes) {
            if (number != stage_) return true;
            for (char& each : bytes) each = static_cast<char>(pick(256));
            return one_in(2);
        };
    }

    random_source random_;
    unsigned kind_;
    int stage_ = 0;
    fake_behaviour how_{};
};

struct Part { // some of the columns, in another order
    std::string name{};
    std::int64_t id{};
};

/// A program that uses such a server. It counts rows that are not those of the server.
class victim {
public:
    victim(unsigned seed, const std::string& url) : random_(~seed), url_(url) {}

    int wrong_rows() const { return wrong_; }
    int failures() const { return failures_; }
    int right_rows() const { return right_; }

    void run() {
        attempt([&] {
            postgres::database db{url_, {.prepare = !one_in(4)}};
            for (int i = 0; i < 4; ++i) {
                attempt([&] { act(db); });
                if (one_in(3)) attempt([&] { db.execute("SELECT 1"); });
            }
        });
    }

private:
    template <class Work> void attempt(Work work) {
        try {
            work();
        } catch (const error&) { ++failures_; }
    }
    void look_at(const Thing& row) {
        bool known = false;
        for (std::size_t i = 0; i < row_count; ++i) known = known || row == thing(i);
        if (known)
            ++right_;
        else
            ++wrong_;
    }
    void act(postgres::database& db) {
        switch (pick(9)) {
        case 0:
            for (const Thing& row : db.all(from<Thing>())) look_at(row);
            break;
        case 1:
            for (const Thing& row : db.each(from<Thing>())) look_at(row);
            break;
        case 2:
            for (const Thing& row : db.each(from<Thing>())) { // left early
                look_at(row);
                if (one_in(3)) break;
            }
            break;
        case 3:
            if (const auto row = db.find<Thing>(1000)) look_at(*row);
            break;
        case 4:
            db.transaction([&](auto& inside) {
                for (const Thing& row : inside.all(from<Thing>().where(col<&Thing::flag> == true))) look_at(row);
                inside.exec(update<Thing>().set(col<&Thing::flag> = true).all_rows());
            });
            break;
        case 5: db.insert_many(std::vector<Thing>{thing(1), thing(2), thing(3)}); break;
        case 6:
            for (const Thing& row : db.query<Thing>("SELECT * FROM thing")) look_at(row);
            break;
        case 7:
            for (const Part& row : db.query<Part>("SELECT * FROM thing"))
                wrong_ += row.name != thing(static_cast<std::size_t>(row.id - 1000) % row_count).name;
            break;
        default: db.erase<Thing>(1000);
        }
    }

    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    bool one_in(int many) { return pick(many) == 0; }

    random_source random_; // not the server's, which is a thread of its own
    std::string url_;
    int wrong_ = 0, failures_ = 0, right_ = 0;
};

unsigned number_from(const char* name, unsigned otherwise) {
    const char* const text = std::getenv(name);
    return text && *text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

} // namespace

TEST_CASE("whatever a server sends, the program gets right rows or an error, soon", "[postgres_hostile]") {
    fake_postgres server;
    const unsigned first = number_from("REFRACT_SOAK_FIRST", 0), last = number_from("REFRACT_SOAK_SEEDS", 1'200);
    int right = 0, failures = 0;
    for (unsigned seed = first; seed < last; ++seed) {
        INFO("seed " << seed);
        mischief what(seed);
        server.behave(what.how());
        victim program(seed, server.url());
        const auto begin = std::chrono::steady_clock::now();
        program.run();
        const bool is_soon = std::chrono::steady_clock::now() - begin < std::chrono::seconds(8);
        server.behave({}); // waits for the connection to end, which looks at `what`
        const bool is_right = what.may_change_values() || program.wrong_rows() == 0;
        const bool is_quiet = !what.is_harmless() || program.failures() == 0;
        if (is_soon && is_right && is_quiet) {
            right += program.right_rows();
            failures += program.failures();
            continue;
        }
        CHECK(is_soon);
        CHECK(is_right);
        CHECK(is_quiet);
    }
    // Neither is everything refused, nor nothing.
    CHECK(right > static_cast<int>(last - first) / 2);
    CHECK(failures > static_cast<int>(last - first) / 2);
}
