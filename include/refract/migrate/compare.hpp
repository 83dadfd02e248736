// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/definition.hpp>
#include <refract/migrate/index_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What has to change in one database so that it holds what another does, as plain data without an order.

namespace refract {
inline namespace v0 {
namespace migrate {

/// The same thing in two databases; null where one of them does not have it.
template <class Definition> struct change {
    const Definition* before = nullptr;
    const Definition* after = nullptr;
    bool is_remade = false; ///< it is made anew because of what it stands on, whether it is another or not

    bool is_new() const { return !before; }
    bool is_gone() const { return !after; }
    bool is_changed() const { return before && after; }
};

/// What changes in a table that both have.
struct table_change {
    const table_definition* before = nullptr;
    const table_definition* after = nullptr;
    std::vector<change<column_definition>> columns{};
    std::vector<change<constraint_definition>> constraints{};
    std::vector<change<index_definition>> indexes{};
    std::vector<change<attachment_definition>> attachments{};
    bool order_differs = false; ///< of columns that both have: nobody is told to move them

    bool any() const {
        return !columns.empty() || !constraints.empty() || !indexes.empty() || !attachments.empty() ||
               before->kind != after->kind || before->options != after->options || before->comment != after->comment ||
               before->keeps_counting != after->keeps_counting;
    }
};

/// What belongs to a type, function or sequence that both have.
struct object_change {
    std::string kind{}; ///< "enum", or the object's
    std::string schema{}, name{};
    change<attachment_definition> attached{};
};

/// The difference of two descriptions, which it points into.
struct difference {
    std::vector<change<std::string>> schemas{};
    std::vector<change<enum_definition>> enums{};
    std::vector<change<object_definition>> objects{};
    std::vector<change<table_definition>> tables{}; ///< new and gone ones, and views whose query is another
    std::vector<table_change> changed{};
    std::vector<object_change> changed_objects{};

    bool empty() const {
        return schemas.empty() && enums.empty() && objects.empty() && tables.empty() && changed.empty() &&
               changed_objects.empty();
    }
};

} // namespace migrate

namespace detail {

/// Whether a text of a catalog names this.
inline bool mentions(std::string_view sql, std::string_view name) {
    if (sql.find(name) == sql.npos && name.find('"') == name.npos) return false;
    for (const bool brackets_quote : {false, true}) // ARRAY[name] of the one database is ["the name"] of another
        for (const sql_token& each : sql_tokenizer(sql, brackets_quote).all())
            if (each.is_name() && unquote_sql(each.text) == name) return true;
    return false;
}
/// Whether two texts of a catalog say the same.
inline bool says_same(std::string_view left, std::string_view right) {
    if (left == right) return true;
    for (const bool brackets_quote : {true, false}) // see above
        if (is_same_sql(settled_sql(left, brackets_quote), settled_sql(right, brackets_quote))) return true;
    return false;
}
inline bool is_same(const migrate::column_definition& left, const migrate::column_definition& right) {
    return says_same(left.type, right.type) && left.nullable == right.nullable &&
           left.null_conflict == right.null_conflict && says_same(left.default_sql, right.default_sql) &&
           says_same(left.collation, right.collation) && says_same(left.generated_sql, right.generated_sql) &&
           (!left.is_generated() || left.is_stored == right.is_stored) && left.identity == right.identity &&
           left.counting == right.counting && left.comment == right.comment;
}
/// A constraint without a name is known by what it says.
inline bool is_same(const migrate::constraint_definition& left, const migrate::constraint_definition& right) {
    return left.kind == right.kind && says_same(left.sql, right.sql);
}
inline bool is_same(const migrate::index_definition& left, const migrate::index_definition& right) {
    return left.is_unique == right.is_unique && left.is_valid == right.is_valid && left.comment == right.comment &&
           (says_same(left.sql, right.sql) || is_same_index(left.sql, right.sql));
}
inline bool is_same(const migrate::attachment_definition& left, const migrate::attachment_definition& right) {
    return left.kind == right.kind && says_same(left.sql, right.sql);
}
inline bool is_same(const migrate::enum_definition& left, const migrate::enum_definition& right) {
    return left.labels == right.labels && left.comment == right.comment;
}
inline bool is_same(const migrate::object_definition& left, const migrate::object_definition& right) {
    return says_same(left.sql, right.sql);
}
inline bool is_same(const std::string&, const std::string&) { return true; }

inline bool have_one_name(const migrate::column_definition& left, const migrate::column_definition& right) {
    return left.name == right.name;
}
inline bool have_one_name(const migrate::constraint_definition& left, const migrate::constraint_definition& right) {
    return left.name.empty() && right.name.empty() ? is_same(left, right) : left.name == right.name;
}
inline bool have_one_name(const migrate::index_definition& left, const migrate::index_definition& right) {
    return left.name == right.name;
}
/// Who may do what with a table, whose it is, and where it lies: whoever runs the database says so, and no model.
inline bool is_grant(const migrate::attachment_definition& each) {
    for (const std::string_view kind : {"grant ", "no grant ", "owner", "tablespace"})
        if (each.kind.starts_with(kind)) return true;
    return false;
}
/// The column that a setting is of, or a grant is for: "storage of extended column", "grant of SELECT (price) to".
inline std::string_view column_of(const migrate::attachment_definition& each) {
    const std::string_view kind = each.kind;
    if (kind.ends_with(" column")) return each.name;
    const std::size_t open = kind.find(" (");
    return kind.ends_with(") to") && open != kind.npos ? kind.substr(open + 2, kind.size() - open - 6)
                                                       : std::string_view();
}
/// How values of a column are kept, which another type may not know.
inline bool is_storage(const migrate::attachment_definition& each) {
    return each.kind.starts_with("storage of ") || each.kind.starts_with("compression of ");
}
/// "trigger noted", "row level security"
inline std::string title_of(const migrate::attachment_definition& what) {
    return what.kind + (what.name.empty() ? "" : " " + what.name);
}
/// "trigger state" of a trigger, and a comment on it
inline bool is_state_of(const migrate::attachment_definition& state, const migrate::attachment_definition& of) {
    return state.name == of.name && (state.kind == of.kind + " state" || state.kind == "comment on " + of.kind);
}
inline bool is_comment_of(const migrate::attachment_definition& comment, const migrate::constraint_definition& of) {
    return comment.name == of.name && comment.kind == "comment on constraint";
}
inline bool have_one_name(const migrate::attachment_definition& left, const migrate::attachment_definition& right) {
    return left.kind == right.kind && left.name == right.name;
}
inline bool have_one_name(const std::string& left, const std::string& right) { return left == right; }
inline bool have_one_name(const migrate::object_definition& left, const migrate::object_definition& right) {
    return left.kind == right.kind && left.schema == right.schema && left.name == right.name;
}
template <class Placed> bool have_one_name(const Placed& left, const Placed& right) {
    return left.schema == right.schema && left.name == right.name;
}

template <class Definition> const Definition* find_named(const std::vector<Definition>& all, const Definition& wanted) {
    for (const Definition& each : all)
        if (have_one_name(each, wanted)) return &each;
    return nullptr;
}
/// What is new, gone or another, in the order of `after`.
template <class Definition> std::vector<migrate::change<Definition>> compare_all(const std::vector<Definition>& before,
                                                                                 const std::vector<Definition>& after) {
    std::vector<migrate::change<Definition>> found;
    for (const Definition& each : before)
        if (!find_named(after, each)) found.push_back({&each, nullptr, false});
    for (const Definition& each : after) {
        const Definition* const old = find_named(before, each);
        if (!old || !is_same(*old, each)) found.push_back({old, &each, false});
    }
    return found;
}

inline migrate::table_change compare_table(const migrate::table_definition& before,
                                           const migrate::table_definition& after) {
    migrate::table_change found{.before = &before, .after = &after};
    found.columns = compare_all(before.columns, after.columns);
    found.constraints = compare_all(before.constraints, after.constraints);
    found.indexes = compare_all(before.indexes, after.indexes);
    found.attachments = compare_all(before.attachments, after.attachments);
    std::size_t last = 0;
    for (const migrate::column_definition& each : after.columns)
        if (const migrate::column_definition* const old = before.find_column(each.name)) {
            const auto place = static_cast<std::size_t>(old - before.columns.data()) + 1;
            found.order_differs |= place < last;
            last = place;
        }
    return found;
}

/// Of those that have attachments: what both have.
template <class Object> void compare_attached(std::vector<migrate::object_change>& found,
                                              const std::vector<Object>& before, const std::vector<Object>& after) {
    for (const Object& each : after) {
        const Object* const old = find_named(before, each);
        if (!old || (old->attachments.empty() && each.attachments.empty())) continue;
        std::string kind = "enum";
        if constexpr (requires { each.kind; }) kind = each.kind;
        for (const auto& one : compare_all(old->attachments, each.attachments))
            found.push_back({kind, each.schema, each.name, one});
    }
}

} // namespace detail

namespace migrate {

/// What has to change. Both must live as long as what is found.
inline difference compare(const database_definition& before, const database_definition& after) {
    difference found;
    found.schemas = detail::compare_all(before.schemas, after.schemas);
    found.enums = detail::compare_all(before.enums, after.enums);
    found.objects = detail::compare_all(before.objects, after.objects);
    for (const table_definition& each : before.tables)
        if (!detail::find_named(after.tables, each)) found.tables.push_back({&each, nullptr, false});
    for (const table_definition& each : after.tables) {
        const table_definition* const old = detail::find_named(before.tables, each);
        const bool is_another = old && (old->kind != each.kind || !detail::says_same(old->sql, each.sql));
        if (!old || is_another) {
            found.tables.push_back({old, &each, false});
        } else if (table_change inside = detail::compare_table(*old, each); inside.any()) {
            found.changed.push_back(std::move(inside));
        }
    }
    detail::compare_attached(found.changed_objects, before.enums, after.enums);
    detail::compare_attached(found.changed_objects, before.objects, after.objects);
    return found;
}

} // namespace migrate
} // namespace v0
} // namespace refract
