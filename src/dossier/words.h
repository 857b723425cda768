#pragma once
// Small looks at Chinese text that the reader and the checks share. Private to dossier/.
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace hallbook::dossier {

/// The code points of valid UTF-8, as pieces of the argument.
std::vector<std::string_view> characters(std::string_view text);
std::vector<std::string_view> characters(std::string&& text) = delete;  // the pieces would outlive it

/// For comparing: half-width, without any space. "项 目 名 称：" → "项目名称:".
std::string plain(std::string_view text);

bool has_any(std::string_view text, std::initializer_list<std::string_view> words);

/// The longest run of characters that stands in both; "" when none. Both are cut to 2,000 characters.
std::string longest_shared(std::string_view a, std::string_view b);

/// 空, /, 无, —, - and the like: a cell that says "nothing here".
bool is_filler(std::string_view cell);

/// A cell that is nothing but ≥ ≤ = ＞ ＜ in any of their printed forms, or 不低于 and its kin.
bool is_operator_cell(std::string_view cell);

/// Columns on a terminal: East Asian characters take two.
std::size_t display_width(std::string_view text);

/// Cut at 、 ， , ； ; 和 及 与 and line ends; pieces trimmed, empty ones dropped.
std::vector<std::string> listed(std::string_view text);

}  // namespace hallbook::dossier
