#include "sim/report/bottleneck.h"

#include <gtest/gtest.h>

#include "tests/sim/report/synthetic_run.h"

namespace sim {
namespace {

ServiceReport service(const char* name, double cores, double threads, bool external = false) {
  ServiceReport report;
  report.name = name;
  report.external = external;
  report.utilization.estimate = cores;
  report.thread_utilization.estimate = threads;
  return report;
}

TEST(Bottleneck, is_what_is_used_most_and_the_next_one_is_named) {
  Report report;
  report.services = {service("gateway", 0.4, 0.9), service("risk", 0.7, 0.2)};

  const Bottleneck bottleneck = find_bottleneck(report, Measurements{});

  EXPECT_EQ(bottleneck.usage, (Usage{"gateway", Resource::threads, 0.9}));
  EXPECT_EQ(bottleneck.runner_up, (Usage{"risk", Resource::cores, 0.7}));
}

TEST(Bottleneck, is_never_an_external_party_but_time_may_go_there) {
  Report report;
  report.services = {service("bank", 1.0, 1.0, true), service("gateway", 0.4, 0.1)};
  report.time_spent = {{"bank.wait", 0.3}, {"gateway.cpu", 0.1}};

  const Bottleneck bottleneck = find_bottleneck(report, Measurements{});

  EXPECT_EQ(bottleneck.usage->service, "gateway");
  EXPECT_EQ(bottleneck.most, (PlaceReport{"bank.wait", 0.3}));
  EXPECT_DOUBLE_EQ(bottleneck.most_share, 0.75);
  EXPECT_TRUE(bottleneck.most_is_external);
}

TEST(Bottleneck, a_service_whose_name_begins_like_an_external_one_is_not_external) {
  Report report;
  report.services = {service("bank", 0, 0, true), service("bank-gate", 0.1, 0.1)};
  report.time_spent = {{"bank-gate.cpu", 0.3}};
  EXPECT_FALSE(find_bottleneck(report, Measurements{}).most_is_external);
}

TEST(Bottleneck, the_busiest_window_is_found_after_the_warm_up) {
  const auto run = run_of(
      20, [](std::size_t i) { return Second{.busy_cores = i == 2    ? 4
                                                          : i == 12 ? 3
                                                                    : 1}; }, 5s);

  const Bottleneck bottleneck = find_bottleneck(Report{}, run);

  EXPECT_EQ(bottleneck.highest, (Usage{"ledger", Resource::cores, 0.75}));
  EXPECT_EQ(bottleneck.highest_at, 12.0);
}

TEST(Bottleneck, there_is_none_without_limits) {
  Report report;
  report.services.emplace_back().name = "gateway";
  EXPECT_FALSE(find_bottleneck(report, Measurements{}).usage);
}

}  // namespace
}  // namespace sim
