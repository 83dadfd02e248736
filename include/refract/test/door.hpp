// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/session.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// The way of tests into a session: to what its statements pass.
struct session_door {
    /// The state, with a share in it: it stays as long as the share does.
    template <class Driver> static session_share<Driver> share(const session<Driver>& of) {
        if (!of.state_) throw_no_session();
        return of.state_.another();
    }
    /// Of a session of a place on it: a schema that is chosen, or a tenant.
    template <class Place> static auto share_of_place(const Place& of) { return of.state_.another(); }
};

} // namespace detail
} // namespace v0
} // namespace refract
