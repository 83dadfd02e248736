#include <refract/schema/check_shape.hpp>
#include <refract/schema/shape.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <memory>

using namespace refract;
using namespace refract::detail;

namespace schema_shapes {

struct Writer {
    std::int64_t id{};
    std::string name;
};
struct Text {
    std::int64_t id{};
    std::string title;
    std::int64_t writer_id{};
    std::optional<std::int64_t> reader_id;
};
struct Mark {
    std::int64_t id{};
    std::string label;
};
struct TextMark {
    std::int64_t text_id{};
    std::int64_t mark_id{};
};
struct Card { // one of each writer
    std::int64_t id{};
    std::int64_t writer_id{};
    std::int64_t length{};
};

struct TextLine {
    using model = Text;
    std::int64_t id{};
    std::string title;
    std::int64_t length{};   // no column
    std::vector<Mark> marks; // over the link
};
struct TextWithCard { // no key between the two
    using model = Text;
    std::vector<Card> cards;
};
struct WriterTree {
    using model = Writer;
    std::string name;
    std::vector<TextLine> texts;
};
struct WriterAndCard {
    using model = Writer;
    std::optional<Card> card;
};
struct WriterWithoutRoom {
    using model = Writer;
    Card card;
};
struct WriterOfOne {
    using model = Writer;
    std::optional<Mark> mark;
};
struct CardTree {
    using model = Card;
    Writer writer;
};
struct CardOfMany {
    using model = Card;
    std::vector<Writer> writers;
};
struct MarkOfOneText {
    using model = Mark;
    std::optional<Text> text;
};
struct WriterRing;
struct CardRing {
    using model = Card;
    std::unique_ptr<WriterRing> writer;
};
struct WriterRing {
    using model = Writer;
    std::optional<CardRing> card;
};
struct TextAmbiguous {
    using model = Text;
    Writer writer;
};
struct TextChosen {
    using model = Text;
    Writer writer;
    std::optional<Writer> reader;
};
struct TextMissing { // its key may be NULL
    using model = Text;
    Writer reader;
};
struct TextOfAnotherKey {
    using model = Text;
    Writer writer;
};
struct Tree {
    using model = Writer;
    std::vector<Tree> below;
};

} // namespace schema_shapes

namespace shapes_here = schema_shapes;
using namespace schema_shapes;

template <> inline constexpr auto refract::model<shapes_here::Text> =
    refract::table(refract::foreign_key<&shapes_here::Text::writer_id>.references<&shapes_here::Writer::id>(),
                   refract::foreign_key<&shapes_here::Text::reader_id>.references<&shapes_here::Writer::id>(),
                   refract::through<shapes_here::TextMark>);
template <> inline constexpr auto refract::model<shapes_here::TextMark> =
    refract::table(refract::primary_key<&shapes_here::TextMark::text_id, &shapes_here::TextMark::mark_id>,
                   refract::foreign_key<&shapes_here::TextMark::text_id>.references<&shapes_here::Text::id>(),
                   refract::foreign_key<&shapes_here::TextMark::mark_id>.references<&shapes_here::Mark::id>());
template <> inline constexpr auto refract::model<shapes_here::Card> =
    refract::table(refract::foreign_key<&shapes_here::Card::writer_id>.references<&shapes_here::Writer::id>(),
                   refract::unique<&shapes_here::Card::writer_id>);
template <> inline constexpr auto refract::shape<shapes_here::WriterTree> =
    refract::relations(refract::by<&shapes_here::WriterTree::texts, &shapes_here::Text::writer_id>);
template <> inline constexpr auto refract::shape<shapes_here::TextChosen> =
    refract::relations(refract::by<&shapes_here::TextChosen::reader, &shapes_here::Text::reader_id>,
                       refract::by<&shapes_here::TextChosen::writer, &shapes_here::Text::writer_id>);
template <> inline constexpr auto refract::shape<shapes_here::TextMissing> =
    refract::relations(refract::by<&shapes_here::TextMissing::reader, &shapes_here::Text::reader_id>);
template <> inline constexpr auto refract::shape<shapes_here::TextOfAnotherKey> =
    refract::relations(refract::by<&shapes_here::TextOfAnotherKey::writer, &shapes_here::Card::writer_id>);

