// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong where a statement is run.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number chosen_name_is_text{309};
}
template <class... About> struct sentence<failed<rule::chosen_name_is_text, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a schema or a table that the run time chooses is named by something else than one text. Write db.in_schema(name), db.in_table<Event>(name), with a std::string or a literal; of a std::string_view std::string(name). [E309]");
    }
};

namespace rule {
inline constexpr rule_number argument_count{34};
}
template <class... About> struct sentence<failed<rule::argument_count, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the number of arguments is not the number of param<...> in the query. Give one argument for each, in the order in which they were written. [E034]");
    }
};

namespace rule {
inline constexpr rule_number argument_type{35};
}
template <class... About> struct sentence<failed<rule::argument_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an argument is not of its parameter's type. Give a value of the type in param<...>, or of the key's field. [E035]");
    }
};

namespace rule {
inline constexpr rule_number key_part_count{36};
}
template <class... About> struct sentence<failed<rule::key_part_count, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the number of key values is not the number of columns of the primary key. Give one value for each, in the key's order. [E036]");
    }
};

namespace rule {
inline constexpr rule_number feature_exists{37};
}
template <class... About> struct sentence<failed<rule::feature_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]");
    }
};

namespace rule {
inline constexpr rule_number statement_yields_rows{39};
}
template <class... About> struct sentence<failed<rule::statement_yields_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: this statement yields no rows. Run it with exec(), or add returning(...). [E039]");
    }
};

namespace rule {
inline constexpr rule_number placeholders_match{40};
}
#define REFRACT_PLACEHOLDERS_MATCH                                                                                     \
    "refract: the number of {} in the SQL is not the number of values. Give one value for each {}, and write {{}} for the two characters. [E040]"

namespace rule {
inline constexpr rule_number sql_is_constant{47};
}
template <class... About> struct sentence<failed<rule::sql_is_constant, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: SQL that is put together at run time is not taken as it stands. Write a constant with {} for each value, or refract::unsafe_sql(text) if you trust it. [E047]");
    }
};

namespace rule {
inline constexpr rule_number verb_takes_query{48};
}
template <class... About> struct sentence<failed<rule::verb_takes_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this call runs a query of refract, such as refract::from<T>().where(condition). SQL of your own goes to query<Row>(\"...\"), or to execute(\"...\") if it yields no rows. [E048]");
    }
};

namespace rule {
inline constexpr rule_number type_exists{63};
}
template <class... About> struct sentence<failed<rule::type_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database has no type for a column of this model, such as an array (a field that is a std::vector) outside PostgreSQL. Use a type that it has, or give the rows a table of their own. [E063]");
    }
};

namespace rule {
inline constexpr rule_number type_serves{64};
}
template <class... About> struct sentence<failed<rule::type_serves, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database has no exact number of any size: it finds a refract::numeric, but does not calculate with it, and where it is text neither orders it nor compares it with other numbers. Use == or in(...) with numerics, order by another column, or take refract::decimal. [E064]");
    }
};

namespace rule {
inline constexpr rule_number object_is_no_pointer{82};
}
template <class... About> struct sentence<failed<rule::object_is_no_pointer, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a pointer is given where an object is meant. Give the object: *pointer. [E082]");
    }
};

namespace rule {
inline constexpr rule_number object_is_no_range{83};
}
template <class... About> struct sentence<failed<rule::object_is_no_range, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a range is given where one object is meant. Write insert_many(range), or a loop around the call. [E083]");
    }
};

namespace rule {
inline constexpr rule_number objects_are_a_range{84};
}
template <class... About> struct sentence<failed<rule::objects_are_a_range, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: insert_many takes a range of objects. Write insert(object) for one. [E084]");
    }
};

namespace rule {
inline constexpr rule_number verb_names_its_model{85};
}
template <class... About> struct sentence<failed<rule::verb_names_its_model, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a key alone does not say whose row is meant. Name the model: find<Model>(key), get<Model>(key), erase<Model>(key). [E085]");
    }
};

namespace rule {
inline constexpr rule_number query_is_no_object{68};
}
template <class... About> struct sentence<failed<rule::query_is_no_object, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query is given where an object or a key is meant. Run it with exec(query) if it writes, with all(query), first(query) or one(query) if it reads. [E068]");
    }
};

