#include "journal/derived_key.h"

#include <fmt/format.h>

#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/files/disk.h"

namespace hallbook::journal {

Result<std::string> derived_key(const KeyRing& keys, std::string_view purpose) {
  const auto bytes = files::read_file(keys.file(), 4096);
  if (!keys.has_master() || !bytes)
    return refuse(RefusalCode::unavailable,
                  {fmt::format("没有主密钥 {}。请把备份的主密钥放回原处。", keys.file().string()),
                   fmt::format("the master key {} is not there; put its backup back.", keys.file().string())});
  return crypto::hmac_sm3(*bytes, purpose).hex();
}

}  // namespace hallbook::journal
