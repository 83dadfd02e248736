// expect: refract: a key or an index has more than 16 columns. Use fewer, such as one generated key and a unique index. [E081]
#include "models.hpp"

struct Wide {
    std::int32_t k0{};
    std::int32_t k1{};
    std::int32_t k2{};
    std::int32_t k3{};
    std::int32_t k4{};
    std::int32_t k5{};
    std::int32_t k6{};
    std::int32_t k7{};
    std::int32_t k8{};
    std::int32_t k9{};
    std::int32_t k10{};
    std::int32_t k11{};
    std::int32_t k12{};
    std::int32_t k13{};
    std::int32_t k14{};
    std::int32_t k15{};
    std::int32_t k16{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Wide> =
    refract::table(refract::primary_key<&Wide::k0, &Wide::k1, &Wide::k2, &Wide::k3, &Wide::k4, &Wide::k5, &Wide::k6,
                                        &Wide::k7, &Wide::k8, &Wide::k9, &Wide::k10, &Wide::k11, &Wide::k12, &Wide::k13,
                                        &Wide::k14, &Wide::k15, &Wide::k16>);
#else
template <> inline constexpr auto refract::model<Wide> = refract::table(
    refract::primary_key<&Wide::k0, &Wide::k1, &Wide::k2, &Wide::k3, &Wide::k4, &Wide::k5, &Wide::k6, &Wide::k7,
                         &Wide::k8, &Wide::k9, &Wide::k10, &Wide::k11, &Wide::k12, &Wide::k13, &Wide::k14, &Wide::k15>);
#endif

constexpr auto query = from<Wide>();
constexpr auto text = sql<dialect::sqlite>(query);
