// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <string_view>

/// \file
/// What gives tests databases of their own; each driver says how.

namespace refract {
inline namespace v0 {
namespace detail {

/// A database that was made for tests: what is connected to, and its name where it has one.
struct test_place {
    std::string target, name{};
};

/// Makes databases for the tests of one program and drops them.
///
/// `copies_usually`: a copy for each test is cheaper than a transaction that is undone. `first_stays_open`: what is
/// copied has to be open. `holds_nul`: texts may hold NUL. `url_variable`: the environment variable that says where
/// databases are made; empty: nobody has to. `make` makes an empty one, `make_copy` one with what another has; if there
/// is `fill`, once it is open.
template <class Store>
concept makes_test_databases = requires(Store& store, const test_place& place) {
    { Store::copies_usually } -> std::convertible_to<bool>;
    { Store::first_stays_open } -> std::convertible_to<bool>;
    { Store::holds_nul } -> std::convertible_to<bool>;
    { Store::url_variable } -> std::convertible_to<std::string_view>;
    { store.make() } -> std::same_as<test_place>;
    { store.make_copy(place) } -> std::same_as<test_place>;
    { store.drop(place) } noexcept;
};

/// The store of a driver; only of those of a live database.
template <class Driver> struct test_store_of;

} // namespace detail
} // namespace v0
} // namespace refract
