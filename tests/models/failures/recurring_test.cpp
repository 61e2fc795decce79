// Failures that come again and again, by chance.
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

using Events = std::vector<sim::EventMeasurements>;

// For 100 s; after 200 events they are only counted.
sim::Measurements recurring(const std::string& failures, const std::string& of_bank = "") {
  return run(Bank{.bank = of_bank,
                  .run = R"("duration": "100s", "seed": 5)",
                  .rest = R"("failures": [)" + failures + "]"});
}

Events events_of(const sim::Measurements& measured, const std::string& what) {
  Events found;
  for (const auto& event : measured.timeline_events)
    if (event.what == what) found.push_back(event);
  return found;
}

std::vector<sim::Instant> beginnings(const Events& events) {
  std::vector<sim::Instant> all;
  for (const auto& event : events) all.push_back(event.at);
  return all;
}

constexpr const char* kCrashes = R"({"mtbf": "2s", "mttr": "500ms", "crash": "bank/*"})";

TEST(Recurring, a_node_is_up_and_down_in_turns) {
  const auto measured = recurring(kCrashes);
  const Events crashes = events_of(measured, "crash bank/*");
  ASSERT_GT(crashes.size(), 20);
  for (std::size_t i = 1; i < crashes.size(); ++i) {
    ASSERT_TRUE(crashes[i - 1].until);
    EXPECT_LT(crashes[i - 1].at, *crashes[i - 1].until);
    EXPECT_LT(*crashes[i - 1].until, crashes[i].at);
  }
}

// By renewal theory: so many in t as t over the mean cycle, with the variance t sigma^2 / mu^3.
TEST(Recurring, happens_as_often_as_the_mean_times_say) {
  const auto measured = recurring(R"({"mtbf": "100ms", "mttr": "50ms", "crash": "bank/*"})");
  const double count = static_cast<double>(measured.timeline_events.size()) +
                       static_cast<double>(measured.events_left_out);
  const double deviation = std::sqrt(100 * (0.1 * 0.1 + 0.05 * 0.05) / std::pow(0.15, 3));
  EXPECT_NEAR(count, 100 / 0.15, 4.5 * deviation);
  double down = 0;
  for (std::size_t i = 0; i < 199; ++i)
    down += sim::to_seconds(*measured.timeline_events[i].until - measured.timeline_events[i].at);
  EXPECT_NEAR(down, 199 * 0.05, 4.5 * 0.05 * std::sqrt(199));
}

TEST(Recurring, keeps_the_first_200_in_detail_and_counts_the_others) {
  const auto measured = recurring(R"({"mtbf": "100ms", "mttr": "50ms", "crash": "bank/*"})");
  EXPECT_EQ(measured.timeline_events.size(), 200);
  EXPECT_GT(measured.events_left_out, 300);
}

TEST(Recurring, each_node_fails_by_itself) {
  const auto measured = recurring(kCrashes, R"("nodes": 2)");
  const auto one = beginnings(events_of(measured, "crash bank/0"));
  const auto other = beginnings(events_of(measured, "crash bank/1"));
  ASSERT_FALSE(one.empty());
  ASSERT_FALSE(other.empty());
  EXPECT_NE(one.front(), other.front());
  EXPECT_TRUE(events_of(measured, "crash bank/*").empty());
}

TEST(Recurring, a_node_more_leaves_the_failures_of_the_others_where_they_were) {
  const auto two = recurring(kCrashes, R"("nodes": 2)");
  const auto three = recurring(kCrashes, R"("nodes": 3)");
  for (const char* const victim : {"crash bank/0", "crash bank/1"}) {
    const auto times = beginnings(events_of(two, victim));
    ASSERT_FALSE(times.empty());
    EXPECT_EQ(times, beginnings(events_of(three, victim)));
  }
}

TEST(Recurring, another_failure_before_it_leaves_it_where_it_was) {
  const auto alone = recurring(kCrashes);
  const auto second =
      recurring(R"({"mtbf": "3s", "mttr": "1s", "pause": "bank"}, )" + std::string(kCrashes));
  EXPECT_EQ(beginnings(events_of(alone, "crash bank/*")),
            beginnings(events_of(second, "crash bank/*")));
  EXPECT_FALSE(events_of(second, "pause bank").empty());
}

TEST(Recurring, two_that_are_told_alike_do_not_happen_alike) {
  const auto measured = recurring(std::string(kCrashes) + ", " + kCrashes);
  const auto times = beginnings(events_of(measured, "crash bank/*"));
  ASSERT_GE(times.size(), 2);
  for (std::size_t i = 1; i < times.size(); ++i) EXPECT_LT(times[i - 1], times[i]);
}

TEST(Recurring, a_zone_fails_as_a_whole) {
  const auto measured = run(Bank{.bank = R"("nodes": 4)",
                                 .run = R"("duration": "100s")",
                                 .rest = R"("zones": {"a": {}, "b": {}},
                                            "failures": [{"mtbf": "5s", "mttr": "1s",
                                                          "lose": "zone:a"}])"});
  EXPECT_EQ(events_of(measured, "lose zone:a").size(), measured.timeline_events.size());
  EXPECT_GT(measured.timeline_events.size(), 3);
}

}  // namespace
}  // namespace models
