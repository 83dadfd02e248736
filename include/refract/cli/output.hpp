// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/program.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a command says: lines for people, in colours where they are seen, or one JSON object for programs.

namespace refract {
inline namespace v0 {
namespace command_line {

using json_object = nlohmann::ordered_json;

/// A command that ends without an exception of its own: with a code and a sentence.
struct command_failure {
    int code = 1;
    std::string sentence{};
};

enum class tone : std::uint8_t { plain, good, caution, bad, faint };

/// What makes a terminal show it so.
constexpr std::string_view color_of(tone how) {
    switch (how) {
    case tone::plain: break;
    case tone::good: return "\033[32m";
    case tone::caution: return "\033[33m";
    case tone::bad: return "\033[31m";
    case tone::faint: return "\033[2m";
    }
    return "";
}

/// What cannot be written, as on a full disk, does not end a command half-way: run() looks at the file behind it.
inline void put_text(std::FILE* to, std::string_view text) { std::fwrite(text.data(), 1, text.size(), to); }
inline void put_line(std::FILE* to, std::string_view text) {
    put_text(to, text);
    put_text(to, "\n");
}

class output {
public:
    output(const terminal& on, bool is_json) : on_(on), is_json_(is_json) {}

    bool is_json() const { return is_json_; }
    /// What `--json` prints when the command is done.
    json_object& data() { return data_; }
    void finish() {
        if (is_json_) put_line(on_.out, dump(data_));
    }

    void say(std::string_view text, tone how = tone::plain) { line(is_json_ ? nullptr : on_.out, text, how); }
    /// Beside what the command prints: progress, warnings.
    void note(std::string_view text, tone how = tone::faint) { line(is_json_ ? nullptr : on_.errors, text, how); }
    void fail(std::string_view text) { line(is_json_ ? nullptr : on_.errors, text, tone::bad); }
    /// The product itself, such as SQL: as it is.
    void product(std::string_view text) {
        if (!is_json_) put_text(on_.out, text);
    }
    /// The product of a command that has nothing else.
    void script(std::string_view text) {
        product(text);
        data_["script"] = text;
    }

    void table(const std::vector<std::string>& titles, const std::vector<std::vector<std::string>>& rows) {
        std::vector<std::size_t> widths;
        for (const std::string& each : titles) widths.push_back(width_of(each));
        for (const auto& row : rows)
            for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
        say(row_text(titles, widths), tone::faint);
        for (const auto& row : rows) say(row_text(row, widths));
    }

    /// Asks somebody; where nobody is, the flag has to answer.
    bool confirm(std::string_view question, std::string_view flag) {
        require_somebody(question, flag);
        const std::string answer = ask(fmt::format("{} [y/N] ", question), flag);
        return answer == "y" || answer == "Y" || answer == "yes";
    }
    std::string ask(std::string_view question, std::string_view flag) {
        require_somebody(question, flag);
        put_text(on_.out, question);
        std::fflush(on_.out);
        std::string answer;
        for (int c = std::fgetc(on_.in); c != EOF && c != '\n'; c = std::fgetc(on_.in)) answer += static_cast<char>(c);
        return answer;
    }
    std::FILE* input() const { return on_.in; }
    bool is_interactive() const { return on_.is_interactive && !is_json_; }

    /// Texts of databases may be no UTF-8.
    static std::string dump(const json_object& data) {
        return data.dump(2, ' ', false, json_object::error_handler_t::replace);
    }

private:
    void require_somebody(std::string_view question, std::string_view flag) const {
        if (is_interactive()) return;
        question = question.substr(0, question.find_last_not_of(": ") + 1);
        throw command_failure{3, fmt::format("{}\nNobody can be asked here; say {}.", question, flag)};
    }
    /// In characters, as far as a terminal's columns are that.
    static std::size_t width_of(std::string_view text) {
        return static_cast<std::size_t>(std::count_if(
            text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    }
    static std::string row_text(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            text.append(i == 0 ? "" : "  ").append(cells[i]);
            if (i + 1 < cells.size()) text.append(widths[i] - width_of(cells[i]), ' ');
        }
        return text;
    }
    void line(std::FILE* to, std::string_view text, tone how) const {
        if (!to) return;
        const std::string_view code = on_.has_colors ? color_of(how) : "";
        put_text(to, code);
        put_text(to, text);
        put_text(to, code.empty() ? "\n" : "\033[0m\n");
    }

    terminal on_;
    bool is_json_;
    json_object data_ = json_object::object();
};

} // namespace command_line
} // namespace v0
} // namespace refract
