#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/schema/full_text.hpp>
#include <refract/schema/schema.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>

using namespace refract;
using namespace refract::detail;

namespace full_text_model_test {
struct Page {
    std::int64_t id{};
    std::string title{};
    std::int64_t author_id{};
};
struct Book {
    std::int64_t id{};
    std::string title{};
};
struct BookText {
    std::int64_t rowid{};
    std::string title{};
};
struct Ranked {
    std::int64_t id{};
    std::string rank{};
};
struct Keyless {
    std::string title{};
};
struct Other {
    std::int64_t id{};
    std::string body{};
};
} // namespace full_text_model_test
using namespace full_text_model_test;

template <> inline constexpr auto refract::model<Page> = table(full_text.tokenized_by("trigram"));
template <> inline constexpr auto refract::model<Book> = table(column<&Book::title>.named("name"));
template <> inline constexpr auto refract::model<BookText> = table(full_text_of<Book>, primary_key<&BookText::rowid>);
template <> inline constexpr auto refract::model<Ranked> = table(full_text);
template <> inline constexpr auto refract::model<Keyless> = table(full_text);
template <> inline constexpr auto refract::model<Other> = table(full_text_of<Book>);

TEST_CASE("a full-text model has its row's number for a key, and its content's names") {
    constexpr const table_info& page = table_of<Page>();
    static_assert(page.kind == relation_kind::full_text);
    static_assert(page.tokenizer == "trigram");
    static_assert(page.columns[0].name == "rowid");
    static_assert(!page.key_is_generated);
    static_assert(is_searched(page.columns[1]));
    static_assert(!is_searched(page.columns[2]));
    static_assert(is_plain_full_text(page));
    static_assert(table_of<BookText>().kind == relation_kind::full_text_index);
    static_assert(table_of<BookText>().columns[1].name == "name");
    static_assert(is_plain_full_text(table_of<BookText>()));
}

TEST_CASE("other models are no full-text tables") {
    static_assert(!is_plain_full_text(table_of<Ranked>()));
    static_assert(!is_plain_full_text(table_of<Keyless>()));
    static_assert(!is_plain_full_text(table_of<Other>()));
}
