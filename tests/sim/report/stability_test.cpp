#include "sim/report/stability.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/stream.h"

#include "tests/sim/report/synthetic_run.h"

namespace sim {
namespace {

// A mean plus noise in which each value keeps 0.9 of what the one before was off by.
std::vector<std::int64_t> noisy(std::size_t count, double mean, double noise, double growth,
                                std::uint64_t seed) {
  Stream stream(seed, "noise");
  std::vector<std::int64_t> values;
  double off = 0;
  for (std::size_t i = 0; i < count; ++i) {
    off = 0.9 * off + noise * (stream.uniform() + stream.uniform() - 1);
    values.push_back(std::llround(std::max(0.0, mean + off + growth * static_cast<double>(i))));
  }
  return values;
}

TEST(Stability, a_straight_line_is_found_exactly) {
  std::vector<std::int64_t> values;
  for (std::int64_t i = 0; i < 101; ++i) values.push_back(50 + 2 * i);

  const auto line = growth_of(values);

  ASSERT_TRUE(line);
  EXPECT_NEAR(line->mean, 150, 1e-9);
  EXPECT_NEAR(line->growth, 200, 1e-9);
  EXPECT_GT(line->t, 1000);
}

TEST(Stability, seven_values_tell_no_growth) {
  EXPECT_FALSE(growth_of(std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7}));
}

TEST(Stability, noise_that_remembers_hardly_ever_looks_like_growth) {
  int taken_for_growth = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    taken_for_growth += keeps_growing(noisy(300, 60, 30, 0, seed));
  }
  // t > 3 alone is P = 0.0013 for each; 400 of them give 0.5, and 4 or more P = 0.002.
  EXPECT_LE(taken_for_growth, 3);
}

TEST(Stability, linear_growth_is_found_through_the_same_noise) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    EXPECT_TRUE(keeps_growing(noisy(300, 60, 30, 2, seed))) << seed;
  }
}

TEST(Stability, growth_by_a_few_payments_does_not_matter) {
  std::vector<std::int64_t> values;
  for (std::int64_t i = 0; i < 300; ++i) values.push_back(3 + i / 60);
  EXPECT_GT(growth_of(values)->t, 3);
  EXPECT_FALSE(keeps_growing(values));
}

TEST(Stability, a_step_is_no_growth) {
  std::vector<std::int64_t> values(300, 50);
  for (std::size_t i = 200; i < values.size(); ++i) values[i] = 200;
  EXPECT_FALSE(keeps_growing(values));
}

TEST(Stability, work_at_capacity_is_unstable_and_the_worst_station_is_named) {
  const auto run = run_of(60, [](std::size_t) { return Second{}; });

  const Stability stability = judge_stability(
      run, {{.station = "risk", .work = 4, .highest_work = 4, .capacity = 4},
            {.station = "gateway", .work = 26.1, .highest_work = 30, .capacity = 24},
            {.station = "bank", .work = 100, .highest_work = 100, .capacity = 0}});

  EXPECT_FALSE(stability.stable);
  EXPECT_EQ(stability.reason,
            "gateway is asked for 26.1 core-seconds of work a second and can do 24.0 (108.8%).");
}

TEST(Stability, payments_that_pile_up_under_a_steady_load_are_unstable) {
  const auto run = run_of(
      120, [](std::size_t i) { return Second{.under_way = static_cast<std::int64_t>(5 * i)}; });

  const Stability stability = judge_stability(run, {});

  EXPECT_FALSE(stability.stable);
  EXPECT_EQ(stability.reason,
            "Payments under way grow from about 300 to 595 (5.00/s) over the second half "
            "of the run, though the load does not.");
}

TEST(Stability, payments_under_way_may_grow_with_the_load) {
  const auto run = run_of(120, [](std::size_t i) {
    const auto load = static_cast<std::int64_t>(5 * i);
    return Second{.offered = load, .good = load, .under_way = load};
  });
  EXPECT_TRUE(judge_stability(run, {}).stable);
}

TEST(Stability, a_line_that_grows_is_unstable_though_no_more_payments_are_under_way) {
  const auto run = run_of(
      120, [](std::size_t i) { return Second{.in_line = static_cast<std::int64_t>(30 * i)}; });

  const Stability stability = judge_stability(run, {});

  EXPECT_FALSE(stability.stable);
  EXPECT_EQ(stability.reason,
            "The line of ledger grows from about 1,801 to 3,571 (30.0/s) over the second half of "
            "the run, though the load does not.");
}

TEST(Stability, the_line_that_grows_fastest_is_named_beside_the_payments_under_way) {
  auto run = run_of(120, [](std::size_t i) {
    return Second{.under_way = static_cast<std::int64_t>(5 * i),
                  .in_line = static_cast<std::int64_t>(2 * i)};
  });
  run.stations.push_back(run.stations[0]);
  run.stations[1].name = "bank";
  run.timeline.line.push_back(run.timeline.line[0]);
  for (auto& window : run.timeline.line[1]) window.area *= 2;

  EXPECT_EQ(judge_stability(run, {}).reason,
            "Payments under way grow from about 300 to 595 (5.00/s); the line of bank grows from "
            "about 241 to 477 (4.00/s) over the second half of the run, though the load does not.");
}

TEST(Stability, a_backlog_that_keeps_growing_is_unstable) {
  auto run = run_of(120, [](std::size_t) { return Second{}; });
  run.queues.emplace_back().name = "settlement";
  run.timeline.backlog = {std::vector<std::int64_t>(120, 40)};
  const Stability steady = judge_stability(run, {});
  EXPECT_TRUE(steady.stable);
  EXPECT_EQ(steady.reason,
            "Neither the payments under way, nor the line of any service, nor the backlog of any "
            "queue keep growing.");
  for (std::int64_t i = 0; i < 120; ++i)
    run.timeline.backlog[0][static_cast<std::size_t>(i)] = 5 * i;
  const Stability growing = judge_stability(run, {});
  EXPECT_FALSE(growing.stable);
  EXPECT_EQ(growing.reason,
            "The backlog of settlement grows from about 300 to 595 (5.00/s) over the second half "
            "of the run, though the load does not.");
}

TEST(Stability, a_line_that_is_full_or_shrinks_or_comes_and_goes_does_not_keep_growing) {
  const auto is_stable = [](auto line) {
    return judge_stability(run_of(120,
                                  [line](std::size_t i) {
                                    return Second{.in_line = line(static_cast<std::int64_t>(i))};
                                  }),
                           {})
        .stable;
  };
  EXPECT_TRUE(is_stable([](std::int64_t i) { return std::min<std::int64_t>(30 * i, 1000); }));
  EXPECT_TRUE(is_stable([](std::int64_t i) { return 4000 - 30 * i; }));
  EXPECT_TRUE(is_stable([](std::int64_t i) { return i < 80 || i > 100 ? 0 : 20 * (i - 80); }));
}

TEST(Stability, a_line_may_grow_with_the_load) {
  const auto run = run_of(120, [](std::size_t i) {
    const auto load = static_cast<std::int64_t>(5 * i);
    return Second{.offered = load, .good = load, .in_line = load};
  });
  EXPECT_TRUE(judge_stability(run, {}).stable);
}

TEST(Stability, growth_in_the_first_half_is_over) {
  const auto run = run_of(120, [](std::size_t i) {
    return Second{.under_way = i < 60 ? static_cast<std::int64_t>(5 * i) : 300};
  });
  EXPECT_TRUE(judge_stability(run, {}).stable);
}

}  // namespace
}  // namespace sim
