#pragma once

// The tables of TPC-H and its 22 queries, said in refract. The queries are those of the specification with its validation
// parameters; what of SQL they use stands in the comments of each.

#include <refract/refract.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace tpch {

using date = std::chrono::year_month_day;

struct Region {
    std::int32_t r_regionkey{};
    std::string r_name{};
    std::string r_comment{};
};
struct Nation {
    std::int32_t n_nationkey{};
    std::string n_name{};
    std::int32_t n_regionkey{};
    std::string n_comment{};
};
struct Supplier {
    std::int32_t s_suppkey{};
    std::string s_name{};
    std::string s_address{};
    std::int32_t s_nationkey{};
    std::string s_phone{};
    double s_acctbal{};
    std::string s_comment{};
};
struct Customer {
    std::int32_t c_custkey{};
    std::string c_name{};
    std::string c_address{};
    std::int32_t c_nationkey{};
    std::string c_phone{};
    double c_acctbal{};
    std::string c_mktsegment{};
    std::string c_comment{};
};
struct Part {
    std::int32_t p_partkey{};
    std::string p_name{};
    std::string p_mfgr{};
    std::string p_brand{};
    std::string p_type{};
    std::int32_t p_size{};
    std::string p_container{};
    double p_retailprice{};
    std::string p_comment{};
};
struct Partsupp {
    std::int32_t ps_partkey{};
    std::int32_t ps_suppkey{};
    std::int32_t ps_availqty{};
    double ps_supplycost{};
    std::string ps_comment{};
};
struct Orders {
    std::int32_t o_orderkey{};
    std::int32_t o_custkey{};
    std::string o_orderstatus{};
    double o_totalprice{};
    date o_orderdate{};
    std::string o_orderpriority{};
    std::string o_clerk{};
    std::int32_t o_shippriority{};
    std::string o_comment{};
};
struct Lineitem {
    std::int32_t l_orderkey{};
    std::int32_t l_partkey{};
    std::int32_t l_suppkey{};
    std::int32_t l_linenumber{};
    double l_quantity{};
    double l_extendedprice{};
    double l_discount{};
    double l_tax{};
    std::string l_returnflag{};
    std::string l_linestatus{};
    date l_shipdate{};
    date l_commitdate{};
    date l_receiptdate{};
    std::string l_shipinstruct{};
    std::string l_shipmode{};
    std::string l_comment{};
};

} // namespace tpch

template <> inline constexpr auto refract::model<tpch::Region> =
    refract::table(refract::primary_key<&tpch::Region::r_regionkey>);
template <> inline constexpr auto refract::model<tpch::Nation> =
    refract::table(refract::primary_key<&tpch::Nation::n_nationkey>);
template <> inline constexpr auto refract::model<tpch::Supplier> =
    refract::table(refract::primary_key<&tpch::Supplier::s_suppkey>);
template <> inline constexpr auto refract::model<tpch::Customer> =
    refract::table(refract::primary_key<&tpch::Customer::c_custkey>);
template <> inline constexpr auto refract::model<tpch::Part> =
    refract::table(refract::primary_key<&tpch::Part::p_partkey>);
template <> inline constexpr auto refract::model<tpch::Partsupp> =
    refract::table(refract::primary_key<&tpch::Partsupp::ps_partkey, &tpch::Partsupp::ps_suppkey>);
template <> inline constexpr auto refract::model<tpch::Orders> =
    refract::table(refract::primary_key<&tpch::Orders::o_orderkey>, refract::index<&tpch::Orders::o_custkey>);
template <> inline constexpr auto refract::model<tpch::Lineitem> =
    refract::table(refract::primary_key<&tpch::Lineitem::l_orderkey, &tpch::Lineitem::l_linenumber>,
                   refract::index<&tpch::Lineitem::l_partkey, &tpch::Lineitem::l_suppkey>);

namespace tpch {

using everything = refract::schema<Region, Nation, Supplier, Customer, Part, Partsupp, Orders, Lineitem>;

} // namespace tpch
