// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/dialect/schema_facts.hpp>
#include <refract/dialect/spelling.hpp>
#include <refract/dialect/stored_forms.hpp>
#include <refract/dialect/type_names.hpp>

#include <cstdint>

/// \file
/// What differs between databases, as data. What stands here is a fact or a form with a name of its own; no code asks
/// which database it is for. A new database is one header with one `dialect_info`: docs/reference/dialect/dialect.md.

namespace refract {
inline namespace v0 {
namespace detail {

/// How placeholders are written. Where they have no number, a value that the text needs twice is bound twice.
enum class placeholder_form : std::uint8_t {
    numbered, ///< the mark and a number: ?1, $1, @p1
    plain,    ///< the mark alone: ?
};

/// How a list is bound as one parameter.
enum class list_form : std::uint8_t { array, json };

/// How a statement that writes says which columns of its rows come back.
enum class returning_form : std::uint8_t {
    none,
    at_the_end, ///< RETURNING "id"
    output,     ///< OUTPUT inserted.[id], before VALUES and WHERE
};

/// How an insert becomes an update of the row that is there.
enum class upsert_form : std::uint8_t {
    on_conflict,      ///< ON CONFLICT (key) DO UPDATE SET a = excluded.a
    on_duplicate_key, ///< ON DUPLICATE KEY UPDATE a = VALUES(a)
    merge,            ///< MERGE INTO t USING (VALUES (...)) AS excluded ON ... WHEN MATCHED ...
};

/// Of what type the sum and the average of whole numbers are.
enum class aggregate_form : std::uint8_t {
    of_result,   ///< wide enough for the program's
    wider,       ///< numeric, or the like: the result is cast
    of_argument, ///< 7 / 2 is 3 in an average: the argument is cast
};

/// Names, parameters and constants.
struct lexical_facts {
    char quote_open = '"', quote_close = '"'; ///< around names; the closing one is doubled inside
    placeholder_form placeholders = placeholder_form::numbered;
    constant_text placeholder_mark = "?";
    bool backslash_escapes = false; ///< a backslash in a text may be an escape: such a text is written E'...'
    constant_text bytewise_collation = "binary";
    constant_text true_word = "true", false_word = "false";
    constant_text not_a_number{}, infinity{}, minus_infinity{}; ///< empty: it cannot be stored
    constant_text interval_before{}, interval_behind{};         ///< around a constant's microseconds
    constant_text zone_suffix{};                                ///< of a constant moment, in UTC
};

/// The forms of statements.
struct statement_facts {
    // Rows from and to: {limit} and {offset} are what was given.
    constant_text limit = " LIMIT {limit}";
    constant_text offset = " OFFSET {offset}";
    constant_text limit_and_offset = " LIMIT {limit} OFFSET {offset}";
    constant_text limit_with_ties{}, ties_and_offset{}; ///< also rows that are equal to the last one
    constant_text order_of_limit{};                     ///< stands before them in a query without an order
    constant_text exists = "SELECT EXISTS ({query})";
    bool orders_inner_queries = true; ///< a query in FROM may have an order without a limit
    bool sends_whole_results = false; ///< a query for one row says LIMIT 1
    bool has_full_join = true;
    bool has_all_of_sets = false; ///< INTERSECT ALL and EXCEPT ALL
    bool has_functions_in_schemas = true;
    bool has_lateral = false;                ///< a query in FROM may name the tables to its left
    constant_text for_update{}, for_share{}; ///< empty: it has no locks of rows
    // {0} is an expression, {order} its direction.
    constant_text nulls_first = "{0}{order} NULLS FIRST", nulls_last = "{0}{order} NULLS LAST";
    bool has_distinct_on = false;    ///< SELECT DISTINCT ON (a) ...
    bool takes_on_for_join = true;   ///< ON CONFLICT behind a query whose end is a table
    bool casts_rows_of_sets = false; ///< columns of a union are of one type to the letter, as in a recursion
    bool nulls_are_smallest = true;  ///< where NULL stands unless it is said
    bool keys_see_outside = true;    ///< GROUP BY and ORDER BY of a query inside may name columns outside
    // Writes.
    bool updates_from = false; ///< UPDATE ... FROM
    /// How a delete names other tables: {tables} are they and the condition.
    constant_text delete_using = " WHERE EXISTS (SELECT 1 FROM {tables})";
    bool has_procedures = false;       ///< CALL
    std::int32_t merge_since = 0;      ///< the version that has MERGE; 0: none
    std::int32_t late_merge_since = 0; ///< the one where it also returns rows, stands in WITH, and has BY SOURCE
    std::int32_t sides_since = 0;      ///< the version where RETURNING knows old and new values; 0: none
    std::int32_t ties_since = 0;       ///< the one that has a limit with ties; 0: none
    std::int32_t search_since = 0;     ///< the one that has SEARCH and CYCLE in WITH RECURSIVE; 0: none
    bool writes_in_with = false;       ///< WITH gone AS (DELETE ... RETURNING ...)
    bool returns_joined = false;       ///< RETURNING may name the other tables of an update or delete
    // Keys of rows that stay in the server, from a statement to those behind it; empty: it cannot keep them. {query},
    // {rows} is a name for it with the names {columns}; {names} are those of the keys, {keys} a list of what is below.
    std::string_view hand_keys{}, for_each_key{};
    std::string_view handed_key{}, handed_distinct_key{}; ///< {column} is kept under {name}; {none}: an empty list
    std::string_view handed_text{};                       ///< what of a {column} of text; empty: the column
    std::string_view given_key{};                         ///< the array {keys} is kept under {name}
    std::string_view taken_keys{};                        ///< as an array of {type}
    // A column that has one of some keys, {list}, or of those below them in {table}: {own} has them, and {above} those
    // of rows below. {keys} is a name, and {key} that of its column; {rows} another name.
    std::string_view keys_below{};
    // Cursors, where a connection has one result at a time: {name} is the cursor's, {what} a query or a count of rows.
    std::string_view open_cursor{}, fetch_rows{}, close_cursor{};
    std::string_view snapshot{}; ///< a statement at the beginning of a transaction: all see the same
    // Many rows at once, whose columns are lists; empty: it has no such statements. {insert} has {values}, the rows of
    // {lists}. It fails unless each row comes back, in its place and with the key that was sent: {keys} says so. {all}
    // tells whether the rows are wanted.
    std::string_view insert_lists{}, sent_key{}, checked_insert{}, checked_key{};
    constant_text checked_mark = "refract:"; ///< stands in the message of that failure
    // Keys that the statement itself makes where {list} has none, for {column} of {table}; a failure like that one
    // where it cannot. They are kept under a name for the statements behind it, of which rows take the keys of
    // {positions}: in what was kept, one after another, and in {given} behind that.
    std::string_view made_keys{}, from_made_keys{}, made_list{}, keep_made_keys{};
    std::string_view insert_taking{}, kept_keys{}, all_kept_keys{}, taken_key{}, taken_list{};
    /// How {query}, the keys of some rows, stands in a write of only those rows.
    constant_text chosen_rows = "{query}";
    constant_text insert_of_defaults = " DEFAULT VALUES";
    returning_form insert_returning = returning_form::at_the_end;
    returning_form update_returning = returning_form::at_the_end;
    returning_form delete_returning = returning_form::at_the_end;
    upsert_form upsert = upsert_form::on_conflict;
    constant_text excluded = "excluded.{0}"; ///< in an upsert, the value that was to be inserted
    constant_text begin = "BEGIN", commit = "COMMIT";
    // Transactions inside transactions; {0} is a name. Empty: they end with the one around them.
    constant_text savepoint = "SAVEPOINT {0}", release_savepoint = "RELEASE SAVEPOINT {0}";
    constant_text roll_back_to_savepoint = "ROLLBACK TO SAVEPOINT {0}";
};

/// How a path in JSON is written: '$."address"."lines"[0]'.
struct json_path_form {
    constant_text begin = "'$", key_before = ".\"", key_behind = "\"";
    constant_text item_before = "[", item_behind = "]";
    constant_text separator{}, end = "'";
};

/// The facts about values and types.
struct value_facts {
    list_form lists = list_form::json;
    bool conditions_are_values = true; ///< SELECT a > 1, and WHERE flag; else CASE and flag = 1
    bool like_ignores_case = false;    ///< of ASCII letters
    bool compares_rows = true;         ///< (a, b) < (x, y)
    /// The rows of {lists} side by side, each as `row_list` says: {list} under a {name}, whose column is an {item}.
    std::string_view rows_of_lists{}, row_list{};
    std::string_view list_of_bytes{};           ///< the items of {list}; empty: those of any list
    bool lists_rows = true;                     ///< IN ((x, y), (z, w)); else IN (VALUES (x, y), (z, w))
    bool compares_with_any = false;             ///< x = ANY (SELECT ...)
    int low_bound = precedence::comparison + 1; ///< how tightly the first bound of BETWEEN has to bind
    bool separates_distinct = true;             ///< string_agg(DISTINCT x, ',')
    bool has_extremes_of_all = true;            ///< min(flag), and of UUIDs, JSON and bytes
    bool filters_aggregates = true;             ///< count(x) FILTER (WHERE ...); else CASE inside
    aggregate_form aggregate_types = aggregate_form::of_result;
    bool has_exact_decimals = true; ///< numeric(18, 2), and arithmetic without binary fractions
    /// Around a quotient of decimals where they are not exact: what makes 5.73 / 3 the number that 1.91 is.
    constant_text decimal_quotient{};
    constant_text document_cast{}; ///< of a document that is kept as text, where it meets others
    constant_text in_utc{};        ///< behind a moment whose parts would be those of the session's zone
    constant_text moment{};        ///< the time of the statement, where `now` is that of its transaction
    /// What a time is cast to when it is read from a column whose type the model spells otherwise; empty where
    /// columns of any type can be read as they are.
    constant_text moment_when_read{};
    constant_text address_when_read{}; ///< stands before a network address that becomes text
    json_path_form json_paths{};
    /// What a path leads to, as JSON and as text, and the same of a path with numbers, where they are keys as well to
    /// the first two. {way} is the path as SQLite and jsonpath write it, {root} one without steps.
    constant_text json_part{}, json_part_text{}, json_item{}, json_item_text{};
    /// The columns of functions that give rows, where they cannot be named: AS "tag" ("value", "position") elsewhere.
    constant_text row_value{}, row_position{};
    constant_text fit{};           ///< a function that refuses what does not fit a column; empty: the database does
    constant_text own_functions{}; ///< what the names of functions begin with that only refract's connections have
};

/// The forms of CREATE statements.
struct definition_facts {
    kind_names type_names{};         ///< one row per kind
    constant_text generated_key{};   ///< behind the type of a key that the database makes
    constant_text identity_always{}; ///< the same where a statement may not give it; empty: there is no such key
    constant_text counting_key{};    ///< behind such a PRIMARY KEY where keys of deleted rows are not to come again
    bool has_comments = false;       ///< COMMENT ON
    bool generates_by_type = false;  ///< such a key has the type of its kind, to the letter
    bool adds_foreign_keys = false;  ///< ALTER TABLE ... ADD FOREIGN KEY, needed where references must exist
    bool has_named_enums = false;    ///< CREATE TYPE ... AS ENUM
    // What stands before a view's name; empty: there are no such views.
    constant_text create_view = "CREATE VIEW ", create_materialized_view{}, refresh_view{};
    constant_text full_text_module{}; ///< what makes full-text tables; empty: there are none
    /// Whether the server computes columns when they are read: a question as those of schema_facts; empty: it does.
    constant_text find_virtual_columns{};
};

/// How a database spells things, and what it has. Plain data: printing is no template on it.
struct dialect_info {
    constant_text name;
    lexical_facts lexical{};
    statement_facts statements{};
    value_facts values{};
    definition_facts definitions{};
    schema_facts schemas{};
    stored_spellings stored_forms{}; ///< one row per form that is not the usual one
    const spelling (*spellings)[operation_count] = &standard_spellings;

    constexpr const spelling& spelled(operation op) const { return (*spellings)[static_cast<std::size_t>(op)]; }
};

} // namespace detail
} // namespace v0
} // namespace refract
