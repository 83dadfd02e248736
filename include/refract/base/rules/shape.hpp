// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with shapes and relations.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number relation_exists{190};
}
template <class... About> struct sentence<failed<rule::relation_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: no key ties the rows of a shape's field to the rows around them. Declare it in the model that has it: foreign_key<&Post::author_id>.references<&User::id>(), or name a link with through<PostTag>; or give the field the name of a column. [E190]");
    }
};

namespace rule {
inline constexpr rule_number relation_is_one{191};
}
template <class... About> struct sentence<failed<rule::relation_is_one, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: several keys tie the rows of a shape's field to the rows around them. Say which one is meant: template <> inline constexpr auto refract::shape<Shape> = refract::relations(refract::by<&Shape::field, &Model::key>). [E191]");
    }
};

namespace rule {
inline constexpr rule_number relation_may_be_missing{192};
}
template <class... About> struct sentence<failed<rule::relation_may_be_missing, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a row that may be missing stands in a shape as if it were always there: its key may be NULL, or it is another row that has the key, or a condition leaves it out. Make the field a std::optional or a std::unique_ptr. [E192]");
    }
};

namespace rule {
inline constexpr rule_number relation_is_single{193};
}
template <class... About> struct sentence<failed<rule::relation_is_single, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a std::vector of a shape holds rows of which there is one at most, since the key is a column of the row around them. Make the field a struct, or a std::optional where the key may be NULL. [E193]");
    }
};

namespace rule {
inline constexpr rule_number relation_is_many{194};
}
template <class... About> struct sentence<failed<rule::relation_is_many, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of a shape holds one row, but many may belong to it: no unique<> says that its key is there once. Make the field a std::vector. [E194]");
    }
};

namespace rule {
inline constexpr rule_number shape_has_end{195};
}
template <class... About> struct sentence<failed<rule::shape_has_end, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two fields of shapes lead to and fro by the same key, so that the tree has no end. Leave one of them out, or give it a struct of its own without the way back. [E195]");
    }
};

namespace rule {
inline constexpr rule_number level_is_related{197};
}
template <class... About> struct sentence<failed<rule::level_is_related, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: nested<...>() names a field that holds no rows, or fields that are not each in the struct of the one before. Name the fields from the shape on: nested<&Author::posts, &PostLine::tags>(). [E197]");
    }
};

namespace rule {
inline constexpr rule_number level_is_of_shape{198};
}
template <class... About> struct sentence<failed<rule::level_is_of_shape, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: nested<...>() is of another shape than the query's, or says something about one level twice. Begin with a field of the shape that is selected, and say all of a level in one nested<...>(). [E198]");
    }
};

namespace rule {
inline constexpr rule_number field_is_computed{199};
}
template <class... About> struct sentence<failed<rule::field_is_computed, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of a shape is no column of its model and nothing computes it, or something computes a field that is a column. Name it like a field of the model, or say what it is: select<Shape>(field<&Shape::post_count> = count_of<&Post::author_id>()). [E199]");
    }
};

namespace rule {
inline constexpr rule_number shape_is_of_query{200};
}
template <class... About> struct sentence<failed<rule::shape_is_of_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the model of a shape is no table of the query. Begin with from<Model>(), as the shape says in `using model`. [E200]");
    }
};

namespace rule {
inline constexpr rule_number shape_takes_parts{201};
}
template <class... About> struct sentence<failed<rule::shape_takes_parts, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: select<Shape>(...) takes field<&Shape::x> = expression, and nested<&Shape::posts>() with its clauses. [E201]");
    }
};

namespace rule {
inline constexpr rule_number nested_is_known{202};
}
template <class... About> struct sentence<failed<rule::nested_is_known, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a nested level has a param<...>() whose value nobody gives. Write the value itself. [E202]");
    }
};

namespace rule {
inline constexpr rule_number member_is_foreign_key{203};
}
template <class... About> struct sentence<failed<rule::member_is_foreign_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a relation is named by a member that is no foreign key of its model, or that several keys share. Declare it in the model, foreign_key<&Post::author_id>.references<&User::id>(), and name a column that one key alone has. [E203]");
    }
};

