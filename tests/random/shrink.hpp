#pragma once

// Smaller statements that may fail in the same way.

#include "tree.hpp"

#include <functional>
#include <vector>

namespace random_test {

/// Calls `change` with every place where a statement can be made smaller, one at a time, each time on a copy.
class shrinker {
public:
    /// All copies that are smaller in one place.
    static std::vector<tree_query> smaller(const tree_query& query) {
        std::vector<tree_query> all;
        for (std::size_t wanted = 0;; ++wanted) {
            shrinker one(wanted);
            tree_query copy = copy_of(query);
            one.visit(copy, true);
            if (one.left_ != none) break; // there are not so many places
            all.push_back(std::move(copy));
        }
        return all;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    explicit shrinker(std::size_t wanted) : left_(wanted) {}

    bool is_turn() {
        if (left_ == none) return false;
        return left_-- == 0;
    }
    void visit(tree_query& query, bool is_outside) {
        for (std::size_t i = 0; i < query.clauses.size(); ++i) {
            tree_clause& each = query.clauses[i];
            const bool is_needed = each.at.kind == clause_kind::from || each.at.kind == clause_kind::select ||
                                   each.at.kind == clause_kind::operand;
            if (!is_needed && is_turn()) {
                query.clauses.erase(query.clauses.begin() + static_cast<std::ptrdiff_t>(i));
                return;
            }
            if (each.at.kind == clause_kind::operand && is_turn()) { // the first query alone
                const tree_query alone = copy_of(*each.query);
                query = copy_of(alone);
                return;
            }
            for (std::size_t item = 0; item < each.items.size(); ++item) {
                // All columns order the rows, else rows alike in the rest may change places.
                const bool may_go = each.items.size() > 1 && each.at.kind != clause_kind::order_by &&
                                    (each.at.kind != clause_kind::select || is_outside);
                if (may_go && is_turn()) {
                    each.items.erase(each.items.begin() + static_cast<std::ptrdiff_t>(item));
                    return;
                }
                visit(each.items[item]);
                if (left_ == none) return;
            }
            if (each.query) visit(*each.query, false);
            if (left_ == none) return;
        }
    }
    void visit(tree_node& at) {
        for (const tree_node& each : at.operands) {
            if (each.at.type.kind != at.at.type.kind || each.at.kind == node_kind::group || !is_turn()) continue;
            tree_node kept = copy_of(each);
            at = std::move(kept);
            return;
        }
        for (tree_node& each : at.operands) {
            visit(each);
            if (left_ == none) return;
        }
        if (at.query) visit(*at.query, false);
    }

    std::size_t left_;
};

/// The smallest statement found that still fails.
inline tree_query shrunk(tree_query query, const std::function<bool(const tree_query&)>& fails) {
    for (int rounds = 0; rounds < 200; ++rounds) {
        bool found = false;
        for (tree_query& each : shrinker::smaller(query)) {
            if (!fails(each)) continue;
            query = std::move(each);
            found = true;
            break;
        }
        if (!found) break;
    }
    return query;
}

} // namespace random_test
