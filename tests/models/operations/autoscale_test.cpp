// Looks every second unless told otherwise; half of the cores should be busy; nodes of one core
// start in 500 ms.
#include <gtest/gtest.h>
#include <string>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

// Of `work` each, ten a second. `more` is said of the autoscaler.
sim::Measurements autoscaled(const std::string& work, const std::string& bounds,
                             const std::string& more = "", const std::string& of_bank = "") {
  return run(Bank{.bank = R"("cores": 1)" + of_bank,
                  .steps = R"({"cpu": ")" + work + "\"}",
                  .rest = R"("operations": [{"at": "0s", "autoscale": "bank", "busy": "50%",
                             "interval": "1s", "startup": "500ms", )" +
                          bounds + more + "}]"});
}

TEST(Autoscale, does_nothing_while_cores_are_about_as_busy_as_they_should_be) {
  EXPECT_TRUE(autoscaled("50ms", R"("min": 1, "max": 9)").timeline_events.empty());
  EXPECT_TRUE(autoscaled("54ms", R"("min": 1, "max": 9)").timeline_events.empty());
  EXPECT_FALSE(autoscaled("58ms", R"("min": 1, "max": 9)").timeline_events.empty());
}

TEST(Autoscale, adds_nodes_that_work_once_they_have_started) {
  const auto measured = autoscaled("80ms", R"("min": 1, "max": 9)");
  ASSERT_EQ(measured.timeline_events.size(), 1);
  EXPECT_EQ(measured.timeline_events.front().what, "autoscale bank to 2");
  EXPECT_EQ(measured.timeline_events.front().at, at(1s));
  EXPECT_FALSE(measured.timeline_events.front().is_failure);
  // From 1.5 s on they take turns: 85 payments, of which the last is still inside.
  EXPECT_NEAR(static_cast<double>(node(measured, "bank/1").served), 42.5, 1);
}

TEST(Autoscale, wants_as_many_as_would_be_busy_enough_but_no_more_than_the_most) {
  const auto free = autoscaled("95ms", R"("min": 1, "max": 9)", "", R"(, "nodes": 1)");
  EXPECT_EQ(free.timeline_events.front().what, "autoscale bank to 2");
  const auto full = autoscaled("250ms", R"("min": 1, "max": 4)", "", R"(, "nodes": 3)");
  EXPECT_EQ(full.timeline_events.front().what, "autoscale bank to 4");
  EXPECT_EQ(station(full, "bank").nodes.size(), 4);
}

TEST(Autoscale, has_no_fewer_than_the_least) {
  const auto measured = autoscaled("50ms", R"("min": 3, "max": 9)");
  EXPECT_EQ(measured.timeline_events.front().what, "autoscale bank to 3");
  EXPECT_EQ(measured.timeline_events.front().at, at(1s));
}

TEST(Autoscale, takes_away_only_when_fewer_have_been_enough_for_long) {
  const auto measured =
      autoscaled("10ms", R"("min": 1, "max": 9)", R"(, "calm": "4s")", R"(, "nodes": 3)");
  ASSERT_EQ(measured.timeline_events.size(), 1);
  EXPECT_EQ(measured.timeline_events.front().what, "autoscale bank to 1");
  EXPECT_EQ(measured.timeline_events.front().at, at(4s));
  EXPECT_EQ(flow(measured).intents.approved, 100);
}

TEST(Autoscale, follows_the_load_up_and_down_again) {
  const auto measured =
      run(Bank{.bank = R"("cores": 1)",
               .steps = R"({"cpu": "20ms"})",
               .load = R"({"flow": "pay", "arrivals": "steady",
                       "rate": [["0s", "10/s"], ["3s", "10/s"], ["3s", "40/s"], ["6s", "40/s"],
                                ["6s", "10/s"]]})",
               .rest = R"("operations": [{"at": "0s", "autoscale": "bank", "busy": "50%", "min": 1,
                                      "max": 5, "interval": "1s", "startup": "0s",
                                      "calm": "2s"}])"});
  ASSERT_EQ(measured.timeline_events.size(), 2);
  EXPECT_EQ(measured.timeline_events[0].what, "autoscale bank to 2");
  EXPECT_EQ(measured.timeline_events[0].at, at(4s));
  EXPECT_EQ(measured.timeline_events[1].what, "autoscale bank to 1");
  EXPECT_EQ(measured.timeline_events[1].at, at(8s));
  EXPECT_EQ(flow(measured).intents.failed, 0);
}

TEST(Autoscale, counts_nodes_that_start_so_that_it_does_not_order_them_twice) {
  const auto measured =
      run(Bank{.bank = R"("cores": 1)",
               .steps = R"({"cpu": "80ms"})",
               .rest = R"("operations": [{"at": "0s", "autoscale": "bank", "busy": "50%", "min": 1,
                                      "max": 9, "interval": "1s", "startup": "5s"}])"});
  EXPECT_EQ(station(measured, "bank").nodes.size(), 2);
}

TEST(Autoscale, does_nothing_more_when_its_time_is_over) {
  const auto measured = autoscaled("80ms", R"("min": 1, "max": 9)", R"(, "for": "500ms")");
  EXPECT_TRUE(measured.timeline_events.empty());
}

}  // namespace
}  // namespace models
