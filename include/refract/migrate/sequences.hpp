// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/quote_name.hpp>
#include <refract/dialect/change_patterns.hpp>
#include <refract/migrate/compare.hpp>
#include <refract/migrate/table_text.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Counters: of a column that has one for itself, those that stand beside tables, and how they count.

namespace refract {
inline namespace v0 {
namespace detail {

/// The name, as SQL, of the counter that a column's default asks: `nextval('ware_id_seq'::regclass)`.
inline std::string asked_sequence(const migrate::column_definition& column) {
    if (column.default_sql.empty() || (column.default_sql[0] | ' ') != 'n') return {};
    const std::vector<sql_token> tokens = sql_tokenizer(column.default_sql, false).all();
    const bool asks = tokens.size() > 2 && tokens[0].is("NEXTVAL") && tokens[2].kind == sql_token_kind::text;
    return asks ? unquote_sql(tokens[2].text) : std::string();
}
inline bool is_sequence(const migrate::object_definition& each, const std::string& sql_name) {
    return each.kind == "sequence" && !sql_name.empty() &&
           (sql_name == each.name || sql_name == quote_name(each.name) || mentions(sql_name, each.name));
}
/// The one that is described beside tables; null where there is none.
inline const migrate::object_definition* find_sequence(const migrate::database_definition& in,
                                                       const std::string& sql_name) {
    for (const migrate::object_definition& each : in.objects)
        if (is_sequence(each, sql_name)) return &each;
    return nullptr;
}
/// The counter that a column has for itself: one that is not described beside its tables.
inline std::string own_sequence(const migrate::database_definition& of, const migrate::column_definition& column) {
    const std::string name = asked_sequence(column);
    return find_sequence(of, name) ? std::string() : name;
}

/// What stands before SEQUENCE.
inline std::string kind_of_sequence(bool is_unlogged) { return is_unlogged ? "UNLOGGED " : ""; }

/// `UNLOGGED AS bigint START 3 OWNED BY bill.no`: a counter that is dropped with a column which does not ask it.
struct sequence_parts {
    std::string definition, table, column;
    bool is_unlogged = false;

    explicit sequence_parts(const std::string& all) {
        const std::string kind = kind_of_sequence(true);
        is_unlogged = all.starts_with(kind);
        const std::string sql = is_unlogged ? all.substr(kind.size()) : all;
        definition = sql;
        constexpr std::string_view mark = " OWNED BY ";
        const std::size_t at = sql.rfind(mark);
        if (at == std::string::npos) return;
        const std::vector<sql_token> names = sql_tokenizer(std::string_view(sql).substr(at + mark.size()), false).all();
        if (names.size() != 3) return;
        definition = sql.substr(0, at);
        table = unquote_sql(names[0].text);
        column = unquote_sql(names[2].text);
    }
    bool is_owned() const { return !table.empty(); }
    bool has_owner_of(const sequence_parts& other) const { return table == other.table && column == other.column; }
};
/// Whether the column that a counter belongs to is not there, so that both are gone.
inline bool is_gone_with_owner(const migrate::object_definition& each, const migrate::database_definition& after) {
    if (each.kind != "sequence") return false;
    const sequence_parts parts(each.sql);
    const migrate::table_definition* const owner = after.find_table(each.schema, parts.table);
    return parts.is_owned() && !(owner && owner->find_column(parts.column));
}
/// The column that has a counter for itself, where it does not stand beside tables.
inline const migrate::column_definition* find_owner(const migrate::object_definition& each,
                                                    const migrate::database_definition& in) {
    if (each.kind != "sequence") return nullptr;
    for (const migrate::table_definition& table : in.tables)
        for (const migrate::column_definition& column : table.columns)
            if (is_sequence(each, own_sequence(in, column))) return &column;
    return nullptr;
}
/// What a column's own counter is where nobody says anything; empty: it counts in another way.
inline std::string usual_sequence(const migrate::column_definition& of) {
    if (!of.counting.empty()) return {};
    const bool is_small = of.type == "smallint", is_middle = of.type == "integer";
    const std::string most = is_small ? "32767" : (is_middle ? "2147483647" : "9223372036854775807");
    return "AS " + std::string(is_small || is_middle ? of.type : "bigint") + " INCREMENT 1 MINVALUE 1 MAXVALUE " +
           most + " START 1 CACHE 1";
}

/// What "INCREMENT BY 5 CYCLE" says about one thing, such as "INCREMENT BY"; empty: nothing.
inline std::string part_of_counting(const std::string& counting, const std::string& name) {
    const std::size_t at = (" " + counting).find(" " + name);
    if (at == std::string::npos) return {};
    const std::size_t value = at + name.size() + 1;
    return counting.substr(at, name == "CYCLE" ? name.size() : counting.find(' ', value) - at);
}
inline bool counts_down(const std::string& counting) {
    return part_of_counting(counting, "INCREMENT BY").starts_with("INCREMENT BY -");
}
/// The number that a counter begins with.
inline std::string first_of_counting(const std::string& counting) {
    for (const char* const name : {"START WITH", counts_down(counting) ? "MAXVALUE" : "MINVALUE"})
        if (const std::string part = part_of_counting(counting, name); !part.empty())
            return part.substr(part.rfind(' ') + 1);
    return counts_down(counting) ? "-1" : "1";
}
/// "AS bigint" of a column that is another number; else what a counter has of its column's own accord.
inline std::string type_of_counter(const migrate::column_definition& of) {
    if (const std::string said = part_of_counting(of.counting, "AS"); !said.empty()) return said;
    return "AS " + (of.type == "smallint" || of.type == "integer" ? of.type : std::string("bigint"));
}
/// Without what is said of its type.
inline std::string counting_without_type(const std::string& counting) {
    const std::string said = part_of_counting(counting, "AS");
    return said.empty() ? counting : counting.substr(std::min(said.size() + 1, counting.size()));
}
/// All that counts in another way: "INCREMENT BY 1 NO MINVALUE", each behind `before_each`. `own_type` is what a
/// counter is of where nobody says it: "AS integer".
inline std::string counting_from(const std::string& old, const std::string& wanted, const std::string& before_each,
                                 const std::string& own_type = {}) {
    static constexpr struct {
        const char *name, *usual;
    } parts[] = {{"INCREMENT BY", "INCREMENT BY 1"},
                 {"MINVALUE", "NO MINVALUE"},
                 {"MAXVALUE", "NO MAXVALUE"},
                 {"CACHE", "CACHE 1"},
                 {"CYCLE", "NO CYCLE"}};
    std::string made;
    const auto add = [&](const std::string& what) {
        made.append(made.empty() ? "" : " ").append(before_each).append(what);
    };
    if (const std::string is = part_of_counting(wanted, "AS"); is != part_of_counting(old, "AS"))
        add(is.empty() ? own_type : is);
    for (const auto& each : parts)
        if (const std::string is = part_of_counting(wanted, each.name); is != part_of_counting(old, each.name))
            add(is.empty() ? each.usual : is);
    if (first_of_counting(old) != first_of_counting(wanted)) add("START WITH " + first_of_counting(wanted));
    return made;
}
/// Limits may leave out the number that a counter has reached.
inline migrate::hazard danger_of_counting(const std::string& old, const std::string& wanted) {
    bool is_limited = false;
    for (const char* const name : {"MINVALUE", "MAXVALUE"}) {
        const std::string is = part_of_counting(wanted, name);
        is_limited |= !is.empty() && is != part_of_counting(old, name);
    }
    return is_limited ? migrate::hazard::may_fail : migrate::hazard::none;
}
/// Whether how a column counts is said by the database alone.
inline bool counts_on(const migrate::column_definition& old, const migrate::column_definition& wanted) {
    return !old.counting.empty() && wanted.counting.empty() &&
           (old.identity == migrate::identity_kind::none) == (wanted.identity == migrate::identity_kind::none) &&
           says_same(old.default_sql, wanted.default_sql);
}

/// How a column goes on counting that says nothing of it; a counter becomes what its column becomes.
inline std::string counting_that_stays(const migrate::column_definition& old,
                                       const migrate::column_definition& wanted) {
    if (!counts_on(old, wanted)) return {};
    return says_same(old.type, wanted.type) ? old.counting : counting_without_type(old.counting);
}

/// The columns that a sequence belongs to which a table has for itself.
class sequence_owners {
public:
    /// Tables are in the order in which they are made.
    sequence_owners(const migrate::database_definition& of,
                    const std::vector<const migrate::table_definition*>& tables) {
        for (const bool by_name : {true, false}) // the usual one has the names of its table and column
            for (const migrate::table_definition* table : tables)
                for (const migrate::column_definition& each : table->columns) {
                    const std::string asked = own_sequence(of, each);
                    if (asked.empty() || (by_name && !is_usual(asked, *table, each))) continue;
                    owners_.try_emplace(asked, &each);
                }
    }
    bool owns(const migrate::column_definition& column) const {
        const auto found = owners_.find(asked_sequence(column));
        return found != owners_.end() && found->second == &column;
    }
    /// As `serial` calls it.
    static bool is_usual(const std::string& asked, const migrate::table_definition& table,
                         const migrate::column_definition& column) {
        const auto [schema, name] = name_of_type(asked);
        return name == table.name + "_" + column.name + "_seq" && schema == table.schema && name.size() <= 63;
    }

private:
    std::map<std::string, const migrate::column_definition*> owners_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
