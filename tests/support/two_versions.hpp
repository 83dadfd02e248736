#pragma once

// The models of a small shop as they are in its first version and in the next: two structs for one table.

#include <refract/refract.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace two_versions {

struct Ware {
    std::int64_t id{};
    std::string name{};
    std::int64_t cost{};
    std::optional<std::string> note{};
};
/// `cost` is called `price`, `note` is gone, and there is an owner.
struct NextWare {
    std::int64_t id{};
    std::string name{};
    std::int64_t price{};
    std::optional<std::int64_t> owner_id{};
};
struct Owner {
    std::int64_t id{};
    std::string name{};
};

using first_shop = refract::schema<Ware>;
using next_shop = refract::schema<NextWare, Owner>;

} // namespace two_versions

template <> inline constexpr auto refract::model<two_versions::Ware> = refract::table(refract::named("ware"));
template <> inline constexpr auto refract::model<two_versions::NextWare> =
    refract::table(refract::named("ware"),
                   refract::foreign_key<&two_versions::NextWare::owner_id>.references<&two_versions::Owner::id>());
template <> inline constexpr auto refract::model<two_versions::Owner> =
    refract::table(refract::named("owner"), refract::unique<&two_versions::Owner::name>);
