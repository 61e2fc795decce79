#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

TEST(Service, speed_counts_for_work_on_cores_and_not_for_waits) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 1, "speed": 4,
                              "operations": {"pay": [{"cpu": "10ms"}, {"wait": "10ms"}]}})",
  });
  EXPECT_EQ(longest(measured), 2500us + 10ms);
  EXPECT_EQ(spent(measured, "bank.cpu"), 2500us);
}

TEST(Service, nodes_are_asked_in_proportion_to_their_weights) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 3, "weights": [3, 1, 4], "balance": "weighted",
                              "operations": {"pay": []}})",
      .load = payers(80),
  });
  EXPECT_EQ(node(measured, "bank/0").served, 30);
  EXPECT_EQ(node(measured, "bank/1").served, 10);
  EXPECT_EQ(node(measured, "bank/2").served, 40);
}

TEST(Service, its_availability_is_the_share_of_answers_that_do_not_fail_after_the_same_work) {
  const auto told = [](const std::string& availability) {
    return Told{.services = R"("bank": {"availability": ")" + availability +
                            R"(", "operations": {"pay": [{"cpu": "1ms"}]}})",
                .load = payers(1000)};
  };
  EXPECT_EQ(flow(happened(told("100%"))).intents.approved, 1000);
  EXPECT_EQ(flow(happened(told("0%"))).intents.failed, 1000);
  EXPECT_EQ(spent(happened(told("0%")), "bank.cpu"), 1s);
  // Binomial: sigma = sqrt(1000 * 0.9 * 0.1) = 9.5; 4.5 sigma.
  EXPECT_NEAR(static_cast<double>(flow(happened(told("90%"))).intents.approved), 900, 43);
}

TEST(Service, an_external_party_serves_as_many_at_once_as_come) {
  const auto measured = happened({
      .services = R"("bank": {"external": true, "operations": {"pay": [{"wait": "10ms"}]}})",
      .load = payers(1000),
  });
  EXPECT_EQ(shortest(measured), 10ms);
  EXPECT_EQ(longest(measured), 10ms);
  EXPECT_EQ(station(measured, "bank").nodes.size(), 1U);
  EXPECT_TRUE(station(measured, "bank").external);
}

TEST(Service, messages_take_time_between_zones_and_none_to_an_external_party) {
  const auto measured = happened({
      .services = R"("shop": {"zones": ["b"], "operations": {"pay": [{"call": "bank.pay"}]}},
                     "bank": {"external": true, "operations": {"pay": [{"wait": "10ms"}]}})",
      .flows = R"("pay": {"entry": "shop.pay", "from": "a"})",
      .further = R"(, "zones": {"a": {}, "b": {}}, "network": {"same_region": "3ms"})",
  });
  EXPECT_EQ(longest(measured), 3ms + 10ms + 3ms);
  EXPECT_EQ(spent(measured, "network"), 6ms);
}

TEST(Service, the_loss_of_every_zone_leaves_an_external_party_alone) {
  const auto measured = happened({
      .services = R"("shop": {"operations": {"pay": []}},
                     "bank": {"external": true, "operations": {"pay": []}})",
      .load = payers(3),
      .failures = R"({"at": "0s", "lose": "zone:a"})",
      .further = R"(, "zones": {"a": {}})",
  });
  EXPECT_EQ(flow(measured).intents.approved, 3);
}

}  // namespace
}  // namespace models
