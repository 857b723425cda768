// R-SRV-21
#include "service/rating_page.h"

#include <fmt/format.h>

namespace hallbook::service::rating_page {
namespace {

std::string_view pick(Lang lang, std::string_view zh, std::string_view en) { return lang == Lang::zh ? zh : en; }

/// Mouth of the five faces, from a broad smile down.
constexpr std::string_view mouths[] = {"M10 20c2.5 6 11.5 6 14 0", "M11 21.5c2.5 3.6 9.5 3.6 12 0", "M11 22.5h12",
                                       "M11 24.5c2.5-3.2 9.5-3.2 12 0", "M10 26c2.5-5.6 11.5-5.6 14 0"};

std::string page(Lang lang, bool big, std::string_view body) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\"{}><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" "
      "content=\"noindex\">"
      "<title>{}</title><link rel=\"stylesheet\" href=\"/rate/style.css\"></head><body>{}</body></html>\n",
      pick(lang, "zh-CN", "en"), big ? " class=\"big\"" : "", pick(lang, "政务服务好差评", "Rate this service"), body);
}

std::string head(const Facts& facts) {
  const auto link = [&](bool big, Lang lang) {
    return fmt::format("/rate/{}?lang={}{}", escaped(facts.token), pick(lang, "zh", "en"), big ? "&amp;big=1" : "");
  };
  const Lang other = facts.lang == Lang::zh ? Lang::en : Lang::zh;
  return fmt::format(
      "<header><b>{}</b><nav aria-label=\"{}\"><a id=\"size\" href=\"{}\">{}</a><a id=\"language\" href=\"{}\" "
      "lang=\"{}\">{}</a></nav></header>",
      pick(facts.lang, "政务服务好差评", "Rate this service"), pick(facts.lang, "字号和语言", "Size and language"),
      link(!facts.big, facts.lang),
      facts.big ? pick(facts.lang, "标准字", "Normal") : pick(facts.lang, "大字", "Large"), link(facts.big, other),
      pick(other, "zh-CN", "en"), pick(other, "中文", "EN"));
}

std::string place(const Facts& facts) {
  return fmt::format("<p class=\"where\"><b>{}</b><br>{} {}</p>", escaped(facts.unit),
                     pick(facts.lang, "窗口", "Window"), escaped(facts.window));
}

std::string level_rows(Lang lang, const Choice& choice) {
  std::string rows;
  for (std::size_t i = 0; i < levels.size(); ++i)
    rows += fmt::format(
        "<input type=\"radio\" name=\"level\" id=\"l{0}\" value=\"{0}\" required{1}><label for=\"l{0}\" class=\"lv "
        "t{0}\">"
        "<svg viewBox=\"0 0 34 34\" aria-hidden=\"true\"><circle cx=\"17\" cy=\"17\" r=\"14.5\"/><circle cx=\"12\" "
        "cy=\"13.5\" r=\"1\"/><circle cx=\"22\" cy=\"13.5\" r=\"1\"/><path d=\"{2}\"/></svg>{3}</label>",
        i + 1, choice.level == static_cast<int>(i + 1) ? " checked" : "", mouths[i],
        pick(lang, levels[i].value, levels[i].en));
  return rows;
}

std::string why_part(Lang lang, const Choice& choice) {
  std::string chips;
  for (std::size_t i = 0; i < why_words.size(); ++i)
    chips +=
        fmt::format("<input type=\"checkbox\" name=\"r{0}\" id=\"r{0}\" value=\"1\"{1}><label for=\"r{0}\">{2}</label>",
                    i + 1, choice.reasons[i] ? " checked" : "", pick(lang, why_words[i].value, why_words[i].en));
  return fmt::format(
      "<fieldset class=\"why\"><legend>{}</legend><div class=\"chips\">{}</div><label class=\"say\" "
      "for=\"text\">{}</label>"
      "<textarea id=\"text\" name=\"text\" maxlength=\"500\" rows=\"3\">{}</textarea></fieldset>",
      pick(lang, "哪里不满意？选一项或写一句", "What went wrong? Choose or write"), chips,
      pick(lang, "可以写得具体些，也可以不写", "More in your own words, if you like"), escaped(choice.text));
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) switch (letter) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default: safe += letter;
    }
  return safe;
}

std::string form(const Facts& facts, const Choice& choice, const std::string& problem) {
  const Lang lang = facts.lang;
  const std::string told =
      problem.empty() ? "" : fmt::format("<p class=\"problem\" role=\"alert\">{}</p>", escaped(problem));
  return page(
      lang, facts.big,
      fmt::format(
          "{}<main>{}{}<form method=\"post\" action=\"/rate/{}?lang={}{}\"><input type=\"hidden\" name=\"once\" "
          "value=\"{}\"><h1 id=\"q\">{}</h1><div class=\"levels\" role=\"radiogroup\" aria-labelledby=\"q\">{}{}</div>"
          "<button type=\"submit\">{}</button></form><p class=\"note\">{}</p></main>",
          head(facts), place(facts), told, escaped(facts.token), pick(lang, "zh", "en"), facts.big ? "&amp;big=1" : "",
          escaped(facts.seal), pick(lang, "这次办事，您满意吗？", "Are you satisfied with this visit?"),
          level_rows(lang, choice), why_part(lang, choice), pick(lang, "提交评价", "Send"),
          pick(lang, "不用登录，不记手机号。窗口人员看不到是谁评的。不评价也不影响您办事。",
               "No sign-in, no phone number. The window's staff cannot see who rated. Not rating changes nothing for "
               "you.")));
}

