#include "shop.hpp"

namespace shop {

namespace {

template <class Database> void make(Database& db) {
    using refract::keys_are_given;
    db.template create_tables<all_tables>();
    db.transaction([](auto& tx) {
        tx.insert_many(std::vector<Customer>{{"ALFKI", "Alfreds Futterkiste", "Berlin", {}, "Germany"},
                                             {"ANATR", "Ana Trujillo", "Mexico City", {}, "Mexico"},
                                             {"AROUT", "Around the Horn", "London", "Greater London", "UK"},
                                             {"BERGS", "Berglunds snabbk\xC3\xB6p", "Lule\xC3\xA5", {}, "Sweden"},
                                             {"BLAUS", "Blauer See", "Mannheim", {}, "Germany"},
                                             {"BOTTM", "Bottom-Dollar Markets", "Vancouver", "BC", "Canada"},
                                             {"BSBEV", "B's Beverages", "London", {}, "UK"},
                                             {"FISSA", "FISSA 100% Fabrica", "Madrid", {}, "Spain"},
                                             {"PARIS", "Paris specialites", {}, {}, "France"},
                                             {"RATTC", "Rattlesnake Canyon Grocery", "Albuquerque", "NM", "USA"},
                                             {"SAVEA", "Save-a-lot Markets", "Boise", "ID", "USA"},
                                             {"THEBI", "The Big_Cheese", "Portland", "OR", "USA"}});
        tx.insert_many(std::vector<Employee>{{2, "Andrew", "Fuller", "Vice President", {}, on(1992, 8, 14)},
                                             {1, "Nancy", "Davolio", "Representative", 2, on(1992, 5, 1)},
                                             {3, "Janet", "Leverling", "Representative", 2, on(1992, 4, 1)},
                                             {4, "Margaret", "Peacock", "Representative", 2, on(1993, 5, 3)},
                                             {5, "Steven", "Buchanan", "Manager", 2, on(1993, 10, 17)},
                                             {6, "Michael", "Suyama", "Representative", 5, on(1993, 10, 17)},
                                             {7, "Robert", "King", "Representative", 5, on(1994, 1, 2)},
                                             {8, "Laura", "Callahan", "Coordinator", 2, on(1994, 3, 5)},
                                             {9, "Anne", "O'Dodsworth", "Representative", 5, on(1994, 11, 15)}},
                       keys_are_given);
        tx.insert_many(
            std::vector<Category>{{1, "Beverages"}, {2, "Condiments"}, {3, "Confections"}, {4, "Dairy"}, {5, "Empty"}},
            keys_are_given);
        tx.insert_many(std::vector<Product>{{1, "Chai", 1, cents(1800), 39, false},
                                            {2, "Chang", 1, cents(1900), 17, false},
                                            {3, "Aniseed Syrup", 2, cents(1000), 13, false},
                                            {4, "Cajun Seasoning", 2, cents(2200), 53, false},
                                            {5, "Gumbo Mix", 2, cents(2135), 0, true},
                                            {6, "Pavlova", 3, cents(1745), 29, false},
                                            {7, "Teatime Biscuits", 3, cents(920), 25, false},
                                            {8, "Queso Cabrales", 4, cents(2100), 22, false},
                                            {9, "Mascarpone", 4, cents(3200), 9, false},
                                            {10, "Geitost", 4, cents(250), 112, false},
                                            {11, "Guarana", 1, cents(450), 20, true},
                                            {12, "Mystery Box", {}, cents(1800), 0, false}},
                       keys_are_given);
        tx.insert_many(
            std::vector<Order>{
                {1, "ALFKI", 6, day_of(1997, 8, 25, 9, 30), day_of(1997, 9, 2), cents(2946), Status::sent},
                {2, "ALFKI", 4, day_of(1997, 10, 3, 12), day_of(1997, 10, 13), cents(6102), Status::sent},
                {3, "ALFKI", 4, day_of(1998, 1, 15, 23, 59), {}, cents(69), Status::open},
                {4, "ANATR", 7, day_of(1996, 9, 18), day_of(1996, 9, 24), cents(161), Status::sent},
                {5, "AROUT", 6, day_of(1996, 11, 15, 8), day_of(1996, 11, 20), cents(4195), Status::sent},
                {6, "AROUT", 1, day_of(1997, 8, 25, 17, 45), day_of(1997, 8, 27), cents(3452), Status::sent},
                {7, "BERGS", 3, day_of(1997, 2, 12), day_of(1997, 2, 14), cents(6726), Status::sent},
                {8, "BERGS", 1, day_of(1997, 12, 16), {}, cents(24495), Status::cancelled},
                {9, "BSBEV", 9, day_of(1997, 12, 31, 23, 59), day_of(1998, 1, 5), cents(69), Status::sent},
                {10, "SAVEA", 3, day_of(1998, 1, 1), day_of(1998, 1, 7), cents(83034), Status::sent},
                {11, "SAVEA", 9, day_of(1998, 4, 17), {}, cents(0), Status::open},
                {12, "RATTC", 8, day_of(1998, 5, 6), {}, cents(853), Status::open},
                {13, {}, {}, day_of(1998, 5, 6, 1), {}, cents(853), Status::open}},
            keys_are_given);
        tx.insert_many(std::vector<Line>{{1, 1, cents(1800), 15, 0.25},
                                         {1, 2, cents(1900), 21, 0},
                                         {2, 3, cents(1000), 6, 0},
                                         {2, 4, cents(2200), 2, 0.05},
                                         {3, 1, cents(1440), 40, 0},
                                         {4, 10, cents(200), 10, 0},
                                         {5, 8, cents(1680), 25, 0.1},
                                         {5, 9, cents(2560), 3, 0},
                                         {6, 7, cents(920), 7, 0.15},
                                         {6, 1, cents(1800), 12, 0.15},
                                         {7, 2, cents(1520), 50, 0},
                                         {8, 6, cents(1745), 20, 0.05},
                                         {9, 11, cents(450), 36, 0},
                                         {10, 1, cents(1800), 100, 0.2},
                                         {10, 4, cents(2200), 80, 0.2},
                                         {10, 9, cents(3200), 30, 0},
                                         {11, 10, cents(250), 5, 0},
                                         {12, 5, cents(2135), 1, 0}});
    });
}

} // namespace

// Compiled once for all scenarios.
void fill(refract::sqlite::database& db) { make(db); }
#ifdef REFRACT_TEST_POSTGRES
void fill(refract::postgres::database& db) { make(db); }
#endif

} // namespace shop
