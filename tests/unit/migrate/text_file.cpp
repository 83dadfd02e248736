#include <refract/migrate/text_file.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <filesystem>
#include <string>
#include <thread>

#include <sys/stat.h>

using namespace refract;
using namespace refract_test;

TEST_CASE("files that are replaced together are whole, or as they were", "[text_file]") {
    const migrations_folder folder;
    std::filesystem::create_directories(folder.path);
    const std::filesystem::path one = folder.path / "one", two = folder.path / "two";
    detail::write_text_file(one, "old");
    {
        detail::replaced_files all;
        all.write(one, "new");
        all.write(two, "second");
        CHECK(detail::read_text_file(one) == "old"); // nothing is in its place yet
        CHECK(!std::filesystem::exists(two));
    }
    CHECK(!std::filesystem::exists(detail::replaced_files::draft_of(one)));
    detail::replaced_files all;
    all.write(one, "new");
    all.write(two, "second");
    all.put_in_place();
    CHECK(detail::read_text_file(one) == "new");
    CHECK(detail::read_text_file(two) == "second");
    CHECK(!std::filesystem::exists(detail::replaced_files::draft_of(one)));
    std::filesystem::create_symlink(one, folder.path / "link");
    detail::replace_text_file(folder.path / "link", "through");
    CHECK(std::filesystem::is_symlink(folder.path / "link"));
    CHECK(detail::read_text_file(one) == "through");
    CHECK_THROWS_AS(detail::replace_text_file(folder.path / "none" / "x", "x"), error);
}

TEST_CASE("a file that cannot be written says why, and leaves no half of it", "[text_file]") {
    if (std::filesystem::exists("/dev/full"))
        CHECK_THROWS_WITH(detail::write_text_file("/dev/full", "x"),
                          "cannot write the file /dev/full: No space left on device");
    const migrations_folder folder;
    CHECK_THROWS_WITH(detail::replace_text_file(folder.path / "none" / "x", "x"),
                      refract_test::has_text("none/x.draft: No such file or directory"));
}

TEST_CASE("what is no file with a text is not waited for", "[text_file]") {
    const migrations_folder folder;
    std::filesystem::create_directories(folder.path);
    const std::string pipe = (folder.path / "pipe").string(), holes = (folder.path / "holes").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_WITH(detail::read_text_file(pipe), pipe + " is a pipe, and should be a file");
    CHECK_THROWS_WITH(detail::read_text_file(folder.path), folder.path.string() + " is a folder, and should be a file");
    std::filesystem::create_symlink("/dev/zero", folder.path / "endless");
    CHECK_THROWS_WITH(detail::read_text_file(folder.path / "endless"), refract_test::has_text("endless is a device"));
    detail::write_text_file(holes, "");
    std::filesystem::resize_file(holes, detail::longest_text + 1);
    CHECK_THROWS_WITH(detail::read_text_file(holes), refract_test::has_text("more than 1 GiB"));
}

TEST_CASE("a file that somebody names may be a pipe", "[text_file]") {
    const migrations_folder folder;
    std::filesystem::create_directories(folder.path);
    const std::string pipe = (folder.path / "pipe").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const auto write = [&](const std::string& text) {
        return std::thread([&, text] { detail::write_text_file(pipe, text); });
    };
    std::thread writer = write("SELECT 1;");
    CHECK(detail::read_named_script(pipe) == "SELECT 1;");
    writer.join();
    writer = write(std::string(2000, 'x'));
    CHECK_THROWS_WITH(detail::read_named_script(pipe, 1000), refract_test::has_text("has more than 1 GiB, or no end"));
    writer.join();
    CHECK(detail::read_named_script("/dev/zero").front() == '\0'); // read no further
    CHECK_THROWS_WITH(detail::read_named_script(folder.path), refract_test::has_text("is a folder"));
}
