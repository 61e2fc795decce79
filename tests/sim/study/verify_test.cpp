#include "sim/study/verify.h"

#include <fstream>
#include <gtest/gtest.h>

#include "tests/sim/study/steady.h"

namespace sim {
namespace {

bool always() {
  return true;
}

TEST(Verify, a_run_is_the_same_when_it_is_done_again) {
  const auto scenario = steady(R"("duration": "1000s")");
  for (const std::uint64_t replication : {0U, 1U, 99U})
    EXPECT_EQ(find_difference(scenario, replication, always), std::nullopt);
}

// The one thing outside of a run that it reads while it goes on.
void write_recording(const std::string& path, int last) {
  std::ofstream out(path);
  out << "at\n";
  for (int i = 0; i < 100; ++i) out << (i < 99 ? i : last) << "\n";
}

TEST(Verify, says_which_event_was_the_first_that_differed) {
  const std::string path = testing::TempDir() + "verify.csv";
  write_recording(path, 99);
  const auto scenario =
      models::scenario_of(R"({"run": {"duration": "200s"},
      "services": {"bank": {"operations": {"pay": [{"wait": "1ms"}]}}},
      "flows": {"pay": {"entry": "bank.pay"}},
      "load": [{"flow": "pay", "recorded": ")" +
                          path + R"(", "columns": {"at": "at"}, "zero": "as_given"}]})");
  int asked = 0;
  const auto changes = [&] {
    write_recording(path, 100 + asked++);
    return true;
  };
  const auto difference = find_difference(scenario, 0, changes);
  ASSERT_TRUE(difference);
  EXPECT_NE(difference->find("Replication 1 was not the same"), std::string::npos) << *difference;
  EXPECT_NE(difference->find("bank"), std::string::npos) << *difference;
}

}  // namespace
}  // namespace sim
