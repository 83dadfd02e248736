// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with an insert, update or delete.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number insert_is_complete{24};
}
template <class... About> struct sentence<failed<rule::insert_is_complete, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]");
    }
};

namespace rule {
inline constexpr rule_number assignment_of_table{25};
}
template <class... About> struct sentence<failed<rule::assignment_of_table, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column of another table is assigned. Set columns of the table that is written. [E025]");
    }
};

namespace rule {
inline constexpr rule_number assignment_fits{26};
}
template <class... About> struct sentence<failed<rule::assignment_fits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the assigned value is not of the column's type. Assign a value of the field's type, or cast to it. [E026]");
    }
};

namespace rule {
inline constexpr rule_number assignment_once{27};
}
template <class... About> struct sentence<failed<rule::assignment_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a column is assigned twice in one statement. Assign it once. [E027]");
    }
};

namespace rule {
inline constexpr rule_number write_has_condition{28};
}
template <class... About> struct sentence<failed<rule::write_has_condition, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: update or delete without a condition. Add .where(...), or say .all_rows() if every row is meant. [E028]");
    }
};

namespace rule {
inline constexpr rule_number update_sets_columns{29};
}
template <class... About> struct sentence<failed<rule::update_sets_columns, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: update without set. Say what changes: .set(refract::col<&T::field> = value). [E029]");
    }
};

namespace rule {
inline constexpr rule_number set_takes_assignments{49};
}
template <class... About> struct sentence<failed<rule::set_takes_assignments, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]");
    }
};

namespace rule {
inline constexpr rule_number assignment_keeps_digits{56};
}
template <class... About> struct sentence<failed<rule::assignment_keeps_digits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the assigned value would lose digits in its column: a fraction in a whole number, a double in a decimal, microseconds in seconds. Assign a value of the field's type, or cast to it. [E056]");
    }
};

namespace rule {
inline constexpr rule_number assignment_is_never_null{57};
}
template <class... About> struct sentence<failed<rule::assignment_is_never_null, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]");
    }
};

namespace rule {
inline constexpr rule_number assignment_is_not_generated{58};
}
template <class... About> struct sentence<failed<rule::assignment_is_not_generated, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a generated column is assigned. Leave it out: the database computes it. [E058]");
    }
};

namespace rule {
inline constexpr rule_number assignment_is_not_always_made{307};
}
template <class... About> struct sentence<failed<rule::assignment_is_not_always_made, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an update assigns a column that the database always counts, .identity_always(). Leave it out, or say .identity(): that one can be changed. [E307]");
    }
};

namespace rule {
inline constexpr rule_number excluded_in_upsert{116};
}
template <class... About> struct sentence<failed<rule::excluded_in_upsert, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: excluded<...> stands outside of an upsert. Write it in do_update(...), or in the where(...) behind that; elsewhere it is col<...>. [E116]");
    }
};

namespace rule {
inline constexpr rule_number insert_condition_is_of_upsert{117};
}
template <class... About> struct sentence<failed<rule::insert_condition_is_of_upsert, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an insert has a condition, and no row that is there to hold it against. Write where(...) behind on_conflict<...>().do_update(...). [E117]");
    }
};

namespace rule {
inline constexpr rule_number conflict_is_of_key{118};
}
template <class... About> struct sentence<failed<rule::conflict_is_of_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: on_conflict names columns that are neither the primary key nor unique together. Name those of the key, of refract::unique<...>, or of the one partial index that has them unique; without columns there is only do_nothing(). [E118]");
    }
};

namespace rule {
inline constexpr rule_number query_fits_columns{119};
}
template <class... About> struct sentence<failed<rule::query_fits_columns, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the query of an insert does not select what the columns take. Select one value for each of columns<...>(), of its type; from(query) alone takes the table's own struct, without generated columns. [E119]");
    }
};

namespace rule {
inline constexpr rule_number write_is_joined_outside{133};
}
template <class... About> struct sentence<failed<rule::write_is_joined_outside, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query in from(...) or using_table(...) of a write names the table that is written, which it does not see. Compare the two in where(...). [E133]");
    }
};

