#pragma once

#include <refract/sql/ready_statement.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract_test {

// A statement for a driver, written by hand where the library would have printed a query.
class text_statement {
public:
    text_statement(std::string text, std::vector<refract::sql_type> parameters = {},
                   std::vector<refract::type_kind> columns = {})
        : text_(std::move(text)), parameters_(std::move(parameters)) {
        for (refract::type_kind kind : columns) {
            refract::detail::result_column column;
            column.type = {.kind = kind};
            columns_.push_back(column);
        }
    }

    operator refract::detail::ready_statement() const {
        refract::detail::ready_statement result;
        result.sql = text_.c_str();
        result.size = text_.size();
        result.parameters = parameters_.data();
        result.parameter_count = static_cast<std::uint16_t>(parameters_.size());
        result.columns = columns_.data();
        result.column_count = static_cast<std::uint16_t>(columns_.size());
        return result;
    }

private:
    std::string text_;
    std::vector<refract::sql_type> parameters_;
    std::vector<refract::detail::result_column> columns_;
};

} // namespace refract_test
