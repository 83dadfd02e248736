// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr kind_name postgres_type_names[] = {
    {type_kind::boolean, "boolean"},
    {type_kind::small_integer, "smallint"},
    {type_kind::integer, "integer"},
    {type_kind::big_integer, "bigint"},
    {type_kind::real, "real"},
    {type_kind::double_precision, "double precision"},
    {type_kind::text, "text"},
    {type_kind::bytes, "bytea"},
    {type_kind::timestamp, "timestamptz"},
    {type_kind::date, "date"},
    {type_kind::time, "time"},
    {type_kind::interval, "interval"},
    {type_kind::uuid, "uuid"},
    {type_kind::decimal, "numeric"},
    {type_kind::json, "jsonb"},
    {type_kind::numeric, "numeric"},
    {type_kind::array, "[]"}, // behind the name of its items' type
    {type_kind::enumeration, "text"},
};
static_assert(names_every_kind(postgres_type_names));

// A backslash is a plain character in patterns, as on other databases: ESCAPE ''. The year before 1 is 0, as in ISO
// 8601, and -1 to extract().
inline constexpr spelling_table postgres_spellings = spell({
    {operation::like, "{(0)} LIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::not_like, "{(0)} NOT LIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::ilike, "{(0)} ILIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::ilike_escaped, "{(0)} ILIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::starts_with, "starts_with({(0)} COLLATE \"C\", {(1)} COLLATE \"C\")"},
    {operation::ends_with, "right({0}, length({1})) COLLATE \"C\" = {(1)} COLLATE \"C\"", precedence::comparison},
    {operation::search_order, "{of0}\"search_order\""},
    {operation::is_cycle, "{of0}\"is_cycle\""},
    {operation::text_search, "(to_tsvector({configuration}, {0}) @@ websearch_to_tsquery({configuration}, {1}))"},
    {operation::text_search_rank, "CAST(ts_rank(to_tsvector({configuration}, {0}), "
                                  "websearch_to_tsquery({configuration}, {1})) AS {type})"},
    {operation::text_search_headline, "ts_headline({configuration}, {0}, websearch_to_tsquery({configuration}, {1}))"},
    {operation::text_search_by, "(to_tsvector(CAST({0} AS regconfig), {1}) @@ "
                                "websearch_to_tsquery(CAST({0} AS regconfig), {2}))"},
    {operation::text_search_rank_by, "CAST(ts_rank(to_tsvector(CAST({0} AS regconfig), {1}), "
                                     "websearch_to_tsquery(CAST({0} AS regconfig), {2})) AS {type})"},
    {operation::text_search_headline_by,
     "ts_headline(CAST({0} AS regconfig), {1}, websearch_to_tsquery(CAST({0} AS regconfig), {2}))"},
    {operation::matches, "~", precedence::concatenation},
    {operation::contains, "strpos({(0)} COLLATE \"C\", {(1)} COLLATE \"C\") > 0", precedence::comparison},
    {operation::in_list, "{(0)} = ANY({1})", precedence::comparison},
    {operation::not_in_list, "{(0)} <> ALL({1})", precedence::comparison},
    {operation::cast_to_whole, "CAST(trunc({0}) AS {type})"},
    {operation::cast_boolean_to_number, "CAST(CAST({0} AS integer) AS {type})"}, // integer is all that it casts to
    // Without a zone in the text it would be the session's.
    {operation::cast_text_to_moment,
     "CASE WHEN {(0)} ~ '^ *[0-9]+-[0-9]+-[0-9]+([ T][0-9:.]+)?( BC)? *$' THEN CAST({0} AS timestamp) AT TIME ZONE 'UTC' "
     "ELSE CAST({0} AS {type}) END"},
    {operation::cast_date_to_moment, "CAST({0} AS timestamp) AT TIME ZONE 'UTC'", precedence::sign},
    {operation::divide, "{(0)} / nullif({1}, 0)", precedence::product},
    {operation::divide_whole, "{(0)} / nullif({1}, 0)", precedence::product},
    {operation::modulo, "{(0)} % nullif({1}, 0)", precedence::product},
    {operation::length, "CAST(length({0}) AS {type})"},
    {operation::substring,
     "substr({0}, CAST(CASE WHEN {1} < -2147483648 THEN -2147483648 WHEN {1} > 2147483647 THEN 2147483647 ELSE {1} END AS "
     "integer), CAST(CASE WHEN {2} < 0 THEN 0 WHEN {2} > 2147483647 THEN 2147483647 ELSE {2} END AS integer))"},
    {operation::position, "CAST(strpos({(1)} COLLATE \"C\", {(0)} COLLATE \"C\") AS {type})"},
    {operation::pad_start, "lpad({0}, CAST({1} AS integer), {2})"},
    {operation::reverse, "reverse({0})"},
    {operation::round, "CAST(round(CAST({0} AS numeric), CAST(CASE WHEN {1} < 0 THEN 0 WHEN {1} > 2000 THEN 2000 ELSE "
                       "{1} END AS integer)) AS {type})"},
    {operation::bit_xor, "{(0)} # {(1)}", precedence::concatenation},
    {operation::bit_not, "(~{(0)})"}, // which binds less tightly than + and *
    // It takes the last six bits of the distance, and a narrow number loses what is past its width.
    {operation::shift_left,
     "CASE WHEN {1} BETWEEN 0 AND 63 THEN CAST({0} AS bigint) << CAST({1} AS integer) WHEN {1} BETWEEN -63 AND -1 THEN "
     "CAST({0} AS bigint) >> -CAST({1} AS integer) WHEN {1} > 63 THEN CAST({0} AS bigint) & 0 WHEN {1} < -63 THEN "
     "CAST({0} AS bigint) >> 63 END"},
    {operation::shift_right,
     "CASE WHEN {1} BETWEEN 0 AND 63 THEN CAST({0} AS bigint) >> CAST({1} AS integer) WHEN {1} BETWEEN -63 AND -1 THEN "
     "CAST({0} AS bigint) << -CAST({1} AS integer) WHEN {1} < -63 THEN CAST({0} AS bigint) & 0 WHEN {1} > 63 THEN "
     "CAST({0} AS bigint) >> 63 END"},
    {operation::truncate_moment, "(date_trunc('{unit}', {utc(0)}) AT TIME ZONE 'UTC')"},
    {operation::truncate_date, "CAST(date_trunc('{unit}', CAST({0} AS timestamp)) AS date)"},
    {operation::row_distance, "CAST(CASE WHEN {0} < -2147483648 THEN -2147483648 WHEN {0} > 2147483647 THEN 2147483647 "
                              "ELSE {0} END AS integer)"},
    {operation::length_away, "{0}"},
    {operation::ntile, "CAST(ntile({0}){over} AS {type})"},
    {operation::now, "now()"},
    {operation::now_in_seconds, "date_trunc('second', now())"},
    {operation::year_of,
     "CAST(extract(year FROM {utc(0)}) + CASE WHEN {utc(0)} < '0001-01-01' THEN 1 ELSE 0 END AS {type})"},
    {operation::month_of, "CAST(extract(month FROM {utc(0)}) AS {type})"},
    {operation::day_of, "CAST(extract(day FROM {utc(0)}) AS {type})"},
    {operation::weekday_of, "CAST(extract(dow FROM {utc(0)}) AS {type})"},
    {operation::hour_of, "CAST(extract(hour FROM {utc(0)}) AS {type})"},
    {operation::minute_of, "CAST(extract(minute FROM {utc(0)}) AS {type})"},
    {operation::second_of, "CAST(floor(extract(second FROM {utc(0)})) AS {type})"},
    {operation::quarter_of, "CAST(extract(quarter FROM {utc(0)}) AS {type})"},
    {operation::week_of, "CAST(extract(week FROM {utc(0)}) AS {type})"},
    {operation::day_of_year, "CAST(extract(doy FROM {utc(0)}) AS {type})"},
    // A day has 24 hours in UTC, whatever the session's zone.
    {operation::add_to_moment, "({utc(0)} + {(1)}) AT TIME ZONE 'UTC'", precedence::sign},
    {operation::subtract_from_moment, "({utc(0)} - {(1)}) AT TIME ZONE 'UTC'", precedence::sign},
    {operation::add_to_date, "CAST({(0)} + {(1)} AS {type})"},
    {operation::subtract_from_date, "CAST({(0)} - {(1)} AS {type})"},
    {operation::days_between, "make_interval(days => {(0)} - {(1)})"},
    // Its own product and quotient are floating point, which has no microseconds beyond 285 years. In two halves, since
    // there are more hours than an integer counts.
    {operation::multiply_length,
     "(make_interval(hours => CAST(div(CAST(extract(epoch FROM {0}) AS numeric) * 1000000 * {(1)}, "
     "7200000000) AS integer)) + make_interval(hours => CAST(div(CAST(extract(epoch FROM {0}) AS numeric) * 1000000 * {(1)}, "
     "7200000000) AS integer), secs => CAST(mod(CAST(extract(epoch FROM {0}) AS numeric) * 1000000 * {(1)}, "
     "7200000000) / 1000000 AS double precision)))"},
    {operation::divide_length,
     "(make_interval(hours => CAST(div(div(CAST(extract(epoch FROM {0}) AS numeric) * 1000000, nullif({1}, 0)), "
     "7200000000) AS integer)) + make_interval(hours => CAST(div(div(CAST(extract(epoch FROM {0}) AS numeric) * 1000000, nullif({1}, 0)), "
     "7200000000) AS integer), secs => CAST(mod(div(CAST(extract(epoch FROM {0}) AS numeric) * 1000000, nullif({1}, 0)), "
     "7200000000) / 1000000 AS double precision)))"},
    {operation::abs_length, "greatest({0}, -{(0)})"},
    // Columns may be json or jsonb; only jsonb has everything.
    {operation::json_text, "CASE jsonb_typeof({part}) WHEN 'string' THEN {text of part} END"},
    {operation::json_name, "CASE jsonb_typeof({part}) WHEN 'string' THEN CAST({text of part} AS {type}) END"},
    {operation::json_whole, "CASE jsonb_typeof({part}) WHEN 'number' THEN CAST({text of part} AS {type}) END"},
    {operation::json_real, "CASE jsonb_typeof({part}) WHEN 'number' THEN CAST({text of part} AS {kind}) END"},
    {operation::json_boolean, "CASE jsonb_typeof({part}) WHEN 'boolean' THEN CAST({text of part} AS {type}) END"},
    {operation::json_part, "nullif({part}, 'null')"},
    {operation::json_any_part, "{part}", precedence::concatenation},
    // The operator counts from the end as well, and takes a scalar for a list of it.
    {operation::json_item,
     "jsonb_path_query_first(CAST({0} AS jsonb), 'strict $[$i]', jsonb_build_object('i', {1}), true)"},
    {operation::json_step, "CAST({0} AS jsonb) -> {(1)}", precedence::concatenation},
    {operation::json_has_key, "((CAST({0} AS jsonb) -> {(1)}) IS NOT NULL)"},
    {operation::json_length, "CASE jsonb_typeof(CAST({0} AS jsonb)) WHEN 'array' THEN "
                             "CAST(jsonb_array_length(CAST({0} AS jsonb)) AS {type}) END"},
    {operation::json_contains, "CAST({0} AS jsonb) @> CAST({1} AS jsonb)", precedence::concatenation},
    {operation::json_or_empty, "coalesce(CAST({0} AS jsonb), jsonb_build_object())"},
    {operation::json_set, "jsonb_set(CAST({0} AS jsonb), {path}, {1})"},
    {operation::json_replace, "jsonb_set(CAST({0} AS jsonb), {path}, {1}, false)"},
    {operation::json_if_there, "CASE WHEN {part} IS NULL THEN CAST({0} AS jsonb) ELSE {1} END"},
    // It has an error where a list or a scalar stands on the way.
    {operation::json_remove, "CASE WHEN {part} IS NULL THEN CAST({0} AS jsonb) ELSE "
                             "CAST({0} AS jsonb) #- {path} END"},
    {operation::json_of_value, "{0}", precedence::none},
    {operation::json_of_text, "{0}", precedence::none},
    {operation::json_of_real, "CAST(CAST({0} AS text) AS jsonb)"}, // an infinity would become a text
    {operation::json_of_boolean, "{0}", precedence::none},
    {operation::json_to_set, "coalesce(to_jsonb({0}), 'null')"},
    {operation::json_of_fields, "jsonb_build_object({fields})"},
    {operation::array_has, "{(1)} = ANY({0})", precedence::comparison},
    {operation::array_contains, "@>", precedence::concatenation},
    {operation::array_contained_by, "<@", precedence::concatenation},
    {operation::array_overlaps, "&&", precedence::concatenation},
    {operation::array_append, "array_append({0}, {1})"},
    {operation::array_prepend, "array_prepend({1}, {0})"},
    {operation::array_cat, "array_cat({0}, {1})"},
    {operation::array_remove, "array_remove({0}, {1})"},
    {operation::array_replace, "array_replace({0}, {1}, {2})"},
    {operation::array_position, "CAST(array_position({0}, {1}) AS {type})"},
    {operation::array_length, "CAST(cardinality({0}) AS {type})"},
    {operation::array_element, "({0})[{1}]"},
    {operation::array_to_text, "array_to_string({0}, {1})"},
    {operation::rows_of_series, "generate_series({0}, {1}, {2}) WITH ORDINALITY"},
    {operation::rows_of_array, "unnest({0}) WITH ORDINALITY"},
    {operation::rows_of_json, "LATERAL (SELECT {item}, p - 1 FROM jsonb_array_elements(CASE jsonb_typeof(CAST({0} AS "
                              "jsonb)) WHEN 'array' THEN CAST({0} AS jsonb) END) WITH ORDINALITY AS e(v, p))"},
    {operation::rows_of_values, "jsonb_array_elements(CAST({0} AS jsonb)) WITH ORDINALITY"},
    {operation::row_field, "CAST({(0)} #>> {path} AS {type})"},
    {operation::row_real, "CAST({(0)} #>> {path} AS {type})"},
    {operation::row_moment,
     "(timestamp '1970-01-01' + make_interval(days => CAST(CAST({(0)} #>> {path} AS bigint) / 86400000000 "
     "AS integer), secs => CAST({(0)} #>> {path} AS bigint) % 86400000000 / 1000000.0)) AT TIME ZONE 'UTC'"},
    {operation::row_date, "(date '1970-01-01' + CAST({(0)} #>> {path} AS integer))"},
    {operation::row_length, // in two halves, since there are more hours than an integer counts
     "(make_interval(hours => CAST(CAST({(0)} #>> {path} AS bigint) / 7200000000 AS integer)) + "
     "make_interval(hours => CAST(CAST({(0)} #>> {path} AS bigint) / 7200000000 AS integer), "
     "secs => CAST({(0)} #>> {path} AS bigint) % 7200000000 / 1000000.0))"},
    {operation::row_bytes, "decode({(0)} #>> {path}, 'hex')"},
    {operation::item_text, "CASE jsonb_typeof(v) WHEN 'string' THEN CAST(v #>> {path} AS {type}) END"},
    {operation::item_whole, "CASE jsonb_typeof(v) WHEN 'number' THEN CAST(v #>> {path} AS {type}) END"},
    {operation::item_real, "CASE jsonb_typeof(v) WHEN 'number' THEN CAST(v #>> {path} AS {kind}) END"},
    {operation::item_boolean, "CASE jsonb_typeof(v) WHEN 'boolean' THEN CAST(v #>> {path} AS {type}) END"},
    {operation::item_part, "nullif(v, 'null')"},
    {operation::json_agg, "coalesce({jsonb_agg}, '[]')"},
    {operation::array_agg, "array_agg"},
    {operation::bool_and, "bool_and"},
    {operation::bool_or, "bool_or"},
    {operation::stddev_pop, "CAST({stddev_pop} AS double precision)"}, // of whole numbers they are numeric
    {operation::stddev_samp, "CAST({stddev_samp} AS double precision)"},
    {operation::var_pop, "CAST({var_pop} AS double precision)"},
    {operation::var_samp, "CAST({var_samp} AS double precision)"},
    {operation::corr, "corr"},
    {operation::covar_pop, "covar_pop"},
    {operation::covar_samp, "covar_samp"},
    {operation::regr_slope, "regr_slope"},
    {operation::regr_intercept, "regr_intercept"},
    {operation::percentile_cont, "percentile_cont"},
    {operation::percentile_disc, "percentile_disc"},
    {operation::json_of_null, "CAST('null' AS jsonb)"},
});

