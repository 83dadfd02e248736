// expect: refract: a decimal is made from a plain number: 2.5 is a binary fraction, and 250 may mean 250.00 or 2.50. Write 2.5_dec, or decimal<2>("2.50"), decimal<2>::whole(250), decimal<2>::from_coefficient(250). [E061]
#include "models.hpp"

struct Article {
    std::int64_t id{};
    decimal<2> price{};
};

#ifdef REFRACT_REJECT
const Article article{.id = 1, .price = 2.5};
#else
const Article article{.id = 1, .price = 2.5_dec};
#endif
