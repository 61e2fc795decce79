#include "models/explain/offered_work.h"

#include <gtest/gtest.h>

#include "tests/models/small_world.h"

namespace models {
namespace {

// 10/s of which all look up what takes a bank with 1 core 30 ms.
constexpr const char* kCached = R"({"run": {"duration": "10s"}, "caches": {"rates": 1},
    "services": {
      "gateway": {"operations": {"pay": [{"cache": "rates", "steps": [{"call": "bank.ask"}]}]}},
      "bank": {"cores": 1, "operations": {"ask": [{"cpu": "30ms"}]}}},
    "flows": {"pay": {"entry": "gateway.pay"}}, "load": [{"flow": "pay", "rate": "10/s"}]})";

TEST(OfferedWork, behind_a_cold_cache_is_that_of_all_and_behind_a_full_one_none) {
  const Scenario scenario = scenario_of(kCached);
  EXPECT_DOUBLE_EQ(offered_work(scenario, Caches::cold).services.at(0).work, 0.3);
  EXPECT_EQ(offered_work(scenario, Caches::cold).services.at(0).service, "bank");
  EXPECT_EQ(offered_work(scenario, Caches::full).services.at(0).work, 0);
  EXPECT_DOUBLE_EQ(offered_work(scenario, Caches::full).services.at(1).calls, 10);
}

TEST(OfferedWork, of_consumers_is_that_of_all_messages) {
  const Scenario scenario = scenario_of(R"({"run": {"duration": "10s"}, "services": {
      "gateway": {"operations": {"pay": [{"publish": "settlement"}, {"publish": "settlement"}]}},
      "bank": {"cores": 1, "operations": {"post": [{"cpu": "30ms"}]}}},
    "queues": {"settlement": {"consumers": {"call": "bank.post"}}},
    "flows": {"pay": {"entry": "gateway.pay"}}, "load": [{"flow": "pay", "rate": "10/s"}]})");
  EXPECT_DOUBLE_EQ(offered_work(scenario, Caches::cold).services.at(0).work, 0.6);
}

}  // namespace
}  // namespace models
