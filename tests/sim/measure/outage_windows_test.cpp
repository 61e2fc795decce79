// A window is down when too few of the intents due in it end well.
#include "sim/measure/outage_windows.h"

#include <cstdint>
#include <gtest/gtest.h>

namespace sim {
namespace {

using enum OutageWindows::Ending;

const Share kNineOfTen = Share::of_trillion(900'000'000'000);

// `count` intents due at the start of a second, of which `good` end well at once.
void offer(OutageWindows& windows, std::int64_t second, int count, int good_ones) {
  const Instant due = kStart + second * 1s;
  for (int i = 0; i < count; ++i) {
    windows.due(due);
    windows.ended(due, i < good_ones ? good : bad);
  }
}

TEST(OutageWindows, a_window_just_at_the_objective_is_up) {
  OutageWindows windows(1s, kNineOfTen);
  offer(windows, 0, 10, 9);
  offer(windows, 1, 10, 8);
  windows.finish(kStart + 2s);

  EXPECT_EQ(windows.totals().judged, 2);
  EXPECT_EQ(windows.totals().down, 1);
  EXPECT_EQ(windows.totals().down_time, 1s);
  EXPECT_EQ(windows.totals().down_first, kStart + 1s);
  EXPECT_EQ(windows.totals().down_last, kStart + 2s);
}

TEST(OutageWindows, an_intent_counts_in_the_window_in_which_it_was_due_however_late_it_ends) {
  OutageWindows windows(1s, kNineOfTen);
  windows.due(kStart + 999ms);
  for (int second = 1; second < 100; ++second) offer(windows, second, 1, 1);
  EXPECT_EQ(windows.totals().judged, 0);
  windows.ended(kStart + 999ms, bad);

  EXPECT_EQ(windows.totals().judged, 99);  // the newest is open still
  EXPECT_EQ(windows.totals().down, 1);
  EXPECT_EQ(windows.totals().down_last, kStart + 1s);
}

TEST(OutageWindows, windows_are_half_open) {
  OutageWindows windows(1s, kNineOfTen);
  windows.due(kStart + 999'999'999ns);
  windows.due(kStart + 1s);
  windows.ended(kStart + 1s, good);
  windows.ended(kStart + 999'999'999ns, bad);
  windows.finish(kStart + 2s);

  EXPECT_EQ(windows.totals().judged, 2);
  EXPECT_EQ(windows.totals().down_first, kStart);
  EXPECT_EQ(windows.totals().down_last, kStart + 1s);
}

TEST(OutageWindows, what_does_not_count_leaves_a_window_neutral) {
  OutageWindows windows(1s, kNineOfTen);
  windows.due(kStart);
  windows.ended(kStart, not_counted);
  windows.finish(kStart + 10s);
  EXPECT_EQ(windows.totals(), OutageTotals{});
}

TEST(OutageWindows, neutral_windows_neither_end_nor_lengthen_a_run_and_good_ones_end_it) {
  OutageWindows windows(1s, kNineOfTen);
  for (const int second : {0, 1, 5}) offer(windows, second, 1, 0);
  offer(windows, 6, 1, 1);
  for (const int second : {7, 8}) offer(windows, second, 1, 0);
  windows.finish(kStart + 9s);

  EXPECT_EQ(windows.totals().down, 5);
  EXPECT_EQ(windows.totals().longest_run, 3);
}

TEST(OutageWindows, the_last_window_is_as_long_as_the_run_lets_it) {
  OutageWindows windows(1s, kNineOfTen);
  offer(windows, 0, 1, 0);
  offer(windows, 1, 1, 0);
  windows.finish(kStart + 1'250ms);
  EXPECT_EQ(windows.totals().down_time, 1'250ms);
  EXPECT_EQ(windows.totals().down_last, kStart + 1'250ms);
}

TEST(OutageWindows, intents_that_never_end_are_unfinished_and_do_not_count) {
  OutageWindows windows(1s, kNineOfTen);
  windows.due(kStart);
  windows.due(kStart);
  windows.due(kStart + 5s);
  windows.ended(kStart, good);
  windows.unfinished(kStart);
  windows.finish(kStart + 6s);

  EXPECT_EQ(windows.totals().unfinished, 2);
  EXPECT_EQ(windows.totals().judged, 1);
  EXPECT_EQ(windows.totals().down, 0);
}

TEST(OutageWindows, intents_due_in_the_warm_up_are_left_out) {
  OutageWindows windows(1s, kNineOfTen, kStart + 10s);
  offer(windows, 9, 1, 0);
  windows.due(kStart + 9s);
  windows.unfinished(kStart + 9s);
  offer(windows, 10, 1, 0);
  windows.finish(kStart + 11s);

  EXPECT_EQ(windows.totals().unfinished, 0);
  EXPECT_EQ(windows.totals().down, 1);
  EXPECT_EQ(windows.totals().down_first, kStart + 10s);
}

TEST(OutageWindows, endings_in_any_order_come_to_the_same) {
  OutageWindows in_order(1s, kNineOfTen);
  OutageWindows reversed(1s, kNineOfTen);
  const auto ending = [](int i) { return i % 7 < 2 ? bad : i % 7 < 6 ? good : not_counted; };
  const auto due = [](int i) { return kStart + i * 130ms; };
  for (int i = 0; i < 1000; ++i) {
    in_order.due(due(i));
    in_order.ended(due(i), ending(i));
    reversed.due(due(i));
  }
  for (int i = 999; i >= 0; --i) reversed.ended(due(i), ending(i));
  in_order.finish(kStart + 130s);
  reversed.finish(kStart + 130s);

  EXPECT_EQ(in_order.totals(), reversed.totals());
  EXPECT_EQ(in_order.totals().judged, 130);
}

TEST(OutageWindows, long_silence_costs_nothing) {
  OutageWindows windows(1us, kNineOfTen);
  for (int year = 0; year < 100; ++year) {
    const Instant due = kStart + year * 365 * 24h;
    windows.due(due);
    windows.ended(due, bad);
  }
  windows.finish(kStart + 100 * 365 * 24h);
  EXPECT_EQ(windows.totals().down, 100);
  EXPECT_EQ(windows.totals().down_time, 100us);
}

TEST(OutageWindows, a_mistake_in_the_books_breaks_off) {
  OutageWindows windows(1s, kNineOfTen);
  windows.due(kStart + 5s);
  EXPECT_THROW(windows.due(kStart + 4s), BrokenInvariant);
  EXPECT_THROW(windows.ended(kStart + 4s, good), BrokenInvariant);
  windows.ended(kStart + 5s, good);
  EXPECT_THROW(windows.ended(kStart + 5s, good), BrokenInvariant);
  EXPECT_THROW(windows.finish(kStart + 4s), BrokenInvariant);
}

TEST(OutageWindows, replications_merge_in_any_order) {
  OutageWindows first(1s, kNineOfTen);
  offer(first, 3, 1, 0);
  first.finish(kStart + 4s);
  OutageWindows second(1s, kNineOfTen);
  offer(second, 1, 1, 0);
  offer(second, 2, 1, 0);
  second.finish(kStart + 4s);

  OutageTotals one_way = first.totals();
  one_way.merge(second.totals());
  one_way.merge(OutageTotals{});
  OutageTotals other_way = second.totals();
  other_way.merge(first.totals());
  EXPECT_EQ(one_way, other_way);
  EXPECT_EQ(one_way.down, 3);
  EXPECT_EQ(one_way.longest_run, 2);
  EXPECT_EQ(one_way.down_first, kStart + 1s);
  EXPECT_EQ(one_way.down_last, kStart + 4s);
}

}  // namespace
}  // namespace sim
