// The matrix of hostile values, numbers: what stands where only numbers of rows, positions and distances do. Whatever
// the number, the text that is sent is one, and both databases mean the same: what is computed here beside them.

#include <support/hostile.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace hostile_types;

namespace hostile_numbers {
struct Step {
    std::int64_t id{};
    std::string text{};
    json document{"null"};
};
struct Number {
    std::int64_t number{};
};
} // namespace hostile_numbers
using namespace hostile_numbers;

namespace {

constexpr auto own = col<&Step::id>;
constexpr auto in_order = order_by(own);
constexpr std::int64_t rows = 6;
constexpr std::int64_t least = limits<std::int64_t>::min(), most = limits<std::int64_t>::max();
const std::vector<std::int64_t> numbers{1,    0,          2,          5,           6,           7,    -1,    -2,
                                        -300, 2147483647, 2147483648, -2147483648, -2147483649, most, least, most - 1};

/// What came back; nothing where a number is refused.
using answers = std::optional<std::vector<std::optional<std::int64_t>>>;
answers list(std::initializer_list<std::optional<std::int64_t>> all) { return std::vector(all); }
/// One answer for each row, or none.
template <class Answer> answers each_row(Answer answer) {
    std::vector<std::optional<std::int64_t>> all;
    for (std::int64_t row = 1; row <= rows; ++row) all.push_back(answer(row));
    return all;
}
std::optional<std::int64_t> row_at(std::int64_t row, std::int64_t distance) {
    // Not `row + distance`, which may be no number.
    if (distance < 1 - row || distance > rows - row) return std::nullopt;
    return row + distance;
}
/// The rows of a frame from so many before a row to so many behind it.
std::int64_t sum_of(std::int64_t before, std::int64_t row, std::int64_t behind) {
    std::int64_t sum = 0;
    for (std::int64_t at = 1; at <= rows; ++at)
        if (row - at <= before && at - row <= behind) sum += at;
    return sum;
}

template <class Database> struct number_place {
    const char* name;
    answers (*run)(Database&, std::int64_t);
    answers (*expected)(std::int64_t);
};
answers optionals(const auto& found) { return answers(std::in_place, found.begin(), found.end()); }

template <class Database> std::vector<number_place<Database>> bounds() {
    return {
        {"limit",
         [](auto& db, std::int64_t n) { return optionals(db.all(from<Step>().select(own).order_by(own).limit(n))); },
         [](std::int64_t n) {
             if (n < 0) return answers();
             std::vector<std::optional<std::int64_t>> all;
             for (std::int64_t row = 1; row <= std::min(n, rows); ++row) all.emplace_back(row);
             return answers(all);
         }},
        {"offset",
         [](auto& db, std::int64_t n) { return optionals(db.all(from<Step>().select(own).order_by(own).offset(n))); },
         [](std::int64_t n) {
             if (n < 0) return answers();
             std::vector<std::optional<std::int64_t>> all;
             for (std::int64_t row = 1; row <= rows; ++row)
                 if (row > n) all.emplace_back(row);
             return answers(all);
         }},
        {"limit and offset of a parameter, inside",
         [](auto& db, std::int64_t n) {
             using inner = alias<Step, "inner">;
             constexpr auto at = col<&Step::id, inner>;
             const auto page =
                 from<inner>().order_by(at).offset(param<std::int64_t>).limit(2).template select<Number>(at);
             const auto last = scalar(from(page).select(max(col<&Number::number>)));
             return optionals(db.all(from<Step>().where(own <= last).select(own).order_by(own), n));
         },
         [](std::int64_t n) {
             if (n < 0) return answers();
             std::vector<std::optional<std::int64_t>> all;
             for (std::int64_t row = 1; n < rows && row <= std::min(n + 2, rows); ++row) all.emplace_back(row);
             return answers(all);
         }}};
}
template <class Database> std::vector<number_place<Database>> windows() {
    return {
        {"rows between",
         [](auto& db, std::int64_t n) {
             return optionals(db.all(
                 from<Step>().select(sum(own).over(in_order, rows_between(preceding(n), following(1)))).order_by(own)));
         },
         [](std::int64_t n) {
             return n < 0 ? answers() : each_row([n](std::int64_t row) { return sum_of(n, row, 1); });
         }},
        {"range between",
         [](auto& db, std::int64_t n) {
             return optionals(db.all(
                 from<Step>().select(sum(own).over(in_order, range_between(current_row, following(n)))).order_by(own)));
         },
         [](std::int64_t n) {
             return n < 0 ? answers() : each_row([n](std::int64_t row) { return sum_of(0, row, n); });
         }},
        {"groups between",
         [](auto& db, std::int64_t n) {
             return optionals(db.all(from<Step>()
                                         .select(sum(own).over(in_order, groups_between(preceding(n), following(n))))
                                         .order_by(own)));
         },
         [](std::int64_t n) {
             return n < 0 ? answers() : each_row([n](std::int64_t row) { return sum_of(n, row, n); });
         }},
        {"lag",
         [](auto& db, std::int64_t n) {
             return optionals(db.all(from<Step>().select(lag(own, n).over(in_order)).order_by(own)));
         },
         [](std::int64_t n) {
             return each_row([n](std::int64_t row) { return n == least ? std::nullopt : row_at(row, -n); });
         }},
        {"lead of a parameter",
         [](auto& db, std::int64_t n) {
             const auto query = from<Step>().select(lead(own, param<std::int64_t>, 9).over(in_order)).order_by(own);
             return optionals(db.all(query, n));
         },
         [](std::int64_t n) { return each_row([n](std::int64_t row) { return row_at(row, n).value_or(9); }); }},
        {"nth_value",
         [](auto& db, std::int64_t n) {
             const auto whole = rows_between(unbounded_preceding, unbounded_following);
             return optionals(db.all(from<Step>().select(nth_value(own, n).over(in_order, whole)).order_by(own)));
         },
         [](std::int64_t n) {
             return n < 1 ? answers()
                          : each_row([n](std::int64_t) { return n <= rows ? std::optional(n) : std::nullopt; });
         }},
        {"ntile",
         [](auto& db, std::int64_t n) {
             return optionals(db.all(from<Step>().select(ntile(n).over(in_order)).order_by(own)));
         },
         [](std::int64_t n) {
             if (n < 1) return answers();
             return each_row([n](std::int64_t row) {
                 const std::int64_t buckets = std::min(n, rows), size = rows / buckets, larger = rows % buckets;
                 const std::int64_t at = row - 1, in_larger = larger * (size + 1);
                 return at < in_larger ? at / (size + 1) + 1 : larger + (at - in_larger) / size + 1;
             });
         }}};
}
/// The lengths of parts of "abcdef".
std::int64_t length_of_part(std::int64_t first, std::int64_t count) {
    std::int64_t length = 0;
    for (std::int64_t at = 1; at <= 6; ++at) // without sums that may be no numbers
        length += at >= first && (first > 0 ? at - first < count : count > 0 && at < count + first);
    return length;
}
template <class Database> std::vector<number_place<Database>> functions() {
    return {{"substring",
             [](auto& db, std::int64_t n) {
                 constexpr auto text = col<&Step::text>;
                 const auto row = db.one(from<Step>().where(own == 1).select(
                     length(substring(text, n, 3)), length(substring(text, 2, n)), length(substring(text, n, n))));
                 return list({std::get<0>(row), std::get<1>(row), std::get<2>(row)});
             },
             [](std::int64_t n) { return list({length_of_part(n, 3), length_of_part(2, n), length_of_part(n, n)}); }},
            {"round",
             [](auto& db, std::int64_t n) {
                 const double found = db.one(from<Step>().where(own == 1).select(round(own * 2.25, n)));
                 return list({std::llround(found * 100)});
             },
             [](std::int64_t n) {
                 return list({n < 1 ? 200 : n == 1 ? 230 : 225});
             }},
            {"JSON",
             [](auto& db, std::int64_t n) {
                 const auto item = col<&Step::document>.template at<std::int64_t>("list", n);
                 return list({db.one(from<Step>().where(own == 1).select(item))});
             },
             [](std::int64_t n) {
                 return list({n == 0   ? std::optional<std::int64_t>(10)
                              : n == 1 ? std::optional<std::int64_t>(20)
                                       : std::nullopt});
             }},
            {"generate_series",
             [](auto& db, std::int64_t n) {
                 const std::int64_t before = n < least + 2 ? n : n - 2;
                 return optionals(db.all(from(generate_series<Number>(before, n)).select(col<&Number::number>)));
             },
             [](std::int64_t n) {
                 if (n < least + 2) return list({n});
                 return list({n - 2, n - 1, n});
             }},
            {"generate_series by a step",
             [](auto& db, std::int64_t n) {
                 return optionals(db.all(from(generate_series<Number>(n, least, least)).select(col<&Number::number>)));
             },
             [](std::int64_t n) { return n < 0 ? list({n}) : list({n, n + least}); }},
            {"generate_series of no step",
             [](auto& db, std::int64_t n) {
                 return optionals(db.all(from(generate_series<Number>(1, n, 0)).select(col<&Number::number>)));
             },
             [](std::int64_t) { return answers(); }}};
}

template <class Backend, class Database> void check_numbers(const std::vector<number_place<Database>>& places) {
    fresh_database<Backend> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Step>>();
    for (std::int64_t row = 1; row <= rows; ++row)
        db.insert(Step{row, "abcdef", {R"({"list": [10, 20]})"}}, keys_are_given);
    for (const auto& each : places) {
        INFO("place " << each.name);
        std::set<std::string> usual;
        for (const std::int64_t number : numbers) {
            INFO("number " << number);
            sent_texts<Backend> sent(db);
            answers found;
            try {
                found = each.run(db, number);
            } catch (const error&) {}
            CHECK(found == each.expected(number));
            if (usual.empty()) usual = sent.texts();
            for (const std::string& text : sent.texts()) {
                INFO("sent " << text);
                CHECK(usual.count(text) == 1);
            }
        }
    }
}

} // namespace

TEMPLATE_TEST_CASE("numbers of rows mean one thing at their ends", "[hostile]", REFRACT_TEST_DATABASES) {
    check_numbers<TestType>(bounds<typename TestType::database>());
    check_numbers<TestType>(windows<typename TestType::database>());
}
TEMPLATE_TEST_CASE("positions, paths and series mean one thing at their ends", "[hostile]", REFRACT_TEST_DATABASES) {
    check_numbers<TestType>(functions<typename TestType::database>());
}
