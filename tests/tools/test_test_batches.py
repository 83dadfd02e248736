import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import test_batches

MODELS = """\
#include <string>
#define TWICE(x) x x

using namespace refract;

namespace shop {

enum class Level { low, high };
struct Ware {
    std::string label{};
};
using wares = schema<Ware>;

} // namespace shop

template <> inline constexpr auto refract::model<shop::Ware> = refract::table();

template <class Database> void fill(Database& db) {
    const int local = 1;
    db.insert(shop::Ware{});
}
const std::string hostile = "quoted";
constexpr auto cheap = col<&shop::Ware::price> < 3;
namespace names = shop;

TEST_CASE("wares", "[shop]") {
    REQUIRE(true);
}
"""


class TestBatches(unittest.TestCase):
    def test_names_outside_of_functions_and_classes(self):
        names = {"TWICE", "Level", "Ware", "wares", "fill", "hostile", "cheap", "names"}
        self.assertEqual(test_batches.declared_names(MODELS), names)

    def test_names_in_texts_comments_and_behind_qualifiers_are_not_mentioned(self):
        mentioned = test_batches.mentioned_names('auto a = b.fill("hostile", x->cheap, shop::make<Tag>()); // wares')
        self.assertEqual(mentioned, {"auto", "b", "x", "shop", "Tag"})

    def batches(self, size, **texts):
        with tempfile.TemporaryDirectory() as folder:
            tests = Path(folder)
            for name, text in texts.items():
                (tests / f"{name}.cpp").write_text(text, encoding="utf-8")
                (tests / f"{name}.hpp").write_text(text, encoding="utf-8")
            files = [str(tests / f"{name}.cpp") for name in texts if not name.startswith("header")]
            return [[Path(file).stem for file in batch] for batch in test_batches.batches_of(size, files, tests)]

    def test_files_that_declare_the_same_are_apart(self):
        self.assertEqual(self.batches(3, a="int fill();\n", b="int fill(int);\n", c="int other;\n"), [["a", "c"], ["b"]])

    def test_a_name_of_another_file_is_not_mentioned(self):
        local = "void use() {\n    fill();\n}\n"
        self.assertEqual(self.batches(3, a=local, b="int fill();\n"), [["a"], ["b"]])
        self.assertEqual(self.batches(3, a="int fill();\n", b=local), [["a"], ["b"]])

    def test_a_local_name_hides_that_of_another_file(self):
        self.assertEqual(self.batches(3, a="int fill();\n", b="void use() {\n    int fill = 1;\n}\n"), [["a", "b"]])

    def test_bases_and_texts_of_lines_declare_nothing(self):
        text = 'template <class T> struct shelf : fresh<T> {\n};\nconst char* sql = R"(\nCREATE TABLE a (b int)\n)";\n'
        self.assertEqual(test_batches.declared_names(text), {"shelf", "sql"})

    def test_the_same_using_declaration_is_no_other_name(self):
        texts = {"a": "using blog::Tag;\n", "b": "using blog::Tag;\n", "c": "using shop::Tag;\n", "d": "struct Tag {};\n"}
        self.assertEqual(self.batches(4, **texts), [["a", "b"], ["c"], ["d"]])

    def test_headers_belong_to_the_files(self):
        use = '#include "header.hpp"\nconst int {} = shared;\n'
        texts = {"a": use.format("one"), "b": use.format("two"), "c": "int shared;\n", "header": "int shared;\n"}
        self.assertEqual(self.batches(3, **texts), [["a", "b"], ["c"]])

    def test_files_that_use_more_namespaces_stand_behind(self):
        shop = "namespace shop {}\nusing namespace shop;\nusing namespace refract;\n"
        both = "using namespace refract;\nusing namespace refract::detail;\n"
        texts = {"a": both, "b": "using namespace refract;\n", "c": shop, "d": "", "e": "using namespace std;\n"}
        self.assertEqual(self.batches(5, **texts), [["d", "b", "c", "a"], ["e"]])

    def test_a_full_batch_takes_no_more(self):
        self.assertEqual(self.batches(2, a="", b="", c=""), [["a", "b"], ["c"]])


if __name__ == "__main__":
    unittest.main()
