#pragma once

#include "models.hpp"

namespace tpch {

using namespace refract;

constexpr date on(int year, unsigned month, unsigned day) {
    return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

constexpr auto discounted = col<&Lineitem::l_extendedprice> * (1.0 - col<&Lineitem::l_discount>);
constexpr auto of_order = col<&Lineitem::l_orderkey> == col<&Orders::o_orderkey>;
constexpr auto of_customer = col<&Orders::o_custkey> == col<&Customer::c_custkey>;
constexpr auto of_supplier = col<&Lineitem::l_suppkey> == col<&Supplier::s_suppkey>;
constexpr auto of_part = col<&Lineitem::l_partkey> == col<&Part::p_partkey>;
constexpr auto supplier_in_nation = col<&Supplier::s_nationkey> == col<&Nation::n_nationkey>;
constexpr auto nation_in_region = col<&Nation::n_regionkey> == col<&Region::r_regionkey>;

// Pricing summary.
constexpr auto q01 = from<Lineitem>()
                         .where(col<&Lineitem::l_shipdate> <= on(1998, 9, 2))
                         .group_by(col<&Lineitem::l_returnflag>, col<&Lineitem::l_linestatus>)
                         .order_by(col<&Lineitem::l_returnflag>, col<&Lineitem::l_linestatus>)
                         .select(col<&Lineitem::l_returnflag>, col<&Lineitem::l_linestatus>,
                                 sum(col<&Lineitem::l_quantity>), sum(col<&Lineitem::l_extendedprice>), sum(discounted),
                                 sum(discounted * (1.0 + col<&Lineitem::l_tax>)), avg(col<&Lineitem::l_quantity>),
                                 avg(col<&Lineitem::l_extendedprice>), avg(col<&Lineitem::l_discount>), count());

// The cheapest supplier of a part: a query inside, for the part outside.
using other_ps = alias<Partsupp, "ps2">;
using other_s = alias<Supplier, "s2">;
using other_n = alias<Nation, "n2">;
using other_r = alias<Region, "r2">;
constexpr auto cheapest = from<other_ps>()
                              .join<other_s>(col<&Supplier::s_suppkey, other_s> == col<&Partsupp::ps_suppkey, other_ps>)
                              .join<other_n>(col<&Supplier::s_nationkey, other_s> == col<&Nation::n_nationkey, other_n>)
                              .join<other_r>(col<&Nation::n_regionkey, other_n> == col<&Region::r_regionkey, other_r>)
                              .where(col<&Partsupp::ps_partkey, other_ps> == col<&Part::p_partkey> &&
                                     col<&Region::r_name, other_r> == "EUROPE")
                              .select(min(col<&Partsupp::ps_supplycost, other_ps>));
constexpr auto q02 =
    from<Part>()
        .join<Partsupp>(col<&Partsupp::ps_partkey> == col<&Part::p_partkey>)
        .join<Supplier>(col<&Supplier::s_suppkey> == col<&Partsupp::ps_suppkey>)
        .join<Nation>(supplier_in_nation)
        .join<Region>(nation_in_region)
        .where(col<&Part::p_size> == 15 && col<&Part::p_type>.like("%BRASS") && col<&Region::r_name> == "EUROPE")
        .where(col<&Partsupp::ps_supplycost> == scalar(cheapest))
        .order_by(col<&Supplier::s_acctbal>.desc(), col<&Nation::n_name>, col<&Supplier::s_name>, col<&Part::p_partkey>)
        .limit(100)
        .select(col<&Supplier::s_acctbal>, col<&Supplier::s_name>, col<&Nation::n_name>, col<&Part::p_partkey>,
                col<&Part::p_mfgr>, col<&Supplier::s_address>, col<&Supplier::s_phone>, col<&Supplier::s_comment>);

// Unshipped orders of the highest value.
constexpr auto q03 =
    from<Customer>()
        .join<Orders>(of_customer)
        .join<Lineitem>(of_order)
        .where(col<&Customer::c_mktsegment> == "BUILDING" && col<&Orders::o_orderdate> < on(1995, 3, 15) &&
               col<&Lineitem::l_shipdate> > on(1995, 3, 15))
        .group_by(col<&Lineitem::l_orderkey>, col<&Orders::o_orderdate>, col<&Orders::o_shippriority>)
        .order_by(sum(discounted).desc(), col<&Orders::o_orderdate>)
        .limit(10)
        .select(col<&Lineitem::l_orderkey>, sum(discounted), col<&Orders::o_orderdate>, col<&Orders::o_shippriority>);

// Orders of a quarter with a late line: exists.
constexpr auto q04 =
    from<Orders>()
        .where(col<&Orders::o_orderdate> >= on(1993, 7, 1) && col<&Orders::o_orderdate> < on(1993, 10, 1))
        .where(exists(from<Lineitem>().where(of_order && col<&Lineitem::l_commitdate> < col<&Lineitem::l_receiptdate>)))
        .group_by(col<&Orders::o_orderpriority>)
        .order_by(col<&Orders::o_orderpriority>)
        .select(col<&Orders::o_orderpriority>, count());

// Revenue of local suppliers.
constexpr auto q05 = from<Customer>()
                         .join<Orders>(of_customer)
                         .join<Lineitem>(of_order)
                         .join<Supplier>(of_supplier && col<&Supplier::s_nationkey> == col<&Customer::c_nationkey>)
                         .join<Nation>(supplier_in_nation)
                         .join<Region>(nation_in_region)
                         .where(col<&Region::r_name> == "ASIA" && col<&Orders::o_orderdate> >= on(1994, 1, 1) &&
                                col<&Orders::o_orderdate> < on(1995, 1, 1))
                         .group_by(col<&Nation::n_name>)
                         .order_by(sum(discounted).desc())
                         .select(col<&Nation::n_name>, sum(discounted));

// What a change of discounts would bring.
constexpr auto q06 =
    from<Lineitem>()
        .where(col<&Lineitem::l_shipdate> >= on(1994, 1, 1) && col<&Lineitem::l_shipdate> < on(1995, 1, 1) &&
               col<&Lineitem::l_discount>.between(0.05, 0.07) && col<&Lineitem::l_quantity> < 24)
        .select(sum(col<&Lineitem::l_extendedprice> * col<&Lineitem::l_discount>));

// Volume of shipping between two nations: one table twice, a query in from.
using first_nation = alias<Nation, "n1">;
using second_nation = alias<Nation, "n2">;
struct Shipping {
    std::string supp_nation{};
    std::string cust_nation{};
    std::int64_t l_year{};
    double volume{};
};
constexpr auto supplier_nation = col<&Nation::n_name, first_nation>;
constexpr auto customer_nation = col<&Nation::n_name, second_nation>;
constexpr auto shipping =
    from<Supplier>()
        .join<Lineitem>(of_supplier)
        .join<Orders>(of_order)
        .join<Customer>(of_customer)
        .join<first_nation>(col<&Supplier::s_nationkey> == col<&Nation::n_nationkey, first_nation>)
        .join<second_nation>(col<&Customer::c_nationkey> == col<&Nation::n_nationkey, second_nation>)
        .where((supplier_nation == "FRANCE" && customer_nation == "GERMANY") ||
               (supplier_nation == "GERMANY" && customer_nation == "FRANCE"))
        .where(col<&Lineitem::l_shipdate>.between(on(1995, 1, 1), on(1996, 12, 31)))
        .select<Shipping>(supplier_nation, customer_nation, year_of(col<&Lineitem::l_shipdate>), discounted);
constexpr auto q07 = from(shipping)
                         .group_by(col<&Shipping::supp_nation>, col<&Shipping::cust_nation>, col<&Shipping::l_year>)
                         .order_by(col<&Shipping::supp_nation>, col<&Shipping::cust_nation>, col<&Shipping::l_year>)
                         .select(col<&Shipping::supp_nation>, col<&Shipping::cust_nation>, col<&Shipping::l_year>,
                                 sum(col<&Shipping::volume>));

// Share of a nation in a market.
struct NationVolume {
    std::int64_t o_year{};
    double volume{};
    std::string nation{};
};
constexpr auto all_nations =
    from<Part>()
        .join<Lineitem>(of_part)
        .join<Supplier>(of_supplier)
        .join<Orders>(of_order)
        .join<Customer>(of_customer)
        .join<first_nation>(col<&Customer::c_nationkey> == col<&Nation::n_nationkey, first_nation>)
        .join<Region>(col<&Nation::n_regionkey, first_nation> == col<&Region::r_regionkey>)
        .join<second_nation>(col<&Supplier::s_nationkey> == col<&Nation::n_nationkey, second_nation>)
        .where(col<&Region::r_name> == "AMERICA" && col<&Part::p_type> == "ECONOMY ANODIZED STEEL" &&
               col<&Orders::o_orderdate>.between(on(1995, 1, 1), on(1996, 12, 31)))
        .select<NationVolume>(year_of(col<&Orders::o_orderdate>), discounted, customer_nation);
constexpr auto q08 =
    from(all_nations)
        .group_by(col<&NationVolume::o_year>)
        .order_by(col<&NationVolume::o_year>)
        .select(col<&NationVolume::o_year>,
                sum(case_when(col<&NationVolume::nation> == "BRAZIL", col<&NationVolume::volume>).otherwise(0.0)) /
                    sum(col<&NationVolume::volume>));

// Profit by nation and year.
struct Profit {
    std::string nation{};
    std::int64_t o_year{};
    double amount{};
};
constexpr auto profits = from<Part>()
                             .join<Lineitem>(of_part)
                             .join<Supplier>(of_supplier)
                             .join<Partsupp>(col<&Partsupp::ps_suppkey> == col<&Lineitem::l_suppkey> &&
                                             col<&Partsupp::ps_partkey> == col<&Lineitem::l_partkey>)
                             .join<Orders>(of_order)
                             .join<Nation>(supplier_in_nation)
                             .where(col<&Part::p_name>.like("%green%"))
                             .select<Profit>(col<&Nation::n_name>, year_of(col<&Orders::o_orderdate>),
                                             discounted - col<&Partsupp::ps_supplycost> * col<&Lineitem::l_quantity>);
constexpr auto q09 = from(profits)
                         .group_by(col<&Profit::nation>, col<&Profit::o_year>)
                         .order_by(col<&Profit::nation>, col<&Profit::o_year>.desc())
                         .select(col<&Profit::nation>, col<&Profit::o_year>, sum(col<&Profit::amount>));

// Customers who returned the most.
constexpr auto q10 =
    from<Customer>()
        .join<Orders>(of_customer)
        .join<Lineitem>(of_order)
        .join<Nation>(col<&Customer::c_nationkey> == col<&Nation::n_nationkey>)
        .where(col<&Orders::o_orderdate> >= on(1993, 10, 1) && col<&Orders::o_orderdate> < on(1994, 1, 1) &&
               col<&Lineitem::l_returnflag> == "R")
        .group_by(col<&Customer::c_custkey>, col<&Customer::c_name>, col<&Customer::c_acctbal>, col<&Customer::c_phone>,
                  col<&Nation::n_name>, col<&Customer::c_address>, col<&Customer::c_comment>)
        .order_by(sum(discounted).desc())
        .limit(20)
        .select(col<&Customer::c_custkey>, col<&Customer::c_name>, sum(discounted), col<&Customer::c_acctbal>,
                col<&Nation::n_name>, col<&Customer::c_address>, col<&Customer::c_phone>, col<&Customer::c_comment>);

// The most important stock: a group compared with a part of the whole.
constexpr auto stock_value = sum(col<&Partsupp::ps_supplycost> * cast<double>(col<&Partsupp::ps_availqty>));
constexpr auto german_stock_value =
    from<other_ps>()
        .join<other_s>(col<&Partsupp::ps_suppkey, other_ps> == col<&Supplier::s_suppkey, other_s>)
        .join<other_n>(col<&Supplier::s_nationkey, other_s> == col<&Nation::n_nationkey, other_n>)
        .where(col<&Nation::n_name, other_n> == "GERMANY")
        .select(sum(col<&Partsupp::ps_supplycost, other_ps> * cast<double>(col<&Partsupp::ps_availqty, other_ps>)) *
                0.0001);
constexpr auto q11 = from<Partsupp>()
                         .join<Supplier>(col<&Partsupp::ps_suppkey> == col<&Supplier::s_suppkey>)
                         .join<Nation>(supplier_in_nation)
                         .where(col<&Nation::n_name> == "GERMANY")
                         .group_by(col<&Partsupp::ps_partkey>)
                         .having(stock_value > scalar(german_stock_value))
                         .order_by(stock_value.desc())
                         .select(col<&Partsupp::ps_partkey>, stock_value);

// Ways of shipping and priorities: sums of cases.
constexpr auto is_high = col<&Orders::o_orderpriority> == "1-URGENT" || col<&Orders::o_orderpriority> == "2-HIGH";
constexpr auto q12 =
    from<Orders>()
        .join<Lineitem>(of_order)
        .where(col<&Lineitem::l_shipmode>.in("MAIL", "SHIP") &&
               col<&Lineitem::l_commitdate> < col<&Lineitem::l_receiptdate> &&
               col<&Lineitem::l_shipdate> < col<&Lineitem::l_commitdate> &&
               col<&Lineitem::l_receiptdate> >= on(1994, 1, 1) && col<&Lineitem::l_receiptdate> < on(1995, 1, 1))
        .group_by(col<&Lineitem::l_shipmode>)
        .order_by(col<&Lineitem::l_shipmode>)
        .select(col<&Lineitem::l_shipmode>, sum(case_when(is_high, 1).otherwise(0)),
                sum(case_when(!is_high, 1).otherwise(0)));

// How many customers have how many orders: an outer join, grouped twice.
struct CustomerOrders {
    std::int32_t c_custkey{};
    std::int64_t c_count{};
};
constexpr auto customer_orders =
    from<Customer>()
        .left_join<Orders>(of_customer && col<&Orders::o_comment>.not_like("%special%requests%"))
        .group_by(col<&Customer::c_custkey>)
        .select<CustomerOrders>(col<&Customer::c_custkey>, count(col<&Orders::o_orderkey>));
constexpr auto q13 = from(customer_orders)
                         .group_by(col<&CustomerOrders::c_count>)
                         .order_by(count().desc(), col<&CustomerOrders::c_count>.desc())
                         .select(col<&CustomerOrders::c_count>, count());

// What promotions bring.
constexpr auto q14 =
    from<Lineitem>()
        .join<Part>(of_part)
        .where(col<&Lineitem::l_shipdate> >= on(1995, 9, 1) && col<&Lineitem::l_shipdate> < on(1995, 10, 1))
        .select(100.0 * sum(case_when(col<&Part::p_type>.like("PROMO%"), discounted).otherwise(0.0)) / sum(discounted));

// The best supplier: a query of WITH, read twice.
struct Revenue {
    std::int32_t supplier_no{};
    double total_revenue{};
};
using any_revenue = alias<Revenue, "any">;
constexpr auto revenue =
    from<Lineitem>()
        .where(col<&Lineitem::l_shipdate> >= on(1996, 1, 1) && col<&Lineitem::l_shipdate> < on(1996, 4, 1))
        .group_by(col<&Lineitem::l_suppkey>)
        .select<Revenue>(col<&Lineitem::l_suppkey>, coalesce(sum(discounted), 0.0));
constexpr auto q15 = with(revenue)
                         .from<Supplier>()
                         .join<Revenue>(col<&Supplier::s_suppkey> == col<&Revenue::supplier_no>)
                         .where(col<&Revenue::total_revenue> ==
                                scalar(from<any_revenue>().select(max(col<&Revenue::total_revenue, any_revenue>))))
                         .order_by(col<&Supplier::s_suppkey>)
                         .select(col<&Supplier::s_suppkey>, col<&Supplier::s_name>, col<&Supplier::s_address>,
                                 col<&Supplier::s_phone>, col<&Revenue::total_revenue>);

// Suppliers of parts without complaints: count of different values, not in.
constexpr auto complained =
    from<Supplier>().where(col<&Supplier::s_comment>.like("%Customer%Complaints%")).select(col<&Supplier::s_suppkey>);
constexpr auto suppliers_of_part = count(col<&Partsupp::ps_suppkey>).distinct();
constexpr auto q16 =
    from<Partsupp>()
        .join<Part>(col<&Part::p_partkey> == col<&Partsupp::ps_partkey>)
        .where(col<&Part::p_brand> != "Brand#45" && col<&Part::p_type>.not_like("MEDIUM POLISHED%") &&
               col<&Part::p_size>.in(49, 14, 23, 45, 19, 3, 36, 9) && col<&Partsupp::ps_suppkey>.not_in(complained))
        .group_by(col<&Part::p_brand>, col<&Part::p_type>, col<&Part::p_size>)
        .order_by(suppliers_of_part.desc(), col<&Part::p_brand>, col<&Part::p_type>, col<&Part::p_size>)
        .select(col<&Part::p_brand>, col<&Part::p_type>, col<&Part::p_size>, suppliers_of_part);

// Revenue of small orders: less than a part of the average, for each part.
using any_line = alias<Lineitem, "any">;
constexpr auto q17 = from<Lineitem>()
                         .join<Part>(of_part)
                         .where(col<&Part::p_brand> == "Brand#23" && col<&Part::p_container> == "MED BOX")
                         .where(col<&Lineitem::l_quantity> <
                                scalar(from<any_line>()
                                           .where(col<&Lineitem::l_partkey, any_line> == col<&Part::p_partkey>)
                                           .select(0.2 * avg(col<&Lineitem::l_quantity, any_line>))))
                         .select(sum(col<&Lineitem::l_extendedprice>) / 7.0);

// Customers with large orders: in a grouped query.
constexpr auto large_orders = from<any_line>()
                                  .group_by(col<&Lineitem::l_orderkey, any_line>)
                                  .having(sum(col<&Lineitem::l_quantity, any_line>) > 300.0)
                                  .select(col<&Lineitem::l_orderkey, any_line>);
constexpr auto q18 =
    from<Customer>()
        .join<Orders>(of_customer)
        .join<Lineitem>(of_order)
        .where(col<&Orders::o_orderkey>.in(large_orders))
        .group_by(col<&Customer::c_name>, col<&Customer::c_custkey>, col<&Orders::o_orderkey>,
                  col<&Orders::o_orderdate>, col<&Orders::o_totalprice>)
        .order_by(col<&Orders::o_totalprice>.desc(), col<&Orders::o_orderdate>)
        .limit(100)
        .select(col<&Customer::c_name>, col<&Customer::c_custkey>, col<&Orders::o_orderkey>, col<&Orders::o_orderdate>,
                col<&Orders::o_totalprice>, sum(col<&Lineitem::l_quantity>));

// Discounted revenue: a condition of many parts.
constexpr auto by_air =
    col<&Lineitem::l_shipmode>.in("AIR", "AIR REG") && col<&Lineitem::l_shipinstruct> == "DELIVER IN PERSON";
constexpr auto q19 =
    from<Lineitem>()
        .join<Part>(of_part)
        .where((col<&Part::p_brand> == "Brand#12" &&
                col<&Part::p_container>.in("SM CASE", "SM BOX", "SM PACK", "SM PKG") &&
                col<&Lineitem::l_quantity>.between(1, 11) && col<&Part::p_size>.between(1, 5) && by_air) ||
               (col<&Part::p_brand> == "Brand#23" &&
                col<&Part::p_container>.in("MED BAG", "MED BOX", "MED PKG", "MED PACK") &&
                col<&Lineitem::l_quantity>.between(10, 20) && col<&Part::p_size>.between(1, 10) && by_air) ||
               (col<&Part::p_brand> == "Brand#34" &&
                col<&Part::p_container>.in("LG CASE", "LG BOX", "LG PACK", "LG PKG") &&
                col<&Lineitem::l_quantity>.between(20, 30) && col<&Part::p_size>.between(1, 15) && by_air))
        .select(sum(discounted));

// Suppliers who could offer a part: queries inside queries inside queries.
constexpr auto shipped_of_part =
    from<Lineitem>()
        .where(col<&Lineitem::l_partkey> == col<&Partsupp::ps_partkey> &&
               col<&Lineitem::l_suppkey> == col<&Partsupp::ps_suppkey> &&
               col<&Lineitem::l_shipdate> >= on(1994, 1, 1) && col<&Lineitem::l_shipdate> < on(1995, 1, 1))
        .select(0.5 * sum(col<&Lineitem::l_quantity>));
constexpr auto forest_parts = from<Part>().where(col<&Part::p_name>.like("forest%")).select(col<&Part::p_partkey>);
constexpr auto offering = from<Partsupp>()
                              .where(col<&Partsupp::ps_partkey>.in(forest_parts) &&
                                     cast<double>(col<&Partsupp::ps_availqty>) > scalar(shipped_of_part))
                              .select(col<&Partsupp::ps_suppkey>);
constexpr auto q20 = from<Supplier>()
                         .join<Nation>(supplier_in_nation)
                         .where(col<&Supplier::s_suppkey>.in(offering) && col<&Nation::n_name> == "CANADA")
                         .order_by(col<&Supplier::s_name>)
                         .select(col<&Supplier::s_name>, col<&Supplier::s_address>);

// Suppliers who kept orders waiting: exists, and not exists.
using second_line = alias<Lineitem, "l2">;
using third_line = alias<Lineitem, "l3">;
constexpr auto of_another_supplier =
    from<second_line>().where(col<&Lineitem::l_orderkey, second_line> == col<&Lineitem::l_orderkey> &&
                              col<&Lineitem::l_suppkey, second_line> != col<&Lineitem::l_suppkey>);
constexpr auto late_of_another_supplier =
    from<third_line>().where(col<&Lineitem::l_orderkey, third_line> == col<&Lineitem::l_orderkey> &&
                             col<&Lineitem::l_suppkey, third_line> != col<&Lineitem::l_suppkey> &&
                             col<&Lineitem::l_receiptdate, third_line> > col<&Lineitem::l_commitdate, third_line>);
constexpr auto q21 =
    from<Supplier>()
        .join<Lineitem>(of_supplier)
        .join<Orders>(of_order)
        .join<Nation>(supplier_in_nation)
        .where(col<&Orders::o_orderstatus> == "F" && col<&Lineitem::l_receiptdate> > col<&Lineitem::l_commitdate> &&
               col<&Nation::n_name> == "SAUDI ARABIA")
        .where(exists(of_another_supplier) && !exists(late_of_another_supplier))
        .group_by(col<&Supplier::s_name>)
        .order_by(count().desc(), col<&Supplier::s_name>)
        .limit(100)
        .select(col<&Supplier::s_name>, count());

// Customers who might buy: a text's beginning, grouped by in a query of its own.
struct Prospect {
    std::string cntrycode{};
    double c_acctbal{};
};
using any_customer = alias<Customer, "any">;
constexpr auto average_balance =
    from<any_customer>()
        .where(col<&Customer::c_acctbal, any_customer> > 0.0 &&
               substring(col<&Customer::c_phone, any_customer>, 1, 2).in("13", "31", "23", "29", "30", "18", "17"))
        .select(avg(col<&Customer::c_acctbal, any_customer>));
constexpr auto prospects =
    from<Customer>()
        .where(substring(col<&Customer::c_phone>, 1, 2).in("13", "31", "23", "29", "30", "18", "17") &&
               col<&Customer::c_acctbal> > scalar(average_balance) && !exists(from<Orders>().where(of_customer)))
        .select<Prospect>(substring(col<&Customer::c_phone>, 1, 2), col<&Customer::c_acctbal>);
constexpr auto q22 = from(prospects)
                         .group_by(col<&Prospect::cntrycode>)
                         .order_by(col<&Prospect::cntrycode>)
                         .select(col<&Prospect::cntrycode>, count(), sum(col<&Prospect::c_acctbal>));

} // namespace tpch
