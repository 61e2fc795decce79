#include "sim/study/side_by_side.h"

#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>
#include <vector>

namespace sim {
namespace {

TEST(SideBySide, all_is_done_once_by_any_number_of_jobs) {
  for (const std::int64_t jobs : {1, 2, 7, 1000}) {
    std::vector<std::atomic<int>> done(100);
    side_by_side(
        jobs, 10, 100, [&](std::int64_t number) { ++done[static_cast<std::size_t>(number)]; },
        [] {});
    for (std::size_t i = 0; i < done.size(); ++i) EXPECT_EQ(done[i], i < 10 ? 0 : 1) << i;
  }
}

TEST(SideBySide, nothing_to_do_is_done_at_once) {
  side_by_side(4, 5, 5, [](std::int64_t) { FAIL(); }, [] {});
}

TEST(SideBySide, of_failures_the_first_is_told_and_nothing_new_is_begun) {
  std::atomic<int> begun = 0;
  const auto work = [&](std::int64_t number) {
    ++begun;
    if (number >= 3) throw std::runtime_error(std::to_string(number));
  };
  try {
    side_by_side(1, 0, 100, work, [] {});
    FAIL() << "the failure was kept back";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "3");
  }
  EXPECT_EQ(begun, 4);
}

}  // namespace
}  // namespace sim
