// A percentile needs a sample that bounds it from both sides.
#include "sim/measure/percentile_floor.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

// The last four were computed independently from ln 0.025 / ln p.
TEST(PercentileFloor, each_percentile_has_its_smallest_sample) {
  EXPECT_EQ(smallest_sample_for(kP50), 6);
  EXPECT_EQ(smallest_sample_for(kP75), 13);
  EXPECT_EQ(smallest_sample_for(kP90), 36);
  EXPECT_EQ(smallest_sample_for(kP95), 72);
  EXPECT_EQ(smallest_sample_for(kP99), 368);
  EXPECT_EQ(smallest_sample_for(kP999), 3'688);
  EXPECT_EQ(smallest_sample_for(kP9999), 36'887);
  EXPECT_EQ(smallest_sample_for(kP99999), 368'887);
}

TEST(PercentileFloor, one_value_fewer_is_not_enough) {
  for (const Share p : {kP50, kP75, kP90, kP95, kP99, kP999, kP9999, kP99999}) {
    const std::int64_t enough = smallest_sample_for(p).value();
    EXPECT_TRUE(sample_supports(p, enough));
    EXPECT_FALSE(sample_supports(p, enough - 1));
  }
}

TEST(PercentileFloor, low_percentiles_need_what_high_ones_do) {
  EXPECT_EQ(smallest_sample_for(kP99.complement()), 368);
}

TEST(PercentileFloor, no_sample_bounds_the_smallest_or_the_largest_value_there_could_be) {
  for (const Share p : {Share::of_trillion(0), Share::of_trillion(Share::kWhole)}) {
    EXPECT_EQ(smallest_sample_for(p), std::nullopt);
    EXPECT_FALSE(sample_supports(p, 1'000'000'000));
  }
}

}  // namespace
}  // namespace sim
