// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/base/rules/policy.hpp>
#include <refract/client/create_tables.hpp>
#include <refract/client/object_verbs.hpp>
#include <refract/client/place.hpp>
#include <refract/client/query_verbs.hpp>
#include <refract/client/savepoint.hpp>
#include <refract/sql/check_view.hpp>

#include <string>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class basic_transaction;

/// The tables of a schema under the names that the run time has chosen: names of indexes follow them.
template <class Description> class renamed_tables {
public:
    renamed_tables(array_view<const Description*> usual, const table_place& at) {
        infos_.reserve(usual.size());
        described_.reserve(usual.size());
        for (const Description* each : usual) {
            infos_.push_back(*each->table);
            infos_.back().name = at.name_of(*each->table);
            described_.push_back(*each);
            if (infos_.back().name != each->table->name) described_.back().table = &infos_.back();
        }
        for (const Description& each : described_) all_.push_back(&each);
    }
    renamed_tables(const renamed_tables&) = delete;
    array_view<const Description*> all() const { return {all_.data(), all_.size()}; }

private:
    std::vector<table_info> infos_;
    std::vector<Description> described_;
    std::vector<const Description*> all_;
};

/// A database or a transaction in a schema that the run time has chosen, as one client of many has it: tables whose
/// models have no `in_schema` are there. It does what queries and whole objects do.
///
/// A table of one model may have another name, too: `db.in_table<Event>("event_2025")`.
///
///     auto shop = db.in_schema(name);
///     shop.create_tables<schema<Item, Sale>>();
///     shop.all(from<Item>().join<Country>(...)); // Country has in_schema("shared")
///
/// SQL: `"name"."item"`, the name quoted. Cost: a statement is put together for each schema and kept prepared among the
/// 64 that the run time has made last, so a call compares its key; calls without a chosen schema cost nothing.
template <class Driver> class placed_session : public query_verbs<Driver, placed_session<Driver>>,
                                               public object_verbs<Driver, placed_session<Driver>> {
public:
    using dialect = typename Driver::dialect;
    using driver = Driver;
    using place_type = chosen_place;

    /// What `create_tables` of a database does, and makes the schema itself (PostgreSQL).
    template <class Schema> void create_tables(call_place where = call_place::current()) {
        using check = check_created<dialect, Schema>;
        require<check>();
        if constexpr (is_passed<check>)
            at_call(where, [&] {
                basic_transaction<Driver> inside(*state_, transaction_options{}, where);
                const renamed_tables<table_description> renamed(Schema::tables, place().at);
                auto printer = detail::printer_of<dialect, Schema>(place().at);
                printer.tables = renamed.all();
                detail::create_missing(inside, printer);
                inside.commit(where);
            });
    }
    /// The same place, where also this model's table has another name.
    template <class Table> placed_session in_table(std::string name, call_place where = call_place::current()) const {
        require<check_table<Table>>();
        return at_call(where, [&] {
            check_chosen_name(name, dialect::info, "table");
            placed_session chosen(state_.another(), name_);
            for (const table_choice& each : tables_) {
                if (each.is_of(table_of<Table>())) continue;
                if (each.model->name == name || each.name == table_of<Table>().name)
                    throw error(join_text({"in_table(...) gives a table the name of another model's table that has a "
                                           "chosen name as well: ",
                                           name}));
                chosen.tables_.push_back(each);
            }
            chosen.tables_.push_back({&table_of<Table>(), std::move(name)});
            return chosen;
        });
    }

    template <class... Value> placed_session tenant(const Value&...) const {
        require<failed<rule::session_is_of_one, Value...>>();
        return {state_.another(), name_};
    }

private:
    friend class session<Driver>;
    friend class query_verbs<Driver, placed_session>;
    friend class object_verbs<Driver, placed_session>;
    template <class> friend class live_check;
    friend struct session_door;

    placed_session(session_share<Driver> state, std::string name) noexcept
        : state_(std::move(state)), name_(std::move(name)) {}
    chosen_place place() const noexcept { return {{name_, {tables_.data(), tables_.size()}}}; }

    session_share<Driver> state_;
    std::string name_;
    std::vector<table_choice> tables_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