namespace rule {
inline constexpr rule_number limited_write_has_key{134};
}
template <class... About> struct sentence<failed<rule::limited_write_has_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an update or delete with a limit has a further table, or its table has no primary key. Choose its rows in where(...): col<&T::a>.in(query), where the query has the limit. [E134]");
    }
};

namespace rule {
inline constexpr rule_number write_order_has_limit{135};
}
template <class... About> struct sentence<failed<rule::write_order_has_limit, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an update or delete has an order or an offset, and no limit. Add .limit(n), or leave them out: all of its rows are written. [E135]");
    }
};

namespace rule {
inline constexpr rule_number view_is_read_only{174};
}
template <class... About> struct sentence<failed<rule::view_is_read_only, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a view is written to. Write to the tables that it reads; where the database writes through the view, leave refract::read_only_view out of the model. [E174]");
    }
};

namespace rule {
inline constexpr rule_number merge_exists{140};
}
template <class... About> struct sentence<failed<rule::merge_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database has no MERGE. Write insert_into<T>()...on_conflict<&T::key>().do_update(...), or an update, an insert and a delete in one transaction. [E140]");
    }
};

namespace rule {
inline constexpr rule_number branch_has_rows{141};
}
template <class... About> struct sentence<failed<rule::branch_has_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a merge has no branch, one behind another of its kind without a condition, or one that names a row it does not have: when_not_matched has none of the written table, when_not_matched_by_source only that one. Write .using_table<S>(condition).when_matched().do_update(...), .when_not_matched().do_insert(...). [E141]");
    }
};

namespace rule {
inline constexpr rule_number set_if_of_branch{212};
}
template <class... About> struct sentence<failed<rule::set_if_of_branch, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a set_if of a merge stands behind no assignments of a branch. Write it behind do_update or do_insert: .when_matched().do_update(a = 1).set_if(flag, b = 2). [E212]");
    }
};

namespace rule {
inline constexpr rule_number side_of_written_row{142};
}
template <class... About> struct sentence<failed<rule::side_of_written_row, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: old_value<...> or new_value<...> stands outside of returning, or names another table than the written one, or a delete is asked for its new row. Write it in returning(...) of the write; elsewhere it is col<...>. [E142]");
    }
};

namespace rule {
inline constexpr rule_number write_in_with_exists{136};
}
template <class... About> struct sentence<failed<rule::write_in_with_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a write stands in WITH, which the database does not know. Run it by itself, with returning(...), before the other statement, and both in one transaction. [E136]");
    }
};

namespace rule {
inline constexpr rule_number write_in_with_of_whole{137};
}
template <class... About> struct sentence<failed<rule::write_in_with_of_whole, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a write stands in the WITH of a query inside another one. Put it into the WITH of the whole statement: with(write).from(query). [E137]");
    }
};

namespace rule {
inline constexpr rule_number excluded_is_of_inserted{158};
}
template <class... About> struct sentence<failed<rule::excluded_is_of_inserted, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: excluded<...> names a column of another struct than the one that is inserted. Name one of the inserted: excluded<&T::x> of insert_into<T>(); columns of other tables are col<...>. [E158]");
    }
};

namespace rule {
inline constexpr rule_number conflict_is_answered{287};
}
template <class... About> struct sentence<failed<rule::conflict_is_answered, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: on_conflict does not say what happens to a row that is there already. Write .do_nothing() or .do_update(...) behind it. [E287]");
    }
};

namespace rule {
inline constexpr rule_number insert_sets_columns{279};
}
template <class... About> struct sentence<failed<rule::insert_sets_columns, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: insert_into(...).values(...) is given values without their columns. Write insert_into<T>().set(refract::col<&T::a> = 1, refract::col<&T::b> = \"x\"), or db.insert(object); many rows by db.insert_many(objects). [E279]");
    }
};

namespace rule {
inline constexpr rule_number write_names_its_tables{301};
}
template <class... About> struct sentence<failed<rule::write_names_its_tables, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an update or a delete has no join. Write update<T>().set(...).from<U>().where(condition), delete_from<T>().using_table<U>().where(condition), or a condition that holds a query: exists(from<U>().where(...)). [E301]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