namespace rule {
inline constexpr rule_number relation_is_of_query{204};
}
template <class... About> struct sentence<failed<rule::relation_is_of_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a relation is asked of a query that has no table on its other side. some, every, none and count_of<&Post::author_id> stand in a query of User, related and parent_of<&Post::author_id> in one of Post; where that is an alias it is named: some<&Post::author_id, the_alias>(). [E204]");
    }
};

namespace rule {
inline constexpr rule_number link_has_two_keys{205};
}
template <class... About> struct sentence<failed<rule::link_has_two_keys, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a model reaches others through<Link>, and Link does not have a foreign key to the model and a second one. Give the link both: foreign_key<&PostTag::post_id>.references<&Post::id>(), foreign_key<&PostTag::tag_id>.references<&Tag::id>(). [E205]");
    }
};

namespace rule {
inline constexpr rule_number shape_is_own_query{206};
}
template <class... About> struct sentence<failed<rule::shape_is_own_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query whose rows are trees stands in a set operation, which would lose the rows inside them. Combine queries of keys, and read the shape where its key is in them: from<Model>().where(col<&Model::id>.in(a.union_all(b))).select<Shape>(). [E206]");
    }
};

namespace rule {
inline constexpr rule_number computed_is_not_written{220};
}
template <class... About> struct sentence<failed<rule::computed_is_not_written, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a shape that is written has a field that queries compute, which no column can keep. Write it by a struct without that field. [E220]");
    }
};

namespace rule {
inline constexpr rule_number row_is_tied_once{221};
}
template <class... About> struct sentence<failed<rule::row_is_tied_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two rows of a shape that is written decide one column: the row around it and one inside it. Leave one of them out. [E221]");
    }
};

namespace rule {
inline constexpr rule_number trees_are_all_new{260};
}
template <class... About> struct sentence<failed<rule::trees_are_all_new, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: on_conflict_do_nothing is said of shapes, and the rows inside one that is skipped would belong to nobody. Insert the trees without it, or whole objects of one model: db.insert_many(objects, on_conflict_do_nothing). [E260]");
    }
};

namespace rule {
inline constexpr rule_number load_has_key{250};
}
template <class... About> struct sentence<failed<rule::load_has_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: load<...>() finds rows by a key that the objects in hand have not as fields, or in a type of another kind than the column's. Give the struct the columns of the key as fields, like std::int64_t id, or read it with its rows by a query. [E250]");
    }
};

namespace rule {
inline constexpr rule_number raw_root_has_key{294};
}
template <class... About> struct sentence<failed<rule::raw_root_has_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: raw SQL brings the root of a tree, and the rows below it are found by a key that the root has not as fields, or in a type of another kind than the column's. Give the struct the columns of the key as fields, like std::int64_t id. [E294]");
    }
};

namespace rule {
inline constexpr rule_number load_takes_objects{251};
}
template <class... About> struct sentence<failed<rule::load_takes_objects, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: load<...>() fills variables of the shape that has the first field: one of them, or a range of them, as a std::vector. Give it what it can write to, and what no pointer or std::optional stands around. [E251]");
    }
};

namespace rule {
inline constexpr rule_number load_names_rows{252};
}
template <class... About> struct sentence<failed<rule::load_names_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: load<...>() names no field, one that holds no rows, or fields that are not each in the struct of the one before. Name the field to be filled, from the objects on: load<&Author::posts>(authors). [E252]");
    }
};

namespace rule {
inline constexpr rule_number load_takes_levels{253};
}
template <class... About> struct sentence<failed<rule::load_takes_levels, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: load<...>(objects, ...) takes nested<...>(), each once, of the level that it fills and of those below it. Name the fields from the objects on: load<&Author::posts>(authors, nested<&Author::posts>().limit(3)). [E253]");
    }
};

