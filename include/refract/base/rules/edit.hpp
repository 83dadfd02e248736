// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with writes to the rows of a tree.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number saved_row_has_key{213};
}
template <class... About> struct sentence<failed<rule::saved_row_has_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: save() tells rows apart by their keys, and a struct of the tree lacks a column of its model's key, or the model has none. Give the struct the fields of the key. [E213]");
    }
};

namespace rule {
inline constexpr rule_number edited_row_is_of_kind{214};
}
template <class... About> struct sentence<failed<rule::edited_row_is_of_kind, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a row that at<> writes is of no kind that its field holds, or says no kind. Give create(), connect_or_create() and upsert() one of the structs of the field, or a std::variant of them. [E214]");
    }
};

namespace rule {
inline constexpr rule_number edit_is_of_field{223};
}
template <class... About> struct sentence<failed<rule::edit_is_of_field, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: at<> names a field of a shape that holds rows: at<&Author::posts>, where Author has `using model = User` and posts is a std::vector, an optional or a struct of another shape or model. [E223]");
    }
};

namespace rule {
inline constexpr rule_number edited_rows_are_of_field{224};
}
template <class... About> struct sentence<failed<rule::edited_rows_are_of_field, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what at<> writes is of another model than the rows of its field. Give it the field's own struct, or a shape of the same model; connect<&Tag::label> names columns of that model. [E224]");
    }
};

namespace rule {
inline constexpr rule_number edit_is_of_many{225};
}
template <class... About> struct sentence<failed<rule::edit_is_of_many, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: at<> is told to write several rows of a field that holds one at most. There are create(row), connect(key), connect_or_create(row), disconnect(), remove(), update(...) and upsert(row) of it. [E225]");
    }
};

namespace rule {
inline constexpr rule_number row_needs_its_parent{226};
}
template <class... About> struct sentence<failed<rule::row_needs_its_parent, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a row would be left without one that it needs, since its foreign key is never NULL. Delete it with remove(key), connect it to another row there, or make the key's field a std::optional. [E226]");
    }
};

namespace rule {
inline constexpr rule_number rows_are_no_operand{323};
}
template <class... About> struct sentence<failed<rule::rows_are_no_operand, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an operator stands beside at<>, which has no value. Say what is done to the rows: at<&Author::posts>.create(row), .connect(key), .set(key); a condition on rows that belong to others is refract::some<&Post::author_id>(condition), their number refract::count_of<&Post::author_id>(). [E323]");
    }
};

namespace rule {
inline constexpr rule_number edit_takes_arguments{308};
}
template <class... About> struct sentence<failed<rule::edit_takes_arguments, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what at<> does to rows is given too little or too much. Write create(row, ...), connect(key, ...), update(key, assignments...), update_where(condition, assignments...), remove_where(condition), several conditions as a && b, upsert(key, row); the rows of one call are of one struct. [E308]");
    }
};

namespace rule {
inline constexpr rule_number edit_names_its_row{227};
}
template <class... About> struct sentence<failed<rule::edit_names_its_row, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: of a field that holds many rows at<> is told the key of each: update(key, ...), upsert(key, row), disconnect(key), remove(key); of a field that holds one at most there is no key: update(...), upsert(row), disconnect(), remove(). [E227]");
    }
};

namespace rule {
inline constexpr rule_number edit_finds_one_row{228};
}
template <class... About> struct sentence<failed<rule::edit_finds_one_row, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: rows are found by columns that are not unique, so that several could be meant. Name those of a unique<> of the model: connect<&Tag::label>(\"sql\"); a struct that is given instead of values has these fields. [E228]");
    }
};

namespace rule {
inline constexpr rule_number erased_tree_has_key{248};
}
template <class... About> struct sentence<failed<rule::erased_tree_has_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: erase() finds the row of a tree by the key of its model, which the struct has not as fields, or in other types. Give the struct the fields of the key, or name the key: erase<Author>(7). [E248]");
    }
};

namespace rule {
inline constexpr rule_number new_rows_hold_their_key{249};
}
template <class... About> struct sentence<failed<rule::new_rows_hold_their_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: rows of a field over a link are created with on_conflict_do_nothing, and nobody could say which of those that are there are to be linked. Say it: connect_or_create<&Tag::label>(row, ...). [E249]");
    }
};

namespace rule {
inline constexpr rule_number edit_is_of_row{229};
}
template <class... About> struct sentence<failed<rule::edit_is_of_row, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: update<Shape>(key, ...) takes assignments to columns of the shape's model, col<&User::name> = \"Ann\", and what at<> does to rows of the shape's own fields, at<&Author::posts>.connect(3); one of them at least. [E229]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
