// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/client/database.hpp>
#include <refract/dialect/deploy_facts.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

/// \file
/// The wait for another program that has what only one may have at a time.

namespace refract {
inline namespace v0 {
namespace detail {

/// "800 ms", "12 s"
inline std::string text_of_time(std::chrono::milliseconds time) {
    return time.count() < 10000 && time.count() % 1000 != 0 ? std::to_string(time.count()) + " ms"
                                                            : std::to_string(time.count() / 1000) + " s";
}

/// Sleeps between two tries, and says so: behind a third of a second, as others are done by then as a rule, and again
/// each time that it has waited twice as long.
class wait_in_turn {
public:
    /// Zero: it waits for as long as the other one lives.
    explicit wait_in_turn(std::chrono::milliseconds most) : most_(most) {}

    /// `who()` is "another program deploys ...", `tell(sentence, time)` is told until when it will say nothing more.
    /// Errors: it has waited long enough.
    template <class Who, class Tell> void pause(const Who& who, const Tell& tell) {
        const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - begin_);
        if (most_.count() > 0 && waited >= most_)
            throw busy(join_text({who(), "; this one has waited for ", text_of_time(most_), ", and gave up"}));
        if (waited >= said_) {
            said_ = std::max(said_ * 2, std::chrono::milliseconds(5'000));
            tell(who(), most_.count() > 0 ? std::min(said_, most_) - waited : said_ - waited);
        }
        std::this_thread::sleep_for(most_.count() > 0 ? std::min(pause_, most_ - waited) : pause_);
        pause_ = std::min(pause_ * 2, std::chrono::milliseconds(500));
    }

private:
    using clock = std::chrono::steady_clock;
    clock::time_point begin_ = clock::now();
    std::chrono::milliseconds most_, pause_{20}, said_{300};
};

/// "another program deploys to this database: process 4711 of app at 10.0.0.7, for 00:00:12".
template <class Database> std::string who_deploys(Database& db) {
    std::string text = "another program deploys to this database";
    const constant_text& question = deploys_of<typename Database::dialect>.who_deploys;
    if (question.empty()) return text;
    const char* mark = ": ";
    for (const std::string& each : db.template query<std::string>(unsafe_sql(question, {}))) {
        text.append(mark).append(each);
        mark = "; ";
    }
    return text;
}

} // namespace detail
} // namespace v0
} // namespace refract
