#include <gtest/gtest.h>

#include "sim/report/writers.h"

#include "tests/sim/report/synthetic_run.h"

namespace sim {
namespace {

TEST(TimelineWriter, has_a_row_for_every_window) {
  const auto run = run_of(2, [](std::size_t i) {
    return i == 0 ? Second{} : Second{.offered = 90, .good = 60, .bad = 20, .busy_cores = 3};
  });
  EXPECT_EQ(write_timeline(run),
            "start,pay.offered,pay.good,pay.bad,pay.declined,pay.attempts,pay.p50,pay.p99,pay.max,"
            "under_way,ledger.busy,ledger.line\n"
            "0,100,100,0,0,100,,,,10,0.5,0.5\n"
            "1,90,60,20,0,100,,,,10,0.75,0.5\n");
}

TEST(TimelineWriter, leaves_out_percentiles_that_a_window_cannot_support) {
  auto run = run_of(1, [](std::size_t) { return Second{}; });
  for (int i = 0; i < 100; ++i) run.timeline.latency[0].record(kStart, 16ns);
  // 100 values are enough for p50, not for p99 (368).
  EXPECT_NE(write_timeline(run).find(",1.6e-08,,1.6e-08,"), std::string::npos)
      << write_timeline(run);
}

TEST(TimelineWriter, a_flow_that_ends_early_has_empty_windows) {
  auto run = run_of(1, [](std::size_t) { return Second{}; });
  run.timeline.under_way.push_back(0);
  EXPECT_NE(write_timeline(run).find("\n1,0,0,0,0,0,,,,0,,\n"), std::string::npos)
      << write_timeline(run);
}

TEST(TimelineWriter, names_with_commas_are_quoted) {
  auto run = run_of(0, [](std::size_t) { return Second{}; });
  run.flows[0].name = "pay, \"fast\"";
  EXPECT_TRUE(write_timeline(run).starts_with("start,\"pay, \"\"fast\"\".offered\","));
}

}  // namespace
}  // namespace sim
