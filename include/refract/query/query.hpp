// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// All that begins a query: from, insert_into, update, delete_from, with; and the conditions over relations.

#include <refract/query/erase.hpp>
#include <refract/query/insert.hpp>
#include <refract/query/merge.hpp>
#include <refract/query/pipe.hpp>
#include <refract/query/procedure.hpp>
#include <refract/query/relation_filter.hpp>
#include <refract/query/select.hpp>
#include <refract/query/table_function.hpp>
#include <refract/query/update.hpp>
#include <refract/query/with.hpp>
