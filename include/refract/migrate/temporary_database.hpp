// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/hexadecimal.hpp>
#include <refract/client/database.hpp>
#include <refract/dialect/catalog_facts.hpp>
#include <refract/dialect/deploy_facts.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/print_definition.hpp>

#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>

/// \file
/// A database of the server beside another, gone with its object. What a program left that was ended, the next one
/// drops, an hour later.

namespace refract {
inline namespace v0 {
namespace detail {

struct connection_place {
    std::string name, value;
};

/// A name that nobody has: "refract_shadow_20261127101500_1f2e3d4c".
inline std::string shadow_name() {
    std::string name =
        "refract_shadow_" + digits_of(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())) + "_";
    std::random_device source;
    for (int i = 0; i < 4; ++i) put_hexadecimal(name, static_cast<unsigned char>(source() & 0xff));
    return name;
}

template <class Database> class temporary_database {
    static constexpr const deploy_facts& how = deploys_of<typename Database::dialect>;

public:
    explicit temporary_database(Database& beside) : beside_(beside) {}
    temporary_database(const temporary_database&) = delete;
    ~temporary_database() { drop(); }

    /// Makes it by a pattern of deploy_facts, and looks in it where the other looks. False where the server refuses: a
    /// pooler, a host that allows none, a user without the right, a template to which others are connected.
    bool create(std::string_view pattern) {
        if constexpr (requires { beside_.connection().target_of(""); }) {
            const auto here = beside_.template query<connection_place>(unsafe_sql(how.ask_place, {})).front();
            const std::string from = beside_.template query<std::string>(unsafe_sql(how.ask_database, {})).front();
            const std::string made = shadow_name();
            drop_left();
            try {
                run(beside_, fill_pattern(pattern, {{"name", quote_name(made)}, {"from", quote_name(from)}}));
                name_ = made;
                own_ = std::make_unique<Database>(beside_.connection().target_of(made));
            } catch (const error& failure) {
                if (failure.connection_lost() && name_.empty()) throw;
                why_ = failure.message();
                code_ = failure.code();
                drop();
                return false;
            }
            set_as_beside();
            run(*own_,
                fill_pattern(how.enter_place, {{"name", quote_name(here.name)}, {"value", quote_text(here.value)}}));
        }
        return own_ != nullptr;
    }
    Database* get() const { return own_.get(); }
    /// What the server has said where it refused one.
    const std::string& why() const { return why_; }
    const std::string& code() const { return code_; }

private:
    static void run(Database& db, const std::string& sql) { db.execute(unsafe_sql(sql, {})); }
    /// What is set for the database beside, by which it reads a date, a text or a number in a migration.
    void set_as_beside() {
        const constant_text& set = catalog_of<typename Database::dialect>.set;
        if (how.ask_settings.empty() || set.empty()) return;
        for (const connection_place& each : beside_.template query<connection_place>(unsafe_sql(how.ask_settings, {})))
            try {
                own_->template query<std::string>(unsafe_sql(set, {}), each.name, each.value);
            } catch (const error&) {} // this user may not set it, or the session cannot
    }
    /// One that is in use stays, as the server refuses.
    void drop_left() {
        for (const std::string& each : beside_.template query<std::string>(unsafe_sql(how.left_databases, {}))) try {
                run(beside_, fill_pattern(how.drop_database, {{"name", quote_name(each)}}));
            } catch (const error&) {}
    }
    void drop() {
        own_.reset();
        if (name_.empty()) return;
        try {
            run(beside_, fill_pattern(how.drop_database, {{"name", quote_name(std::exchange(name_, {}))}}));
        } catch (const error&) {} // the connection is gone; whoever looks finds it by its name
    }

    Database& beside_;
    std::string name_{}, why_{}, code_{};
    std::unique_ptr<Database> own_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
