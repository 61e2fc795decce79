#include "models/node/shared_cores.h"

#include <gtest/gtest.h>

#include "tests/models/node/workers.h"

namespace models {
namespace {

const ProcessorSharing::Spec kShared;

TEST(SharedCores, two_on_one_core_each_take_twice_as_long) {
  Workers workers(1, kShared);
  workers.come(0ms, "a", 4ms);
  workers.come(0ms, "b", 4ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 8ms, b 8ms");
}

TEST(SharedCores, nobody_is_faster_than_on_one_core) {
  Workers workers(4, kShared);
  workers.come(0ms, "a", 4ms);
  workers.come(0ms, "b", 5ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 4ms, b 5ms");
}

// For 2 ms a is alone; then both go at half speed until b has had its 3 ms.
TEST(SharedCores, who_comes_later_and_needs_less_is_done_first) {
  Workers workers(1, kShared);
  workers.come(0ms, "a", 10ms);
  workers.come(2ms, "b", 3ms);
  workers.run();
  EXPECT_EQ(workers.done(), "b 8ms, a 13ms");
}

TEST(SharedCores, three_on_two_cores_go_at_two_thirds_of_the_speed) {
  Workers workers(2, kShared);
  for (const char* name : {"a", "b", "c"}) workers.come(0ms, name, 4ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 6ms, b 6ms, c 6ms");
  EXPECT_EQ(workers.busy(), 12ms);
  EXPECT_EQ(workers.cores().busy().max(), 2);
}

TEST(SharedCores, what_somebody_did_not_get_of_a_core_counts_as_waiting) {
  Workers workers(1, kShared);
  workers.come(0ms, "a", 4ms);
  workers.come(0ms, "b", 4ms);
  workers.run();
  EXPECT_EQ(workers.of("a").served, 4ms);
  EXPECT_EQ(workers.of("a").waited, 4ms);
}

TEST(SharedCores, at_half_the_speed_work_takes_twice_as_long_and_the_core_is_busy_all_the_time) {
  Workers workers(1, kShared);
  workers.cores().set_speed(0.5);
  workers.come(0ms, "a", 4ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 8ms");
  EXPECT_EQ(workers.of("a").served, 8ms);
  EXPECT_EQ(workers.busy(), 8ms);
}

// Each has had 2 ms of 4 when the speed doubles, and 1 ms more when all stands still.
TEST(SharedCores, a_change_of_speed_counts_for_what_is_left) {
  Workers workers(1, kShared);
  workers.come(0ms, "a", 4ms);
  workers.come(0ms, "b", 5ms);
  workers.set_speed(4ms, 2.0);
  workers.set_speed(5ms, 0.0);
  workers.set_speed(20ms, 1.0);
  workers.run();
  EXPECT_EQ(workers.done(), "a 22ms, b 23ms");
  EXPECT_EQ(workers.of("a").served + workers.of("b").served, workers.busy());
}

TEST(SharedCores, work_that_takes_no_time_is_done_at_once) {
  Workers workers(1, kShared);
  workers.come(0ms, "a", 4ms);
  workers.come(1ms, "b", 0ms);
  workers.run();
  EXPECT_EQ(workers.done(), "b 1ms, a 4ms");
}

TEST(SharedCores, work_is_given_up_at_its_deadline_and_the_others_get_its_share) {
  Workers workers(1, kShared);
  workers.come(0ms, "a", 6ms);
  workers.come(0ms, "b", 9ms, with_deadline(4ms));
  workers.run();
  EXPECT_EQ(workers.done(), "b 4ms expired, a 8ms");
  EXPECT_EQ(workers.of("b").served, 2ms);
}

TEST(SharedCores, whoever_would_be_done_first_is_given_up_at_its_deadline_too) {
  Workers workers(1, kShared);
  workers.come(0ms, "a", 6ms, with_deadline(5ms));
  workers.come(0ms, "b", 9ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 5ms expired, b 11ms");
}

}  // namespace
}  // namespace models
