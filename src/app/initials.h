#pragma once
// Pinyin initials, so that "djyj" finds 登记邮寄. From the order of GB 2312's first plane, which is by pinyin; letters,
// digits and line ends stay, rarer characters give nothing. Source: docs/rules/api.md, R-API-56.
#include <string>
#include <string_view>

namespace hallbook::app {
std::string initials(std::string_view utf8);
}
