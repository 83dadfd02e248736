// expect: refract: what is said of a shape's relations is no list of by<...> and keyed<...>, or by<...> names no key, or more than two, or a field is named twice. Write refract::shape<Shape> = refract::relations(refract::by<&Shape::field, &Model::key>), and over a link by<&Shape::field, &Link::key_to_here, &Link::key_to_there>. [E328]
#include "models.hpp"

struct Payment {
    std::int64_t id{};
    std::int64_t sender_id{}, receiver_id{};
};
template <> inline constexpr auto refract::model<Payment> =
    refract::table(refract::foreign_key<&Payment::sender_id>.references<&User::id>(),
                   refract::foreign_key<&Payment::receiver_id>.references<&User::id>());
struct Payer {
    using model = User;
    std::string name;
    std::vector<Payment> sent;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::shape<Payer> = refract::relations(
    refract::by<&Payer::sent, &Payment::sender_id>, refract::by<&Payer::sent, &Payment::receiver_id>);
#else
template <> inline constexpr auto refract::shape<Payer> =
    refract::relations(refract::by<&Payer::sent, &Payment::sender_id>);
#endif

constexpr auto query = from<User>().select<Payer>();
