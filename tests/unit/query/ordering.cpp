#include <refract/expr/function.hpp>
#include <refract/query/ordering.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("an ordering collects its terms in order") {
    ordering<User> order;
    CHECK(order.empty());
    order.by(col<&User::name>.desc()).by(col<&User::bio>.asc().nulls_last()).by(lower(col<&User::email>));
    CHECK(order.parts().items == 3);
    const node* first = order.parts().nodes.data();
    CHECK(first->kind == node_kind::ordering);
    CHECK(first->descending);
    const node* second = skip(first);
    CHECK(second->nulls == nulls_order::last);
    CHECK_FALSE(second->descending);
    CHECK(skip(skip(second)) == order.parts().nodes.data() + order.parts().nodes.size());
}

TEST_CASE("an ordering begins with one term") {
    const ordering<User> order = col<&User::id>.desc();
    CHECK(order.parts().items == 1);
}