namespace rule {
inline constexpr rule_number optional_is_no_object{111};
}
template <class... About> struct sentence<failed<rule::optional_is_no_object, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a std::optional is given where an object is meant. Give the object, once it is certain that there is one: *optional. [E111]");
    }
};

namespace rule {
inline constexpr rule_number verb_takes_one_object{113};
}
template <class... About> struct sentence<failed<rule::verb_takes_one_object, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a call that takes one object is given none, or more than that. Give it one: insert(object), update(object), upsert(object), erase(object). Several go to insert_many(range); single columns to exec(refract::update<T>().set(...)). [E113]");
    }
};

namespace rule {
inline constexpr rule_number tables_are_of_a_schema{112};
}
template <class... About> struct sentence<failed<rule::tables_are_of_a_schema, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: create_tables takes a schema. List the models in one: create_tables<refract::schema<A, B>>(). [E112]");
    }
};

namespace rule {
inline constexpr rule_number value_can_be_bound{69};
}
template <class... About> struct sentence<failed<rule::value_can_be_bound, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a value of this type cannot be bound in SQL. Give a number, bool, string, bytes, enum, std::chrono type, refract::uuid, decimal or json, a std::optional of one, a field of the object, or specialise refract::codec for the type. [E069]");
    }
};

namespace rule {
inline constexpr rule_number verb_takes_sql{89};
}
template <class... About> struct sentence<failed<rule::verb_takes_sql, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this call runs SQL of your own, and is given no text. Write execute(\"...\") or query<Row>(\"...\"). A query of refract goes to all, first, one or each, and to exec if it writes. [E089]");
    }
};

namespace rule {
inline constexpr rule_number row_is_named{9};
}
template <class... About> struct sentence<failed<rule::row_is_named, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: query is not told what its rows are. Name a struct, a std::tuple or one type: query<Row>(\"...\"). [E009]");
    }
};

namespace rule {
inline constexpr rule_number work_can_be_called{114};
}
template <class... About> struct sentence<failed<rule::work_can_be_called, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what transaction runs can be called neither without arguments nor with the transaction. Write transaction([&] { ... }), or transaction([&](auto& inner) { ... }). [E114]");
    }
};

namespace rule {
inline constexpr rule_number exec_writes{97};
}
template <class... About> struct sentence<failed<rule::exec_writes, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: exec runs a statement that writes, and a select only reads. Take its rows with all, each, first or one, or ask about them with count or exists. [E097]");
    }
};

namespace rule {
inline constexpr rule_number select_is_counted{98};
}
template <class... About> struct sentence<failed<rule::select_is_counted, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: count and exists ask about the rows of a select, and this statement writes. Run it with exec, which returns the number of rows that it wrote. [E098]");
    }
};

namespace rule {
inline constexpr rule_number implementation_fits{154};
}
template <class... About> struct sentence<failed<rule::implementation_fits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what define is given cannot be called with the arguments that the function declares, or returns another type. Give a lambda with its parameters; for a sql_aggregate a first state, a lambda that takes (state&, arguments...), and one that makes the result of a (const state&). [E154]");
    }
};

namespace rule {
inline constexpr rule_number database_calls_back{155};
}
template <class... About> struct sentence<failed<rule::database_calls_back, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this database runs apart from the program and cannot call its functions, as SQLite can. Make the function there with CREATE FUNCTION; queries call it all the same. [E155]");
    }
};

namespace rule {
inline constexpr rule_number object_is_of_named_table{162};
}
template <class... About> struct sentence<failed<rule::object_is_of_named_table, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: insert, insert_many, upsert or save names one struct between < and > and is given something else. Give an object of that struct: insert<T>(T{...}), or leave out what stands between < and >. [E162]");
    }
};

namespace rule {
inline constexpr rule_number values_stand_in_braces{333};
}
template <class... About> struct sentence<failed<rule::values_stand_in_braces, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the values of a key, or several keys, stand between braces, and C++ cannot say of what type they are. Write them one after the other, find<Seat>(\"A\", 12), connect(3, 5); where there may be several keys, or more behind them, one of several columns is key(\"A\", 12); a list of the run time is a std::vector. [E333]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