namespace rule {
inline constexpr rule_number container_takes_rows{215};
}
template <class... About> struct sentence<failed<rule::container_takes_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of a shape is a container to which rows cannot be added, such as std::array, std::set, std::multimap or std::shared_ptr, or it holds something that is no struct, such as a std::vector of pointers. Use std::vector, std::deque or std::list of the structs, a std::map or std::unordered_map by a field of them, or a std::optional or std::unique_ptr of one. [E215]");
    }
};

namespace rule {
inline constexpr rule_number map_key_is_field{216};
}
template <class... About> struct sentence<failed<rule::map_key_is_field, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the key of a std::map of rows is no field of them, or of another type than the field. It is their primary key, std::map<std::int64_t, PostLine> of rows with `std::int64_t id`, or what the shape says: refract::shape<Author> = refract::relations(refract::keyed<&Author::posts, &PostLine::slug>). [E216]");
    }
};

namespace rule {
inline constexpr rule_number map_key_is_unique{217};
}
template <class... About> struct sentence<failed<rule::map_key_is_unique, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: several rows of one field may have the same key of a std::map, which holds one of them. Say in the model that they do not, with unique<&Post::author_id, &Post::slug>, or make the field a std::vector. [E217]");
    }
};

namespace rule {
inline constexpr rule_number keyed_is_of_map{218};
}
template <class... About> struct sentence<failed<rule::keyed_is_of_map, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: keyed<...> of a shape names a field that is no std::map of rows, or a member that its rows do not have. Name a map of the shape and a field of what it holds: keyed<&Author::posts, &PostLine::slug>. [E218]");
    }
};

namespace rule {
inline constexpr rule_number load_by_takes_strategy{254};
}
template <class... About> struct sentence<failed<rule::load_by_takes_strategy, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: load_by takes program_keys, full_tables or recursive_keys, one of them. Without it keys stay in the server where that can be, which is right for most trees. [E254]");
    }
};

namespace rule {
inline constexpr rule_number load_by_is_of_shape{255};
}
template <class... About> struct sentence<failed<rule::load_by_is_of_shape, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: load_by says how the levels of a shape are read, and the query selects no shape. Say it behind select<Author>(...). [E255]");
    }
};

namespace rule {
inline constexpr rule_number recursive_keys_are_of_own_kind{314};
}
template <class... About> struct sentence<failed<rule::recursive_keys_are_of_own_kind, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: load_by(recursive_keys) reads a struct that holds rows of its own kind, by a key of one whole number or UUID, and the shape has none that is no map: std::vector<CategoryTree> children{} in struct CategoryTree. Leave it out. [E314]");
    }
};

namespace rule {
inline constexpr rule_number full_table_has_no_limit{256};
}
template <class... About> struct sentence<failed<rule::full_table_has_no_limit, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a level with a limit or an offset is one query for each row above, and load_by(full_tables) reads a level as one table. Leave out the limit, or say load_by(program_keys). [E256]");
    }
};

namespace rule {
inline constexpr rule_number level_is_of_field{327};
}
template <class... About> struct sentence<failed<rule::level_is_of_field, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: nested<...>() is given a clause that no level takes: its rows are those of its field, as structs of the field. Say of them where, where_if, order_by, limit, offset, distinct, after and before; compute a field by nested<&Author::posts>(field<&PostLine::comments> = count_of<&Comment::post_id>()), reach other tables by some, related and parent_of, or by a field of the struct. [E327]");
    }
};

namespace rule {
inline constexpr rule_number shape_says_relations{328};
}
template <class... About> struct sentence<failed<rule::shape_says_relations, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what is said of a shape's relations is no list of by<...> and keyed<...>, or by<...> names no key, or more than two, or a field is named twice. Write refract::shape<Shape> = refract::relations(refract::by<&Shape::field, &Model::key>), and over a link by<&Shape::field, &Link::key_to_here, &Link::key_to_there>. [E328]");
    }
};

namespace rule {
inline constexpr rule_number shape_is_no_model{283};
}
template <class... About> struct sentence<failed<rule::shape_is_no_model, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a shape stands where a model has to: it reads and writes rows of its model, and has no table. Name the model: from<Post>().select<PostLine>(), col<&Post::title>; find, get, insert, save, erase and update<PostLine>(key, ...) take shapes. [E283]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