// How many rows a field has room for.
static_assert(related_rows<std::int64_t>::room == cardinality::none);
static_assert(related_rows<std::string>::room == cardinality::none);
static_assert(related_rows<std::optional<std::string>>::room == cardinality::none);
static_assert(related_rows<std::vector<std::byte>>::room == cardinality::none);
static_assert(related_rows<Writer>::room == cardinality::one);
static_assert(related_rows<std::optional<Writer>>::room == cardinality::optional);
static_assert(related_rows<std::unique_ptr<Writer>>::room == cardinality::optional);
static_assert(related_rows<std::shared_ptr<Writer>>::room != cardinality::optional); // no owner of its own
static_assert(related_rows<std::vector<Writer>>::room == cardinality::many);
static_assert(std::is_same_v<level_model_t<WriterTree>, Writer> && std::is_same_v<level_model_t<Writer>, Writer>);

// Fields: columns of the model, what nothing but the query knows, rows.
constexpr const auto& fields = level_fields_of<TextLine>;
static_assert(fields.size() == 4 && fields[0].column == 0 && fields[1].column == 1);
static_assert(fields[2].is_computed() && !fields[0].is_computed() && !fields[3].is_computed());
static_assert(fields[3].rows == cardinality::many && !fields[3].is_value());

// What ties them.
static_assert(relation_of<WriterTree, 1>.candidates == 1 && !relation_of<WriterTree, 1>.is_parents);
static_assert(relation_of<WriterTree, 1>.to.columns[0] == 2 && relation_of<WriterTree, 1>.from.columns[0] == 0);
static_assert(relation_of<TextLine, 3>.is_over_link() && relation_of<TextLine, 3>.link == &table_of<TextMark>);
static_assert(relation_of<TextLine, 3>.tied() == &table_of<TextMark>);
static_assert(relation_of<TextLine, 3>.link_to.columns[0] == 1 && relation_of<TextLine, 3>.to.columns[0] == 0);
static_assert(relation_of<CardTree, 0>.is_parents && relation_of<CardTree, 0>.is_unique);
static_assert(!relation_of<WriterAndCard, 0>.is_parents && relation_of<WriterAndCard, 0>.is_unique);
static_assert(relation_of<TextChosen, 0>.from.columns[0] == 2 && relation_of<TextChosen, 1>.from.columns[0] == 3);
static_assert(relation_of<TextAmbiguous, 0>.candidates == 2);
static_assert(relation_of<TextOfAnotherKey, 0>.candidates == 0);

// What is right and wrong with them.
template <class Shape> inline constexpr bool is_right = is_passed<check_shape<Shape>>;
template <class Shape, std::size_t Field> inline constexpr rule_number fault = find_relation_fault<Shape, Field>();
static_assert(is_right<WriterTree> && is_right<WriterAndCard> && is_right<CardTree> && is_right<TextChosen>);
static_assert(!is_right<TextWithCard> && !is_right<WriterRing> && !is_right<TextAmbiguous>);
static_assert(fault<TextWithCard, 0> == rule::relation_exists && fault<WriterOfOne, 0> == rule::relation_exists);
static_assert(fault<TextAmbiguous, 0> == rule::relation_is_one);
static_assert(fault<WriterWithoutRoom, 0> == rule::relation_may_be_missing);
static_assert(fault<TextMissing, 0> == rule::relation_may_be_missing);
static_assert(fault<CardOfMany, 0> == rule::relation_is_single);
static_assert(fault<MarkOfOneText, 0> == rule::relation_is_many);
static_assert(fault<WriterRing, 0> == rule::shape_has_end);
static_assert(fault<TextOfAnotherKey, 0> == rule::relation_exists);
static_assert(fault<Tree, 0> == rule::relation_exists); // no key to its own kind

TEST_CASE("the keys that a shape names are found by the field") {
    const chosen_keys chosen = find_chosen(1, shape<TextChosen>);
    REQUIRE(chosen.any);
    REQUIRE(chosen.near.child_columns.columns[0] == 3);
    REQUIRE_FALSE(chosen.far);
    REQUIRE_FALSE(find_chosen(0, shape<CardTree>).any);
}
