// Unit tests without a database: the recorder expects statements, answers them, and tells what
// came.
#include <refract/recorder.hpp>

#include <iostream>

using namespace refract;

struct Member {
    std::int64_t id{};
    std::string email;
    std::int64_t points{};
};

constexpr auto by_email = from<Member>().where(col<&Member::email> == param<std::string_view>);
// [tested]
// The code to test takes any database.
template <class Database> bool reward(Database& db, std::string_view email, std::int64_t points) {
    return db.transaction([&] {
        const auto member = db.first(by_email, email);
        if (member) db.update(Member{member->id, member->email, member->points + points});
        return member.has_value();
    });
}
// [/tested]

int main() {
    // [test]
    {
        recorder::database db;
        db.expect(by_email).with("ann@example.org").row(Member{7, "ann@example.org", 40});
        db.expect_update(Member{7, "ann@example.org", 50});

        std::cout << std::boolalpha << reward(db, "ann@example.org", 10) << '\n';
        db.verify(); // everything came, and nothing else

        for (const auto& call : db.calls()) std::cout << "  " << call.to_string() << '\n';
    }
    // [/test]
    {
        recorder::database db; // answers nothing: there is no such member
        db.expect(by_email);
        std::cout << reward(db, "bob@example.org", 10) << '\n';
    }
    {
        recorder::database db;
        db.expect_any().throws(busy("database is locked"));
        try {
            reward(db, "ann@example.org", 10);
        } catch (const busy& failure) {
            std::cout << failure.message() << ", then " << db.calls().back().sql << '\n';
        }
    }
    recorder::database db; // a test that is wrong
    try {
        reward(db, "ann@example.org", 10);
    } catch (const refract::error& failure) { std::cout << failure.message() << '\n'; }
}
