// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/type_list.hpp>
#include <refract/meta/field_count.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// All fields of a struct at once, by structured bindings. Everything that refract does with a struct's
/// values goes through `with_members`.

namespace refract {
inline namespace v0 {
namespace detail {

// All fields are bound, also those that the program marks as [[deprecated]] for others.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

#if REFRACT_HAS_BINDING_PACKS

template <std::size_t> struct field_binding {
    template <class Struct, class Use> REFRACT_ONCE static constexpr decltype(auto) bind(Struct& object, Use&& use) {
        auto& [... field] = object;
        return use(field...);
    }
};

#else

template <std::size_t Count> struct field_binding;

#define REFRACT_BIND(count, ...)                                                                                       \
    template <> struct field_binding<(count)> {                                                                        \
        template <class Struct, class Use>                                                                             \
        REFRACT_ONCE static constexpr decltype(auto) bind(Struct& object, Use&& use) {                                 \
            auto& [__VA_ARGS__] = object;                                                                              \
            return use(__VA_ARGS__);                                                                                   \
        }                                                                                                              \
    };
#define REFRACT_EIGHT(x) x##1, x##2, x##3, x##4, x##5, x##6, x##7, x##8
/// The next eight numbers of fields, behind all names `before`, which end in a comma.
#define REFRACT_BIND_EIGHT(from, x, before)                                                                            \
    REFRACT_BIND(from + 1, before() x##1)                                                                              \
    REFRACT_BIND(from + 2, before() x##1, x##2)                                                                        \
    REFRACT_BIND(from + 3, before() x##1, x##2, x##3)                                                                  \
    REFRACT_BIND(from + 4, before() x##1, x##2, x##3, x##4)                                                            \
    REFRACT_BIND(from + 5, before() x##1, x##2, x##3, x##4, x##5)                                                      \
    REFRACT_BIND(from + 6, before() x##1, x##2, x##3, x##4, x##5, x##6)                                                \
    REFRACT_BIND(from + 7, before() x##1, x##2, x##3, x##4, x##5, x##6, x##7)                                          \
    REFRACT_BIND(from + 8, before() REFRACT_EIGHT(x))

#define REFRACT_NAMES_0()
#define REFRACT_NAMES_8() REFRACT_EIGHT(a_),
#define REFRACT_NAMES_16() REFRACT_NAMES_8() REFRACT_EIGHT(b_),
#define REFRACT_NAMES_24() REFRACT_NAMES_16() REFRACT_EIGHT(c_),
#define REFRACT_NAMES_32() REFRACT_NAMES_24() REFRACT_EIGHT(d_),
#define REFRACT_NAMES_40() REFRACT_NAMES_32() REFRACT_EIGHT(e_),
#define REFRACT_NAMES_48() REFRACT_NAMES_40() REFRACT_EIGHT(f_),
#define REFRACT_NAMES_56() REFRACT_NAMES_48() REFRACT_EIGHT(g_),
#define REFRACT_NAMES_64() REFRACT_NAMES_56() REFRACT_EIGHT(h_),
#define REFRACT_NAMES_72() REFRACT_NAMES_64() REFRACT_EIGHT(i_),
#define REFRACT_NAMES_80() REFRACT_NAMES_72() REFRACT_EIGHT(j_),
#define REFRACT_NAMES_88() REFRACT_NAMES_80() REFRACT_EIGHT(k_),
#define REFRACT_NAMES_96() REFRACT_NAMES_88() REFRACT_EIGHT(l_),
#define REFRACT_NAMES_104() REFRACT_NAMES_96() REFRACT_EIGHT(m_),
#define REFRACT_NAMES_112() REFRACT_NAMES_104() REFRACT_EIGHT(n_),
#define REFRACT_NAMES_120() REFRACT_NAMES_112() REFRACT_EIGHT(o_),

REFRACT_BIND_EIGHT(0, a_, REFRACT_NAMES_0)
REFRACT_BIND_EIGHT(8, b_, REFRACT_NAMES_8)
REFRACT_BIND_EIGHT(16, c_, REFRACT_NAMES_16)
REFRACT_BIND_EIGHT(24, d_, REFRACT_NAMES_24)
REFRACT_BIND_EIGHT(32, e_, REFRACT_NAMES_32)
REFRACT_BIND_EIGHT(40, f_, REFRACT_NAMES_40)
REFRACT_BIND_EIGHT(48, g_, REFRACT_NAMES_48)
REFRACT_BIND_EIGHT(56, h_, REFRACT_NAMES_56)
REFRACT_BIND_EIGHT(64, i_, REFRACT_NAMES_64)
REFRACT_BIND_EIGHT(72, j_, REFRACT_NAMES_72)
REFRACT_BIND_EIGHT(80, k_, REFRACT_NAMES_80)
REFRACT_BIND_EIGHT(88, l_, REFRACT_NAMES_88)
REFRACT_BIND_EIGHT(96, m_, REFRACT_NAMES_96)
REFRACT_BIND_EIGHT(104, n_, REFRACT_NAMES_104)
REFRACT_BIND_EIGHT(112, o_, REFRACT_NAMES_112)
REFRACT_BIND_EIGHT(120, p_, REFRACT_NAMES_120)

#undef REFRACT_BIND
#undef REFRACT_EIGHT
#undef REFRACT_BIND_EIGHT
#undef REFRACT_NAMES_0
#undef REFRACT_NAMES_8
#undef REFRACT_NAMES_16
#undef REFRACT_NAMES_24
#undef REFRACT_NAMES_32
#undef REFRACT_NAMES_40
#undef REFRACT_NAMES_48
#undef REFRACT_NAMES_56
#undef REFRACT_NAMES_64
#undef REFRACT_NAMES_72
#undef REFRACT_NAMES_80
#undef REFRACT_NAMES_88
#undef REFRACT_NAMES_96
#undef REFRACT_NAMES_104
#undef REFRACT_NAMES_112
#undef REFRACT_NAMES_120

#endif
#pragma GCC diagnostic pop

template <class Visitor> struct field_visitor {
    Visitor& visit;
    template <class... Field> REFRACT_ONCE constexpr void operator()(Field&... field) const { (visit(field), ...); }
};

namespace by_name {
/// Calls `use` with all fields at once: one function per struct and use, where a function per field
/// would be the largest part of what a model costs the compiler.
template <class Struct, class Use> REFRACT_ONCE constexpr decltype(auto) with_members(Struct& object, Use&& use) {
    return field_binding<member_count<Struct>>::bind(object, static_cast<Use&&>(use));
}

/// Calls `visit(field)` for each field in order.
template <class Struct, class Visitor> REFRACT_ONCE constexpr void for_each_member(Struct& object, Visitor&& visit) {
    detail::with_members(object, field_visitor<std::remove_reference_t<Visitor>>{visit});
}
} // namespace by_name

template <class Before> struct field_picker;
template <std::size_t... Before> struct field_picker<std::index_sequence<Before...>> {
    template <std::size_t> using skipped = const volatile void*;
    template <class Field> static constexpr Field& pick(skipped<Before>..., Field* field, ...) { return *field; }
    template <class... Field> constexpr auto& operator()(Field&... field) const {
        return pick(__builtin_addressof(field)...);
    }
};
/// A field by its position.
template <std::size_t Index, class Struct> constexpr auto& member_at(Struct& object) {
    return detail::with_members(object, field_picker<std::make_index_sequence<Index>>{});
}

struct list_types {
    template <class... Field> type_list<Field...> operator()(Field&...) const { return {}; }
};
/// The types of the fields, in order.
template <class Struct> using member_types = decltype(detail::with_members(std::declval<Struct&>(), list_types{}));

template <class Struct, std::size_t Index> using type_of_member =
    typename list_element<Index, member_types<Struct>>::type;

} // namespace detail
} // namespace v0
} // namespace refract
