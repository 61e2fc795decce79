// Parts of a flow's payments, measured by themselves because an objective speaks of them: by hand,
// ten payments a second come to a bank that takes 20 ms.
#include <gtest/gtest.h>
#include <string>

#include "tests/models/small_world.h"

namespace models {
namespace {

std::string bank(
    const std::string& objectives, const std::string& rest = "",
    const std::string& load = R"({"flow": "pay", "rate": "10/s", "arrivals": "steady"})",
    const std::string& run = R"("duration": "10s")") {
  return R"({"run": {)" + run + R"(},
    "services": {"bank": {"nodes": 2, "operations": {"pay": [{"wait": "20ms"}]}}},
    "flows": {"pay": {"entry": "bank.pay", "timeout": "1s"}},
    "load": [)" +
         load + R"(], )" + rest + R"("objectives": [)" + objectives + "]}";
}

const sim::FlowMeasurements& slice(const sim::Measurements& measured, const std::string& name) {
  return detail::called(flow(measured).slices, name);
}

const std::string kDown = R"("failures": [{"at": "2s", "for": "3s", "crash": "bank"}], )";

TEST(Slice, is_measured_only_where_an_objective_speaks_of_it) {
  EXPECT_TRUE(flow(run(bank(""))).slices.empty());
  EXPECT_TRUE(flow(run(bank(R"("pay p50 <= 1s", "bank stay_mean <= 1s")"))).slices.empty());
  EXPECT_EQ(flow(run(bank(R"("pay p50 <= 1s during crash bank", "pay p99 <= 1s during crash bank")",
                          kDown)))
                .slices.size(),
            1U);
}

TEST(Slice, during_a_failure_has_the_payments_due_while_it_goes_on) {
  const auto measured = run(bank(R"("pay failed <= 0 during crash bank")", kDown));
  const auto& during = slice(measured, "during crash bank");
  EXPECT_EQ(during.intents.offered, 30);
  EXPECT_EQ(during.intents.failed, 30);
  EXPECT_EQ(during.time, 3s);
  EXPECT_EQ(during.reasons.at("no_node"), 30);
  EXPECT_EQ(flow(measured).intents.failed, 30);
  EXPECT_EQ(flow(measured).intents.good, 70);
}

TEST(Slice, during_a_failure_has_its_own_downtime_and_latency) {
  const auto measured = run(bank(R"("pay p50 <= 1s during slow bank")",
                                 R"("failures": [{"at": "2s", "for": "3s", "slow": "bank",
                                                  "factor": 10}], )"));
  const auto& during = slice(measured, "during slow bank");
  EXPECT_EQ(during.latency.max(), 200ms);
  EXPECT_EQ(during.latency.count(), during.intents.offered);
  EXPECT_EQ(during.outages.judged, 3);
  EXPECT_EQ(during.outages.down, 0);
}

TEST(Slice, after_recovery_leaves_out_the_time_that_recovery_may_take) {
  const auto measured = run(bank(R"("pay failed <= 0 after recovery within 2s",
                                     "pay failed <= 0 after crash bank within 0s")",
                                 kDown));
  const auto& recovered = slice(measured, "after recovery within 2s");
  EXPECT_EQ(recovered.intents.offered, 30);
  EXPECT_EQ(recovered.intents.approved, 30);
  EXPECT_EQ(recovered.time, 3s);
  EXPECT_EQ(slice(measured, "after crash bank within 0s").time, 5s);
}

TEST(Slice, of_an_event_that_does_not_happen_in_time_is_empty) {
  const auto measured = run(
      bank(R"("pay failed <= 0 during crash bank", "pay failed <= 0 after recovery within 60s")",
           kDown));
  EXPECT_EQ(slice(measured, "after recovery within 1min").intents.offered, 0);
  EXPECT_EQ(slice(measured, "after recovery within 1min").time, 0s);
}

