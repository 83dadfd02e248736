// expect: refract: the query has more than 32 tables. Split it, or join some of them in a view. [E086]
#include "models.hpp"

template <std::size_t Count, class Query> constexpr auto many(const Query& query) {
    if constexpr (Count == 0)
        return query;
    else
        return many<Count - 1>(query.template cross_join<
                               alias<Tag, fixed_string<3>({char('0' + Count / 10), char('0' + Count % 10), 0})>>());
}

#ifdef REFRACT_REJECT
constexpr auto query = many<32>(from<Tag>());
#else
constexpr auto query = many<31>(from<Tag>());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
