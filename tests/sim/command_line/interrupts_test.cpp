// Ctrl-C, once and twice. The scenarios have no end that anybody would see, and a signal is sent
// when progress is shown: then the simulation is under way.
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/command_line/headroom.h"

namespace sim::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class Interrupt : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_terminals()) GTEST_SKIP() << "there are no pseudo-terminals here";
  }
  Ended interrupted(std::vector<std::string> arguments, int signal = SIGINT) const {
    Headroom process({.arguments = std::move(arguments), .on_terminal = true});
    process.wait_for_progress();
    process.send(signal);
    return process.wait();
  }
  TemporaryFolder folder_;
  std::string scenario_ = folder_.with("a.json", endless_bank());
};

TEST_F(Interrupt, ends_a_run_with_130_and_the_report_of_what_there_is) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Ended ended = interrupted({"run", scenario_}, signal);
    EXPECT_EQ(ended.code, 130);
    EXPECT_THAT(ended.out, HasSubstr("interrupted"));
  }
}

TEST_F(Interrupt, of_a_run_keeps_what_it_was_to_write) {
  const Ended ended = interrupted(
      {"run", scenario_, "--record", folder_.file("load.csv"), "--out", folder_.file("results")});
  EXPECT_EQ(ended.code, 130);
  EXPECT_THAT(folder_.names(), UnorderedElementsAre("a.json", "load.csv", "results"));
  EXPECT_THAT(content_of(folder_.file("results/report.json")), HasSubstr("interrupted"));
}

TEST_F(Interrupt, ends_a_check_with_130_and_leaves_out_what_comes_after) {
  const auto after = folder_.with("b.json", bank());
  const Ended ended = interrupted({"check", scenario_, after});
  EXPECT_EQ(ended.code, 130);
  EXPECT_THAT(ended.out, HasSubstr("1 scenario"));
}

TEST_F(Interrupt, ends_a_comparison_with_130_and_no_claim) {
  const Ended ended = interrupted({"compare", scenario_, scenario_});
  EXPECT_EQ(ended.code, 130);
  EXPECT_EQ(ended.out, "");
}

// Both signals wait while the process is stopped, so that it has no time to end in between.
TEST_F(Interrupt, twice_ends_at_once_and_leaves_no_file_half_written) {
  Headroom process(
      {.arguments = {"run", scenario_, "--jobs", "1", "--record", folder_.file("load.csv")},
       .on_terminal = true});
  process.wait_for_progress();
  EXPECT_EQ(folder_.names().size(), 2U);
  process.stop();
  process.send(SIGINT);
  process.send(SIGTERM);
  process.send(SIGCONT);
  const Ended ended = process.wait();
  EXPECT_TRUE(ended.signal == SIGINT || ended.signal == SIGTERM) << ended.code;
  EXPECT_EQ(ended.out, "");
  EXPECT_THAT(folder_.names(), ElementsAre("a.json"));
}

}  // namespace
}  // namespace sim::testing
