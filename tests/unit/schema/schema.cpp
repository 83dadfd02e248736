#include <refract/schema/schema.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

static_assert(blog::size == 4);
static_assert(blog::tables[0]->table == &table_of<User>());
static_assert(blog::tables[3]->table == &table_of<PostTag>());

TEST_CASE("a schema lists its tables as they were given") {
    REQUIRE(blog::tables[0]->table->name == "users");
    REQUIRE(blog::tables[1]->table->name == "post");
    REQUIRE(blog::tables[2]->table->name == "tag");
    REQUIRE(blog::tables[3]->table->name == "post_tag");
    REQUIRE(schema<>::tables.empty());
}

TEST_CASE("the description of a table has all options of its model, in their order") {
    const table_description& post = *blog::tables[1];
    REQUIRE(post.columns.size() == 5);
    REQUIRE(post.indexes.size() == 1);
    REQUIRE(post.indexes[0].columns.count == 2);
    REQUIRE(post.foreign_keys.size() == 1);
    REQUIRE(post.foreign_keys[0].target().name == "users");
    REQUIRE(post.foreign_keys[0].on_delete == cascade);
    REQUIRE(post.foreign_keys[0].on_update == no_action);
    REQUIRE(post.checks.size() == 1);
    REQUIRE(post.checks[0].name == "views_positive");
    REQUIRE(post.columns[2].default_value.type.kind == type_kind::boolean);
    REQUIRE(post.columns[3].default_value.number == 0);

    const table_description& user = *blog::tables[0];
    REQUIRE(user.indexes.size() == 1);
    REQUIRE(user.indexes[0].constraint);
    REQUIRE(user.columns[4].default_value.text == "reader");
    REQUIRE(user.columns[5].default_expression);

    const table_description& link = *blog::tables[3];
    REQUIRE(link.foreign_keys.size() == 2);
    REQUIRE(link.foreign_keys[0].target().name == "post");
    REQUIRE(link.foreign_keys[1].target().name == "tag");

    const table_description& tag = *blog::tables[2];
    REQUIRE((tag.indexes.empty() && tag.foreign_keys.empty() && tag.checks.empty() && tag.renamed_from.empty()));
}

TEST_CASE("what Migrate needs of a table") {
    const table_description& article = description_of<shop::stock::Article>;
    REQUIRE(article.renamed_from == "product");
    REQUIRE(article.columns[1].renamed_from == "title");
    REQUIRE(article.columns[1].type_name == "varchar(40)");
    REQUIRE(article.columns[2].generated.node_count == 2);
    REQUIRE(article.indexes.size() == 1);
    REQUIRE(article.indexes[0].name == "article_colour");
    REQUIRE(article.indexes[0].columns.descending[1]);
    REQUIRE(article.indexes[0].where.values[0].type.kind == type_kind::decimal);
}

TEST_CASE("a table may reference itself") {
    const table_description& employee = description_of<Employee>;
    REQUIRE(employee.foreign_keys[0].target == static_cast<table_ref>(&table_of<Employee>));
    REQUIRE(employee.foreign_keys[0].on_delete == set_null);
}
