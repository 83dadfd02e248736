// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/object_verbs.hpp>
#include <refract/client/query_verbs.hpp>
#include <refract/client/tenant.hpp>

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// A database or a transaction as one tenant has it (`refract::tenant`): statements see the rows of this tenant alone,
/// and what is inserted is the tenant's. The value is bound in each statement.
///
///     auto shop = db.tenant(7);
///     shop.all(from<Post>());              // ... WHERE "org_id" = ?1
///     shop.insert(Post{.title = "Hello"}); // with org_id 7
template <class Driver, class Tenant> class tenant_session
    : public query_verbs<Driver, tenant_session<Driver, Tenant>>,
      public object_verbs<Driver, tenant_session<Driver, Tenant>> {
public:
    using dialect = typename Driver::dialect;
    using driver = Driver;
    using place_type = tenant_place<Tenant>;

    // A tenant's statements are constants of the program; in a chosen schema they would be put together.
    template <class... Name> tenant_session in_schema(const Name&...) const {
        require<failed<rule::session_is_of_one, Name...>>();
        return another();
    }
    template <class Table, class... Name> tenant_session in_table(const Name&...) const {
        require<failed<rule::session_is_of_one, Table, Name...>>();
        return another();
    }

private:
    friend class session<Driver>;
    friend class query_verbs<Driver, tenant_session>;
    friend class object_verbs<Driver, tenant_session>;
    template <class> friend class live_check;
    friend struct session_door;

    tenant_session(session_share<Driver> state, Tenant tenant) noexcept
        : state_(std::move(state)), place_(std::move(tenant)) {}
    place_type place() const { return place_; }
    tenant_session another() const { return {state_.another(), place_.tenant}; }

    session_share<Driver> state_;
    place_type place_;
};

} // namespace detail
} // namespace v0
} // namespace refract