/// A number of seconds with a fraction, and a flag of another value, are no values of these types.
inline constexpr stored_spelling postgres_stored_forms[] = {
    {stored_kind::number_flag, type_kind::boolean, "integer",
     "CASE {} WHEN {yes} THEN true WHEN {no} THEN false ELSE CAST(CAST({} AS text) || ' is no flag' AS "
     "boolean) END",
     "CASE {} WHEN true THEN {yes} WHEN false THEN {no} END", true},
    {stored_kind::text_flag, type_kind::boolean, "text",
     "CASE {} WHEN {yes} THEN true WHEN {no} THEN false ELSE CAST(CAST({} AS text) || ' is no flag' AS "
     "boolean) END",
     "CASE {} WHEN true THEN {yes} WHEN false THEN {no} END", true},
    {stored_kind::unix_seconds, type_kind::timestamp, "bigint", "to_timestamp({})",
     "CAST(CAST(CAST(extract(epoch FROM {}) AS double precision) AS text) AS bigint)"},
    {stored_kind::unix_milliseconds, type_kind::timestamp, "bigint",
     "timestamptz '1970-01-01 00:00:00+00' + {} * interval '1 millisecond'",
     "CAST(CAST(CAST(extract(epoch FROM {}) * 1000 AS double precision) AS text) AS bigint)"},
};

} // namespace detail