std::string thanks(const Facts& facts, const Choice& choice, const std::string& number) {
  const Lang lang = facts.lang;
  const auto& level = levels[static_cast<std::size_t>(choice.level - 1)];
  return page(lang, facts.big,
              fmt::format("{}<main>{}<h1 class=\"done\" role=\"status\">{}</h1><p>{}<b>{}</b></p><p>{}{}</p><p class="
                          "\"note\">{}</p></main>",
                          head(facts), place(facts), pick(lang, "已收到，谢谢。", "Received, thank you."),
                          pick(lang, "您的评价：", "Your rating: "), pick(lang, level.value, level.en),
                          pick(lang, "编号：", "Number: "), escaped(number),
                          choice.bad() ? pick(lang, "不满意的，会有人核实。还有话说，请打 12345。",
                                              "What you were not satisfied with is looked into. For more, call 12345.")
                                       : pick(lang, "还有话说，请打 12345。", "For more, call 12345.")));
}

std::string sentence(Lang lang, const Text& text) {
  return page(lang, false, fmt::format("<main><h1 class=\"done\">{}</h1></main>", escaped(text.in(lang))));
}

std::string_view style() {
  return R"(*{box-sizing:border-box}
html{font-size:18px;color-scheme:light dark;--ink:#16202a;--soft:#44515d;--paper:#fff;--line:#7d8994;--main:#1b5e87;--on:#fff;--met:#17694a;--watch:#855600;--short:#a61e1a}
html.big{font-size:30px}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
header,main{max-width:640px;margin:0 auto;padding:12px 16px}
header{display:flex;flex-wrap:wrap;align-items:center;gap:8px;border-bottom:1px solid var(--line)}
header b{font-size:1.1rem}
nav{margin-left:auto;display:flex;gap:8px}
nav a{min-height:44px;padding:6px 14px;border:1px solid var(--line);border-radius:6px;color:var(--ink);text-decoration:none}
.where{border-left:3px solid var(--main);padding-left:12px;color:var(--soft)}
.where b{color:var(--ink)}
h1{font-size:1.25rem;margin:16px 0 10px}
.levels>input,.chips>input{position:absolute;opacity:0;width:1px;height:1px}
.lv{display:flex;align-items:center;gap:14px;min-height:60px;margin-bottom:10px;padding:8px 14px;border:1.5px solid var(--line);border-radius:8px;font-size:1.1rem;cursor:pointer}
.lv svg{width:34px;height:34px;flex:none;fill:none;stroke:currentColor;stroke-width:2.2}
.t1,.t2{--tone:var(--met)}.t3{--tone:var(--watch)}.t4,.t5{--tone:var(--short)}
.lv svg{color:var(--tone)}
input:checked+.lv{border:3px solid var(--tone);font-weight:600}
input:checked+.lv::after{content:"✓";margin-left:auto}
input:focus-visible+label,nav a:focus-visible,button:focus-visible,textarea:focus-visible{outline:3px solid var(--main);outline-offset:2px}
.why{display:none;border:0;margin:12px 0 0;padding:0}
#l4:checked~.why,#l5:checked~.why{display:block}
legend{font-weight:600;padding:0}
.chips{display:flex;flex-wrap:wrap;gap:10px;margin-top:8px}
.chips label{display:flex;align-items:center;min-height:60px;padding:6px 16px;border:1.5px solid var(--line);border-radius:30px;cursor:pointer}
.chips input:checked+label{border:3px solid var(--short);font-weight:600}
.chips input:checked+label::before{content:"✓ "}
.say{display:block;margin-top:12px;color:var(--soft)}
textarea{width:100%;padding:10px 12px;border:1.5px solid var(--line);border-radius:8px;font:inherit;background:var(--paper);color:var(--ink)}
button{width:100%;min-height:60px;margin-top:18px;border:0;border-radius:8px;background:var(--main);color:var(--on);font:inherit;font-size:1.1rem;font-weight:600;cursor:pointer}
.note{color:var(--soft)}
.problem{border:2px solid var(--short);border-radius:8px;padding:10px 14px;color:var(--short);font-weight:600}
@media (prefers-color-scheme:dark){html{--ink:#e7ecf0;--soft:#b6c1ca;--paper:#192127;--line:#74828e;--main:#7cb8dd;--on:#0b1a24;--met:#6cc79b;--watch:#e2b04c;--short:#ff9184}}
)";
}

}  // namespace hallbook::service::rating_page
