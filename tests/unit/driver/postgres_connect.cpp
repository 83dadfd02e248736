// Connecting: what is no connection string of ours is not sent, and no secret stands in a message.

#include <refract/driver/postgres_connect.hpp>

#include <support/fake_postgres.hpp>
#include <support/postgres_session.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

connection_error refused(const std::string& target) {
    return caught<connection_error>([&] { postgres_connection connection(target); });
}

} // namespace

TEST_CASE("a connection string that would be taken otherwise is refused without repeating it", "[postgres_connect]") {
    for (const std::string target :
         {"pg://ann:s3cret@host/db", "postgresql+psycopg://ann:s3cret@host/db", "mysql://ann:s3cret@host/db?y=1",
          "postgres:ann:s3cret@host/db", "ann:s3cret@host/db", "//ann:s3cret@host/db", "s3cret@db",
          "postgresql://ann:%zzs3cret@host/db", "postgresql://ann:s3/s3cret@host/db",
          "postgresql://ann:x@s3cret@host/db", "postgresql://ann:s3cret@[::1/db", "postgresql://ann:x/s3cret",
          "host=/nowhere password=my s3cret user=ann", "host=/nowhere password=my s3cret=x",
          "host=/nowhere password='s3cret", "POSTGRESQL://ann:s3cret@host/db", "host=/nowhere port=s3cret",
          "user=ann dbname=postgresql://ann:s3cret@host/db", "host=postgresql://ann:s3cret@host/db"}) {
        INFO(target);
        const auto failure = refused(target);
        CHECK(std::string(failure.what()).find("s3") == std::string::npos);
        CHECK(failure.message().find("not repeated here") != std::string::npos);
        CHECK_FALSE(failure.can_retry());
        CHECK_FALSE(failure.connection_lost());
    }
    CHECK(refused(std::string("host=/nowhere\0 junk", 19)).message().find("NUL") != std::string::npos);
    const auto url = postgres_url();
    if (!url) return;
    CHECK_THROWS_WITH(postgres_connection(*url, {.time_zone = std::string("UTC\0x", 5)}),
                      refract_test::has_text("NUL"));
}

TEST_CASE("a password in a message of libpq's is hidden", "[postgres_connect]") {
    const auto options = read_postgres_target("host=h password='a b/c' sslpassword=other user=me");
    CHECK(without_secrets("no a b/c and no other for me\n", options.get()) == "no *** and no *** for me");
    const auto in_url = read_postgres_target("postgresql://me:p%40ss@h/db");
    CHECK(without_secrets("p@ss", in_url.get()) == "***");
    CHECK(read_postgres_target("app").get() == nullptr);
    CHECK(read_postgres_target("").get() == nullptr);
    CHECK(read_postgres_target("password=a://b host=h").get() != nullptr);
}

TEST_CASE("why a connection cannot be made can be asked", "[postgres_connect]") {
    const auto url = postgres_url();
    if (!url) return;
    const auto unknown = refused(*url + " dbname=refract_nowhere");
    CHECK(unknown.code() == "3D000");
    CHECK_FALSE(unknown.can_retry());
    CHECK_FALSE(unknown.connection_lost());
    CHECK(unknown.message().find("refract_nowhere") != std::string::npos);

    const auto nowhere = refused("host=/nowhere dbname=x");
    CHECK(nowhere.code().empty());
    CHECK(nowhere.can_retry()); // the server may only be starting
    CHECK_FALSE(nowhere.connection_lost());
    CHECK(refused("host=127.0.0.1 port=1 dbname=x").can_retry());

    const auto mode = refused(*url + " sslmode=wrong");
    CHECK_FALSE(mode.can_retry());
    CHECK(mode.code().empty());
    const auto zone = caught<connection_error>([&] { postgres_connection(*url, {.time_zone = "Nowhere/Land"}); });
    CHECK(zone.code() == "22023");
    CHECK_FALSE(zone.can_retry());
    CHECK(zone.message().find("TimeZone") != std::string::npos);
}

TEST_CASE("a server that is full or starting may be asked again, one that knows no user not", "[postgres_connect]") {
    fake_postgres server;
    const auto refusal = [&](const std::string& code) {
        fake_behaviour how;
        how.spoil = [code](int, fake_answer& all) {
            all = {{'E', std::string("SFATAL\0VFATAL\0C", 15) + code + '\0' + "Mmade up" + '\0' + '\0'}};
        };
        how.damage = [](int, std::string&) { return false; }; // and closes
        server.behave(how);
        const auto failure = refused(server.url());
        CHECK(failure.code() == code);
        CHECK_FALSE(failure.connection_lost());
        CHECK(failure.message().find("LOCATION") == std::string::npos);
        return failure.can_retry();
    };
    CHECK(refusal("53300"));
    CHECK(refusal("57P03"));
    CHECK_FALSE(refusal("28000"));
    CHECK_FALSE(refusal("3D000"));
    CHECK_FALSE(refusal("42501"));
}

TEST_CASE("a code is found in a message of the verbose kind", "[postgres_connect]") {
    CHECK(find_sqlstate("connection to server failed: FATAL:  53300: sorry, too many clients already\n") == "53300");
    CHECK(find_sqlstate("FATAL:  password authentication failed") == "");
    CHECK(find_sqlstate("could not translate host name \"x\": no") == "");
    CHECK(find_sqlstate("") == "");
}
