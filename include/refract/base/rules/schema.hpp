// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong between the models of a schema, and with their names in a database.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number schema_is_no_operand{324};
}
template <class... About> struct sentence<failed<rule::schema_is_no_operand, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an operator stands beside a schema<>, which is a list of models and has no value. Write all of its models in one, using both = refract::schema<User, Post>, and give it to what takes one: db.create_tables<both>(). [E324]");
    }
};

namespace rule {
inline constexpr rule_number models_have_own_tables{90};
}
template <class... About> struct sentence<failed<rule::models_have_own_tables, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two models of a schema are stored in one table. Give one of them another name with refract::named(\"...\") or another place with refract::in_schema(\"...\"); to read a part of a table, select a struct: select<Row>(). [E090]");
    }
};

namespace rule {
inline constexpr rule_number index_names_differ{91};
}
template <class... About> struct sentence<failed<rule::index_names_differ, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two indexes of a schema or two constraints of a table have one name, or an index has a table's. Give one of them another name with .named(\"...\"), or leave out the one that is there twice. [E091]");
    }
};

namespace rule {
inline constexpr rule_number enumeration_has_own_name{293};
}
template <class... About> struct sentence<failed<rule::enumeration_has_own_name, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a named enum has the name of a table or of another enum of the schema, whose types would be one. Give it another name with .native(\"...\"), or another place with .in_schema(\"...\"). [E293]");
    }
};

namespace rule {
inline constexpr rule_number name_fits{92};
}
template <class... About> struct sentence<failed<rule::name_fits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a name has more bytes than the database keeps (PostgreSQL: 63), which would cut it. Give the table, column, alias, index, constraint, schema or enum a shorter one with named(\"...\"). [E092]");
    }
};

namespace rule {
inline constexpr rule_number key_is_never_null{93};
}
template <class... About> struct sentence<failed<rule::key_is_never_null, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the primary key is a std::optional, and a key that is NULL finds no row. Give it a plain type (zero stands for a key that the database makes), or name other fields with refract::primary_key<&T::field>. [E093]");
    }
};

namespace rule {
inline constexpr rule_number foreign_key_stays_in_schema{94};
}
template <class... About> struct sentence<failed<rule::foreign_key_stays_in_schema, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a foreign key leads to a table of another attached database, where SQLite cannot look. Keep both tables in one database, or leave out the foreign key. [E094]");
    }
};

namespace rule {
inline constexpr rule_number name_is_stable{95};
}
template <class... About> struct sentence<failed<rule::name_is_stable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a struct that is a template, or has no name, gives its table a name that each compiler spells in its own way. Name the table with refract::named(\"...\") in the model of each instance. [E095]");
    }
};

namespace rule {
inline constexpr rule_number model_is_whole{65};
}
template <class... About> struct sentence<failed<rule::model_is_whole, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: create_tables cannot make the table of a partial model, which leaves columns out. Put a model with all columns into the schema, or make the table with SQL. [E065]");
    }
};

namespace rule {
inline constexpr rule_number tables_stand_alone{88};
}
template <class... About> struct sentence<failed<rule::tables_stand_alone, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a check, default, index or computed column of a model uses what this database cannot compute in a table, such as arithmetic with times on SQLite. Compare the columns themselves, or store numbers: refract::as_integer<T>. [E088]");
    }
};

namespace rule {
inline constexpr rule_number view_is_defined{175};
}
template <class... About> struct sentence<failed<rule::view_is_defined, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: view_of gives what is no definition of this view: a select of the view's struct, select<View>(...), whose values are constants of the program, of a model with refract::read_only_view or refract::materialized_view. Write such a query, without parameters and conditions of the run time. [E175]");
    }
};

namespace rule {
inline constexpr rule_number view_can_be_materialized{176};
}
template <class... About> struct sentence<failed<rule::view_can_be_materialized, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this database has no materialized views. Use refract::read_only_view, or fill a table: insert_into<T>().from(query). [E176]");
    }
};

namespace rule {
inline constexpr rule_number view_is_no_table{177};
}
template <class... About> struct sentence<failed<rule::view_is_no_table, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a view has an index, a check, or a column with a default, version, time of update or generated value, or a table's foreign key leads to a view: only tables have these. Leave it out; a materialized view may have indexes, and a view's own foreign key says which rows belong together. [E177]");
    }
};

namespace rule {
inline constexpr rule_number refreshed_view_is_materialized{178};
}
template <class... About> struct sentence<failed<rule::refreshed_view_is_materialized, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: refresh is given a model that is no materialized view. Other views are always up to date; a model says refract::materialized_view. [E178]");
    }
};

namespace rule {
inline constexpr rule_number full_text_exists{149};
}
template <class... About> struct sentence<failed<rule::full_text_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a full-text table, or a search in one, is SQLite's, and this database has none. Search the column of an ordinary table: text_search<\"english\">(text, words). [E149]");
    }
};

namespace rule {
inline constexpr rule_number full_text_is_written_simply{150};
}
template <class... About> struct sentence<failed<rule::full_text_is_written_simply, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a full-text table is written with returning, on_conflict or upsert, which it has not, or it is of another table's texts. Insert, update and delete its rows by their key; what is full_text_of<T> follows T, so write to T. [E150]");
    }
};

namespace rule {
inline constexpr rule_number full_text_is_searched{151};
}
template <class... About> struct sentence<failed<rule::full_text_is_searched, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a function of full text names what is no full-text table, more weights than it has columns, or a column that is not searched. Name a model with table(full_text) or table(full_text_of<T>), and a text of it that is not its key. [E151]");
    }
};

namespace rule {
inline constexpr rule_number full_text_is_plain{152};
}
template <class... About> struct sentence<failed<rule::full_text_is_plain, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a full-text table has one whole number for a key, columns that are not called rank, rowid or as the table, and no indexes, checks, foreign keys, defaults or generated columns; what is full_text_of<T> has fields of T with T's types, and T such a key. Change the model. [E152]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
