// Failures that do not come alone: of one cause, or in bursts.
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <string>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

// A bank of ten nodes and two shops, which nobody asks anything.
sim::Measurements shared(const std::string& failure, const std::string& duration = "10s",
                         const std::string& rest = "") {
  return run(R"({"run": {"duration": ")" + duration + R"("}, "services": {
      "bank": {"nodes": 10, "operations": {"pay": []}},
      "shop": {"nodes": 2, "operations": {"pay": []}}},
      "flows": {"pay": {"entry": "bank.pay"}},
      "load": [{"flow": "pay", "rate": "1/s", "arrivals": "steady"}],
      "failures": [)" +
             failure + "]" + rest + "}");
}

// Seconds in which a node could serve.
double in_service(const sim::Measurements& measured, const std::string& label) {
  return static_cast<double>(node(measured, label).in_service.area) / 1e9;
}

TEST(OneCause, crashes_all_that_a_list_names_at_once) {
  const auto measured =
      shared(R"({"at": "2s", "for": "3s", "crash": ["bank/4", "shop/*", "bank/4"]})");
  for (const char* const victim : {"bank/4", "shop/0", "shop/1"})
    EXPECT_DOUBLE_EQ(in_service(measured, victim), 7) << victim;
  EXPECT_DOUBLE_EQ(in_service(measured, "bank/5"), 10);
  ASSERT_EQ(measured.timeline_events.size(), 1U);
  EXPECT_EQ(measured.timeline_events[0].what, "crash bank/4, shop/*, bank/4");
}

TEST(OneCause, crashes_all_nodes_of_a_zone_which_can_still_be_reached) {
  const auto measured = shared(R"({"at": "2s", "for": "3s", "crash": "zone:a"})", "10s",
                               R"(, "zones": {"a": {"region": "r"}, "b": {"region": "r"}})");
  EXPECT_DOUBLE_EQ(in_service(measured, "bank/0"), 7);
  EXPECT_DOUBLE_EQ(in_service(measured, "shop/0"), 7);
  EXPECT_DOUBLE_EQ(in_service(measured, "bank/1"), 10);
}

TEST(OneCause, that_comes_again_and_again_has_one_clock_for_all) {
  const auto measured =
      shared(R"({"mtbf": "2s", "mttr": "500ms", "together": true, "crash": ["bank/*", "shop/0"]})",
             "100s");
  ASSERT_GT(measured.timeline_events.size(), 20U);
  for (const auto& event : measured.timeline_events) EXPECT_EQ(event.what, "crash bank/*, shop/0");
  for (const char* const victim : {"bank/1", "bank/9", "shop/0"})
    EXPECT_DOUBLE_EQ(in_service(measured, victim), in_service(measured, "bank/0")) << victim;
  EXPECT_LT(in_service(measured, "bank/0"), 100);
}

TEST(Victims, of_a_list_fail_by_themselves_if_they_have_no_cause_in_common) {
  const auto measured =
      shared(R"({"mtbf": "2s", "mttr": "500ms", "crash": ["bank/0", "shop/0"]})", "100s");
  std::map<std::string, int> count;
  for (const auto& event : measured.timeline_events) ++count[event.what];
  EXPECT_GT(count["crash bank/0"], 10);
  EXPECT_GT(count["crash shop/0"], 10);
  EXPECT_EQ(count.size(), 2U);
}

// Failures of ten nodes with an MTBF of 10000 s each: one every 1000 s. The others of a burst come
// within a second, and of two that do not belong together only one in a thousand does.
struct Seen {
  double failures = 0;
  double in_bursts = 0;
};

Seen seen(const std::string& burst) {
  const auto measured =
      shared(R"({"mtbf": "10000s", "mttr": "1s", "crash": "bank/*")" + burst + "}", "150000s");
  EXPECT_EQ(measured.events_left_out, 0);
  const auto& events = measured.timeline_events;
  Seen all{.failures = static_cast<double>(events.size())};
  for (std::size_t i = 0; i < events.size(); ++i) {
    const bool after = i > 0 && events[i].at - events[i - 1].at < 2s;
    const bool before = i + 1 < events.size() && events[i + 1].at - events[i].at < 2s;
    if (after || before) ++all.in_bursts;
  }
  return all;
}

// 150 failures are expected. With 37 % of them in pairs their number varies as that of 150 * 0.815
// lots, of a mean square of (0.63 + 0.185 * 4) / 0.815.
TEST(Bursts, leave_the_number_of_failures_as_it_is) {
  EXPECT_NEAR(seen("").failures, 150, 4.5 * std::sqrt(150));
  EXPECT_NEAR(seen(R"(, "burst": {"within": "1s"})").failures, 150, 4.5 * std::sqrt(150 * 1.37));
}

TEST(Bursts, have_the_share_of_failures_that_they_are_told_to_have) {
  EXPECT_LE(seen("").in_bursts, 4);
  const Seen pairs = seen(R"(, "burst": {"share": "37%", "within": "1s"})");
  const double lots = pairs.failures * 0.815;
  const double begins = 0.185 / 0.815;
  EXPECT_NEAR(pairs.in_bursts, 0.37 * pairs.failures,
              4.5 * 2 * std::sqrt(lots * begins * (1 - begins)) + 4);
}

TEST(Bursts, can_be_of_all_there_are_and_no_more) {
  const auto measured = shared(
      R"({"mtbf": "1000s", "mttr": "100s", "crash": "shop/*",
          "burst": {"share": "100%", "size": 9, "within": "0s"}})",
      "20000s");
  ASSERT_GT(measured.timeline_events.size(), 10U);
  for (std::size_t i = 0; i + 1 < measured.timeline_events.size(); i += 2)
    EXPECT_EQ(measured.timeline_events[i].at, measured.timeline_events[i + 1].at);
}

TEST(LockService, is_lost_when_all_its_nodes_are) {
  const auto measured =
      run(Bank{.steps = R"({"lock": "account", "wait": "40ms", "steps": [{"wait": "20ms"}]})",
               .load = R"({"flow": "pay", "rate": "10/s", "arrivals": "steady",
                  "keys": {"payer": {"uniform": 1000}}})",
               .rest = R"("locks": {"account": {"nodes": 3, "lease": "1s", "when_lost": "closed"}},
                 "failures": [{"at": "5s", "crash": "account/*"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 50);
  EXPECT_EQ(flow(measured).intents.failed, 50);
}

}  // namespace
}  // namespace models
