// R-IDN-40 to R-IDN-48: what the guard lets through.
#include <gtest/gtest.h>

#include "identity/identity_fixture.h"

namespace hallbook::identity {

TEST(Gateway, SignsInAndOut) {
  TestGate hall;
  Browser browser{hall.gate};
  EXPECT_EQ(browser.get("/session").status, 401);
  const auto in = browser.sign_in("clerk");
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(body_of(in).at("user").at("name").string(), "clerk");
  EXPECT_EQ(body_of(in).at("user").at("unit").at("code").string(), "HALL");
  EXPECT_EQ(browser.get("/session").status, 200);
  EXPECT_EQ(browser.del("/session").status, 204);
  EXPECT_EQ(browser.get("/session").status, 401);
}

}  // namespace hallbook::identity
