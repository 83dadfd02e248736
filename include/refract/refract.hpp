// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// Everything but drivers: models, queries, their SQL, and the client that runs them.

// Sentences first: compilers print the way of includes that leads to them.
#include <refract/base/rule.hpp>

#include <refract/base/rules/client.hpp>
#include <refract/base/rules/edit.hpp>
#include <refract/base/rules/encoded.hpp>
#include <refract/base/rules/flat.hpp>
#include <refract/base/rules/function.hpp>
#include <refract/base/rules/json.hpp>
#include <refract/base/rules/kinds.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/rules/policy.hpp>
#include <refract/base/rules/query.hpp>
#include <refract/base/rules/result.hpp>
#include <refract/base/rules/row.hpp>
#include <refract/base/rules/schema.hpp>
#include <refract/base/rules/shape.hpp>
#include <refract/base/rules/write.hpp>

#include <refract/schema/column_option.hpp>

#include <refract/base/version.hpp>
#include <refract/client/database.hpp>
#include <refract/codec/array.hpp>
#include <refract/codec/bytes.hpp>
#include <refract/codec/chrono.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/encoded.hpp>
#include <refract/codec/enumeration.hpp>
#include <refract/codec/json.hpp>
#include <refract/codec/json_of.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/numeric.hpp>
#include <refract/codec/row_list.hpp>
#include <refract/codec/text.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/array.hpp>
#include <refract/expr/beside.hpp>
#include <refract/expr/bits.hpp>
#include <refract/expr/case_when.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/date.hpp>
#include <refract/expr/full_text.hpp>
#include <refract/expr/function.hpp>
#include <refract/expr/grouping.hpp>
#include <refract/expr/json.hpp>
#include <refract/expr/json_aggregate.hpp>
#include <refract/expr/list.hpp>
#include <refract/expr/misused.hpp>
#include <refract/expr/number_function.hpp>
#include <refract/expr/operators.hpp>
#include <refract/expr/parameter.hpp>
#include <refract/expr/raw.hpp>
#include <refract/expr/row_list.hpp>
#include <refract/expr/sql_function.hpp>
#include <refract/expr/statistics.hpp>
#include <refract/expr/subquery.hpp>
#include <refract/expr/text_function.hpp>
#include <refract/expr/text_search.hpp>
#include <refract/expr/updated_at.hpp>
#include <refract/expr/value.hpp>
#include <refract/expr/window.hpp>
#include <refract/graph/by_key.hpp>
#include <refract/graph/edit.hpp>
#include <refract/graph/fill.hpp>
#include <refract/graph/insert.hpp>
#include <refract/graph/load.hpp>
#include <refract/graph/raw_roots.hpp>
#include <refract/graph/stream.hpp>
#include <refract/query/ordering.hpp>
#include <refract/query/predicate.hpp>
#include <refract/query/query.hpp>
#include <refract/query/value_rows.hpp>
#include <refract/schema/policy.hpp>
#include <refract/schema/relation.hpp>
#include <refract/schema/schema.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/ready_statement.hpp>
#include <refract/sql/statement.hpp>
