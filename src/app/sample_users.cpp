#include "app/sample_users.h"

#include <fmt/format.h>

#include "app/session.h"
#include "app/terminal.h"
#include "base/ensure.h"
#include "identity/user_ops.h"
#include "platform/crypto/password.h"

namespace hallbook::app {
namespace {

using identity::Role;

constexpr SampleUser people[] = {
    {"zhang", "张敏（示例）", Role::clerk},
    {"li", "李倩（示例）", Role::staff},
    {"zhao", "赵琳（示例）", Role::finance},
    {"feng", "冯远（示例）", Role::finance},
    {"chen", "陈立（示例）", Role::director},
    {"sun", "孙浩（示例）", Role::inspector},
    {"zhou", "周凯（示例）", Role::it},
    {"wu", "吴静（示例）", Role::auditor},
    {"qian", "钱峰（示例）", Role::administrator},
};
// Every role once, finance twice: who approves does not pay.
static_assert(std::size(people) == identity::role_count + 1);

}  // namespace

std::span<const SampleUser> sample_users() { return people; }
std::string_view sample_password() { return "Shili-2026"; }

Result<> add_sample_users(journal::DataDir& data, const identity::Unit& unit) {
  ensure(unit.sample, "sample sign-ins belong to sample units only");
  const auto phc = crypto::PasswordHasher{1, 0}.hash(sample_password());
  if (!phc) return std::unexpected{phc.error()};
  return data.write([&](journal::Books& books) -> Result<> {
    for (const SampleUser& person : people) {
      const identity::NewUser user{std::string{person.name}, std::string{person.display_name}, {person.role}};
      if (auto added = identity::add_user(books, {unit.id, cli_actor(), now(), {}}, user, *phc, false); !added)
        return std::unexpected{added.error()};
    }
    return {};
  });
}

std::string sample_sign_ins(journal::DataDir& data, const identity::Unit& unit, Lang lang) {
  if (!unit.sample) return {};
  Table table{{{"登录名", "name"}, {"姓名", "person"}, {"职责", "role"}}};
  auto tx = data.read();
  std::size_t found = 0;
  for (const SampleUser& person : people) {
    const auto user = identity::find_user(tx, person.name);
    if (!user || user->closed_at || user->unit != unit.id) continue;
    table.add({user->name, user->display_name, identity::role_title(person.role).in(lang)});
    ++found;
  }
  if (found == 0) return {};
  return fmt::format(fmt::runtime(lang == Lang::zh ? "\n示例登录名（密码都是 {}；只用于示例数据）：\n{}"
                                                   : "\nSample sign-ins (password of all: {}; sample data only):\n{}"),
                     sample_password(), table.text(lang));
}

}  // namespace hallbook::app