TEST(Slice, does_not_count_the_warm_up) {
  const auto measured = run(bank(R"("pay failed <= 0 during crash bank")", kDown,
                                 R"({"flow": "pay", "rate": "10/s", "arrivals": "steady"})",
                                 R"("duration": "10s", "warmup": "4s")"));
  EXPECT_EQ(slice(measured, "during crash bank").time, 1s);
  EXPECT_EQ(slice(measured, "during crash bank").intents.offered, 10);
}

TEST(Slice, of_an_operation_is_as_long_as_that_takes) {
  const auto measured =
      run(bank(R"("pay failed <= 0 during deploy bank")",
               R"("operations": [{"at": "1s", "deploy": "bank", "restart": "1500ms"}], )"));
  EXPECT_EQ(measured.timeline_events.front().what, "deploy bank");
  EXPECT_EQ(slice(measured, "during deploy bank").time,
            *measured.timeline_events.front().until - measured.timeline_events.front().at);
}

TEST(Slice, of_nodes_that_fail_again_and_again_follows_all_of_them_or_one) {
  const auto measured = run(
      bank(R"("pay failed <= 0 during crash bank", "pay failed <= 0 during crash bank/0",
                  "pay failed <= 0 during crash bank/1")",
           R"("failures": [{"mtbf": "2s", "mttr": "500ms", "crash": "bank/*"}], )",
           R"({"flow": "pay", "rate": "10/s", "arrivals": "steady"})", R"("duration": "100s")"));
  const auto time = [&](const std::string& name) { return *slice(measured, name).time; };
  sim::Duration each{};
  for (const auto& event : measured.timeline_events)
    each += event.until.value_or(measured.end) - event.at;
  EXPECT_EQ(time("during crash bank/0") + time("during crash bank/1"), each);
  EXPECT_LT(time("during crash bank"), each);
  EXPECT_GT(time("during crash bank"), time("during crash bank/0"));
}

TEST(Slice, is_followed_beyond_the_events_that_are_kept_in_detail) {
  const auto measured = run(
      bank(R"("pay failed <= 0 during slow bank/0")",
           R"("failures": [{"mtbf": "10ms", "mttr": "10ms", "slow": "bank/0"}], )",
           R"({"flow": "pay", "rate": "10/s", "arrivals": "steady"})", R"("duration": "100s")"));
  EXPECT_GT(measured.events_left_out, 4000);
  EXPECT_NEAR(sim::to_seconds(*slice(measured, "during slow bank/0").time), 50, 3);
}

const std::string kTwoClasses =
    R"({"flow": "pay", "rate": "10/s", "arrivals": "steady"},
       {"flow": "pay", "class": "vip", "rate": "5/s", "arrivals": "steady"},
       {"flow": "pay", "class": "batch", "population": 3, "think": "1s"})";

TEST(Slice, of_a_class_has_the_payments_of_its_loads) {
  const auto measured =
      run(bank(R"("pay class vip p50 <= 1s", "pay class batch p50 <= 1s")", "", kTwoClasses));
  const auto& vip = slice(measured, "class vip");
  const auto& batch = slice(measured, "class batch");
  EXPECT_EQ(vip.intents.offered, 50);
  EXPECT_EQ(batch.intents.offered, 27);
  EXPECT_EQ(flow(measured).intents.offered, 100 + 50 + 27);
  EXPECT_EQ(vip.time, 10s);
}

TEST(Slice, of_a_class_and_a_part_of_the_time_has_what_is_of_both) {
  const auto measured =
      run(bank(R"("pay class vip failed <= 0 during crash bank")", kDown, kTwoClasses));
  EXPECT_EQ(slice(measured, "class vip during crash bank").intents.offered, 15);
  EXPECT_EQ(slice(measured, "class vip during crash bank").intents.failed, 15);
}

TEST(Slice, changes_nothing_in_the_history_of_a_run) {
  const auto without = run(bank("", kDown, kTwoClasses));
  const auto with =
      run(bank(R"("pay class vip failed <= 0 during crash bank")", kDown, kTwoClasses));
  EXPECT_EQ(with.fingerprint, without.fingerprint);
  EXPECT_EQ(with.events, without.events);
}

}  // namespace
}  // namespace models
