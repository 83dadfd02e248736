// Questions with an answer on PostgreSQL only: queues, the best of each by LATERAL. docs/cookbook.md shows each.
#include "show.hpp"

#include <refract/postgres.hpp>

#include <cstdlib>

using namespace refract;
using namespace cookbook;

struct CookbookJob {
    std::int64_t id{};
    std::string work;
    bool done{};
};
struct CookbookShop {
    std::int64_t id{};
    std::string name;
};
struct CookbookSale {
    std::int64_t id{}, shop_id{}, amount{};
};
constexpr auto id = col<&CookbookJob::id>;

// [queue]
constexpr auto next_job = from<CookbookJob>()
                              .where(!col<&CookbookJob::done>)
                              .order_by(id)
                              .limit(1)
                              .for_update()
                              .skip_locked();
template <class Transaction> std::optional<CookbookJob> take(Transaction& tx) {
    auto job = tx.first(
        next_job); // stays locked until the transaction ends; who asks meanwhile gets the next one
    if (job)
        tx.exec(update<CookbookJob>().set(col<&CookbookJob::done> = true).where(id == job->id));
    return job;
}
// [/queue]

// [lateral]
constexpr auto shop_id = col<&CookbookShop::id>;
struct Best {
    std::int64_t shop_id{}, amount{};
};
constexpr auto best_two =
    from<CookbookSale>()
        .where(col<&CookbookSale::shop_id> == shop_id)
        .order_by(col<&CookbookSale::amount>.desc())
        .limit(2)
        .select<Best>(col<&CookbookSale::shop_id>, col<&CookbookSale::amount>);
constexpr auto best_of_each = from<CookbookShop>()
                                  .join(best_two, col<&Best::shop_id> == shop_id)
                                  .order_by(shop_id, col<&Best::amount>.desc())
                                  .select(col<&CookbookShop::name>, col<&Best::amount>);
// [/lateral]

int main() {
    const char* url = std::getenv("REFRACT_POSTGRES_URL");
    if (!url) return 77;
    postgres::database db{url};
    db.execute("SET client_min_messages TO warning");
    db.execute("DROP TABLE IF EXISTS cookbook_job, cookbook_shop, cookbook_sale");
    db.create_tables<schema<CookbookJob, CookbookShop, CookbookSale>>();
    db.insert_many<CookbookJob>({{1, "print", false}, {2, "pack", false}, {3, "send", false}});
    db.insert_many<CookbookShop>({{1, "north"}, {2, "south"}});
    db.insert_many<CookbookSale>({{1, 1, 10}, {2, 1, 30}, {3, 1, 20}, {4, 2, 5}});

    std::cout << "// [queue-sql]\n";
    print_sql(sql<dialect::postgres>(next_job));
    std::cout << "// [/queue-sql]\n// [queue-rows]\n";
    postgres::database other_worker{url};
    auto mine = db.begin();
    auto yours = other_worker.begin();
    std::cout << "one worker: " << take(mine)->work << '\n';
    std::cout << "another at the same time: " << take(yours)->work << '\n';
    mine.commit();
    yours.rollback(); // did not do it: the job is there again
    db.transaction([&](auto& tx) { std::cout << "the next: " << take(tx)->work << '\n'; });
    std::cout << "// [/queue-rows]\n";
    show<dialect::postgres>("lateral", db, best_of_each);
    db.execute("DROP TABLE cookbook_job, cookbook_shop, cookbook_sale");
}
