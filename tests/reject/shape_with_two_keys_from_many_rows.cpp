// expect: refract: several keys tie the rows of a shape's field to the rows around them. Say which one is meant: template <> inline constexpr auto refract::shape<Shape> = refract::relations(refract::by<&Shape::field, &Model::key>). [E191]
#include "models.hpp"

struct Party {
    std::int64_t id{};
    std::string name;
};
struct Payment {
    std::int64_t id{};
    std::int64_t sender_id{};
    std::int64_t receiver_id{};
};
template <> inline constexpr auto refract::model<Payment> =
    refract::table(refract::foreign_key<&Payment::sender_id>.references<&Party::id>(),
                   refract::foreign_key<&Payment::receiver_id>.references<&Party::id>());
struct PartyTree {
    using model = Party;
    std::vector<Payment> sent;
};

#ifdef REFRACT_REJECT
// Which key?
#else
template <> inline constexpr auto refract::shape<PartyTree> =
    refract::relations(refract::by<&PartyTree::sent, &Payment::sender_id>);
#endif

constexpr auto query = from<Party>().select<PartyTree>();