namespace dialect {

/// PostgreSQL 12 or later. https://www.postgresql.org/docs/current/sql.html
struct postgres {
    static constexpr detail::dialect_info info{
        .name = "PostgreSQL",
        .lexical = {.placeholder_mark = "$",
                    .backslash_escapes = true,
                    .bytewise_collation = "C",
                    .not_a_number = "'NaN'",
                    .infinity = "'Infinity'",
                    .minus_infinity = "'-Infinity'",
                    .interval_before = "interval '",
                    .interval_behind = " microseconds'",
                    .zone_suffix = "+00"},
        .statements =
            {.limit_with_ties = " FETCH FIRST {limit} ROWS WITH TIES",
             .ties_and_offset = " OFFSET {offset} FETCH FIRST {limit} ROWS WITH TIES",
             .sends_whole_results = true,
             .has_all_of_sets = true,
             .has_lateral = true,
             .for_update = " FOR UPDATE",
             .for_share = " FOR SHARE",
             .has_distinct_on = true,
             .takes_on_for_join = false,
             .casts_rows_of_sets = true,
             .nulls_are_smallest = false,
             .updates_from = true,
             .delete_using = " USING {tables}",
             .has_procedures = true,
             .merge_since = 150'000,
             .late_merge_since = 170'000,
             .sides_since = 180'000,
             .ties_since = 130'000,
             .search_since = 140'000,
             .writes_in_with = true,
             .returns_joined = true,
             .hand_keys = "WITH {rows}({columns}) AS MATERIALIZED ({query}) SELECT * FROM {rows} WHERE "
                          "(SELECT {keys} FROM {rows}) IS NOT NULL",
             .for_each_key = "SELECT {rows}.* FROM (SELECT DISTINCT * FROM unnest({keys})) AS {each}({names}) "
                             "CROSS JOIN LATERAL ({query}) AS {rows}",
             .handed_key = "set_config('{name}', coalesce(array_agg({column})::text, '{none}'), true)",
             .handed_distinct_key =
                 "set_config('{name}', coalesce(array_agg(DISTINCT {column})::text, '{none}'), true)",
             .handed_text = "{column}::text", // without the blanks that char(n) adds
             .given_key = "set_config('{name}', {keys}::text, true)",
             // In a sub-select it is read once, not for each row.
             .taken_keys = "(SELECT current_setting('{name}')::{type}[])::{type}[]",
             // Each key by itself: the server has no idea of how few rows are below, and would read the table.
             .keys_below = "{own} = ANY(ARRAY(WITH RECURSIVE {keys}({key}) AS (SELECT * FROM ({list}) AS {rows} UNION "
                           "SELECT {rows}.* FROM {keys} CROSS JOIN LATERAL (SELECT {above} FROM {table} WHERE {own} = "
                           "{keys}.{key} OFFSET 0) AS {rows}) SELECT * FROM {keys}))",
             .open_cursor = "DECLARE {name} NO SCROLL CURSOR FOR {what}",
             .fetch_rows = "FETCH FORWARD {what} FROM {name}",
             .close_cursor = "CLOSE {name}",
             .snapshot = "SET transaction_isolation = 'repeatable read'",
             .insert_lists = " SELECT * FROM unnest({lists})",
             .sent_key = " OVERRIDING SYSTEM VALUE",
             .checked_insert = "WITH {made}{rows} AS ({insert}) SELECT * FROM {rows} WHERE (SELECT CASE "
                               "WHEN {keys} THEN {all} ELSE CAST('{mark} ' || (SELECT count(*) FROM {rows}) "
                               "AS boolean) END{from})",
             .checked_key = "ARRAY(SELECT CAST({column} AS {type}) FROM {rows}) = {list}",
             // The sequence is looked for if a key is wanted; keys may be made otherwise, or the sequence is
             // not for this user.
             .made_keys = "{keys}(k) AS MATERIALIZED (SELECT ARRAY(SELECT CASE WHEN k IS NULL THEN nextval((SELECT "
                          "CASE WHEN has_sequence_privilege(s, 'USAGE, UPDATE') THEN s ELSE CAST(concat('{mark} ', s) "
                          "AS integer)::regclass END FROM (SELECT pg_get_serial_sequence({table}, {column})::regclass "
                          "AS s) AS s)) ELSE k END FROM unnest({list}) AS k)), ",
             .from_made_keys = " FROM {keys}",
             .made_list = "(SELECT k FROM {keys})",
             .keep_made_keys = "set_config({name}, k::text, true) IS ",
             .insert_taking = " SELECT {items} FROM unnest({lists}) AS c({columns})",
             .kept_keys = "CAST(current_setting({name}) AS bigint[]) || ",
             .all_kept_keys = "(SELECT {kept}{given})", // as a query it is made once, not for each row
             .taken_key = "{keys}[{position}]",
             .taken_list = "ARRAY(SELECT {keys}[p] FROM unnest({positions}) AS p)",
             // Chosen once, whatever the plan: a row that this very statement has changed is no longer seen.
             .chosen_rows = "WITH \"chosen\" AS MATERIALIZED ({query} FOR UPDATE) SELECT * FROM \"chosen\""},
        .values = {.lists = detail::list_form::array,
                   .rows_of_lists = "SELECT * FROM unnest({lists})",
                   .row_list = "{list}",
                   .compares_with_any = true,
                   .low_bound = detail::precedence::atom,
                   .has_extremes_of_all = false,
                   .aggregate_types = detail::aggregate_form::wider,
                   .document_cast = "CAST({} AS jsonb)",
                   .in_utc = " AT TIME ZONE 'UTC'",
                   .moment = "clock_timestamp()",
                   .moment_when_read = "timestamp", // with a zone it would be the session's
                   .address_when_read = "abbrev(",
                   .json_paths = {.begin = "'{",
                                  .key_before = "\"",
                                  .key_behind = "\"",
                                  .item_before = "",
                                  .item_behind = "",
                                  .separator = ",",
                                  .end = "}'"},
                   .json_part = "CAST({0} AS jsonb) #> {path}",
                   .json_part_text = "{0} #>> {path}",
                   .json_item = "jsonb_path_query_first(CAST({0} AS jsonb), 'strict ${way}', {root}, true)",
                   .json_item_text = "{part} #>> {root}"},
        .definitions = {.type_names = detail::postgres_type_names,
                        .generated_key = " GENERATED BY DEFAULT AS IDENTITY",
                        .identity_always = " GENERATED ALWAYS AS IDENTITY",
                        .has_comments = true,
                        .adds_foreign_keys = true,
                        .has_named_enums = true,
                        .create_materialized_view = "CREATE MATERIALIZED VIEW ",
                        .refresh_view = "REFRESH MATERIALIZED VIEW ",
                        .find_virtual_columns = "SELECT concat({}, {}) WHERE "
                                                "current_setting('server_version_num')::integer >= 180000"},
        // The functions look where queries look: along search_path, and at what others have committed since the
        // transaction began. information_schema hides what one has no rights on.
        .schemas = {.find_table = "SELECT found::text FROM (SELECT to_regclass(format('%2$s%1$I', {}, "
                                  "quote_ident(nullif({}, '')) || '.')) AS found) AS named "
                                  "WHERE found IS NOT NULL AND NOT EXISTS (SELECT FROM pg_class WHERE oid = found "
                                  "AND relkind NOT IN ('r', 'p', 'v', 'm', 'f'))",
                    .find_type = "SELECT found::text FROM (SELECT to_regtype(format('%2$s%1$I', {}, "
                                 "quote_ident(nullif({}, '')) || '.')) AS found) AS named WHERE found IS NOT NULL",
                    .find_schema =
                        "SELECT found::text FROM (SELECT to_regnamespace(quote_ident({})) AS found) AS named "
                        "WHERE found IS NOT NULL AND {} = ''",
                    .create_schema = "CREATE SCHEMA ",
                    .lock = "SELECT pg_advisory_xact_lock(hashtext('refract: create_tables'))",
                    .longest_name = 63},
        .stored_forms = detail::postgres_stored_forms,
        .spellings = &detail::postgres_spellings.rows,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract
