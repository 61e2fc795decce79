// The future comes in the order (instant, sequence), whatever the order in which it was pushed, and
// without what was cancelled.
#include "sim/kernel/event_queue.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "sim/kernel/stream.h"

namespace sim {
namespace {

using testing::ElementsAre;

Appointment at(Duration since, std::uint64_t sequence) {
  return {kStart + since, sequence, nullptr};
}

std::vector<std::uint64_t> drained(EventQueue& queue) {
  std::vector<std::uint64_t> sequences;
  while (const Appointment* const next = queue.next()) {
    sequences.push_back(next->sequence);
    queue.pop();
  }
  return sequences;
}

// Pushes, pops and cancels at random, and expects from the queue what an ordered set says.
class Comparison {
 public:
  explicit Comparison(std::uint64_t seed, std::size_t near_most = EventQueue::kNearMost)
      : stream_(seed, "comparison"), queue_(near_most) {}

  // At one of few instants, so that most are ties; none before those already gone.
  void push() { push(Duration{static_cast<std::int64_t>(stream_.below(5))}); }
  // From now to within a second, of all orders of magnitude.
  void push_anywhere() {
    push(Duration{static_cast<std::int64_t>(stream_.next() >> (34 + stream_.below(30)))});
  }
  void push(Duration after) {
    const Instant instant = now_ + after;
    queue_.push({instant, ++sequence_, nullptr});
    expected_.emplace(instant, sequence_);
    places_.push_back(pending_.size());
    pending_.push_back({instant, sequence_});
  }
  void pop() {
    if (expected_.empty()) {
      ASSERT_EQ(queue_.next(), nullptr);
      return;
    }
    const Appointment* const next = queue_.next();
    ASSERT_NE(next, nullptr);
    const Entry entry{next->at, next->sequence};
    ASSERT_EQ(entry.second, expected_.begin()->second);
    now_ = entry.first;
    queue_.pop();
    forget(entry);
  }
  void cancel() {
    if (pending_.empty()) return;
    const Entry entry = pending_[stream_.below(pending_.size())];
    queue_.cancel(entry.second);
    forget(entry);
  }
  void expect_same_size() const { ASSERT_EQ(queue_.size(), expected_.size()); }
  std::uint64_t below(std::uint64_t bound) { return stream_.below(bound); }

 private:
  using Entry = std::pair<Instant, std::uint64_t>;

  void forget(const Entry& entry) {
    expected_.erase(entry);
    const std::size_t place = places_[entry.second];
    pending_[place] = pending_.back();
    places_[pending_[place].second] = place;
    pending_.pop_back();
  }

  Stream stream_;
  EventQueue queue_;
  std::set<Entry> expected_;
  std::vector<Entry> pending_;          // in any order, to choose from
  std::vector<std::size_t> places_{0};  // where in it each sequence number is
  std::uint64_t sequence_ = 0;
  Instant now_ = kStart;
};

TEST(EventQueue, is_empty_at_first) {
  EventQueue queue;
  EXPECT_EQ(queue.next(), nullptr);
  EXPECT_EQ(queue.size(), 0U);
}

TEST(EventQueue, ties_come_in_the_order_of_scheduling) {
  EventQueue queue;
  for (const auto& [since, sequence] :
       {std::pair(5ns, 4U), {3ns, 2U}, {5ns, 1U}, {3ns, 5U}, {5ns, 3U}})
    queue.push(at(since, sequence));
  EXPECT_THAT(drained(queue), ElementsAre(2, 5, 1, 3, 4));
}

TEST(EventQueue, every_order_of_pushing_gives_the_same_order_of_coming) {
  std::vector<std::uint64_t> order(7);
  std::iota(order.begin(), order.end(), 0);
  do {
    EventQueue queue;
    for (const std::uint64_t sequence : order)
      queue.push(at(Duration{static_cast<std::int64_t>(sequence / 3)}, sequence));
    EXPECT_THAT(drained(queue), ElementsAre(0, 1, 2, 3, 4, 5, 6));
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(EventQueue, what_is_cancelled_is_not_seen_again) {
  EventQueue queue;
  for (std::uint64_t sequence = 1; sequence <= 5; ++sequence) queue.push(at(1ns, sequence));
  queue.cancel(1);
  queue.cancel(5);
  queue.cancel(3);
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_THAT(drained(queue), ElementsAre(2, 4));
  EXPECT_EQ(queue.size(), 0U);
}

TEST(EventQueue, sweeping_out_the_cancelled_keeps_the_order) {
  EventQueue queue;
  for (std::uint64_t sequence = 1; sequence <= 1000; ++sequence)
    queue.push(at(Duration{static_cast<std::int64_t>(sequence * 7 % 10)}, sequence));
  for (std::uint64_t sequence = 1; sequence <= 1000; ++sequence) {
    if (sequence % 100 != 0) queue.cancel(sequence);
  }
  EXPECT_EQ(queue.size(), 10U);
  EXPECT_THAT(drained(queue), ElementsAre(100, 200, 300, 400, 500, 600, 700, 800, 900, 1000));
}

TEST(EventQueue, notices_when_more_is_cancelled_than_was_pending) {
  EventQueue queue;
  for (std::uint64_t sequence = 1; sequence <= 100; ++sequence) queue.push(at(1ns, sequence));
  EXPECT_THROW(
      for (std::uint64_t sequence = 91; sequence <= 300; ++sequence) queue.cancel(sequence),
      BrokenInvariant);
}

TEST(EventQueue, agrees_with_an_ordered_set_over_a_million_random_operations) {
  Comparison compared(1);
  for (int phase = 0; phase < 100; ++phase) {
    // Growing, shrinking, and now and then nearly everything cancelled.
    const std::uint64_t pushed = 20 + compared.below(60);
    const std::uint64_t cancelled = compared.below(100 - pushed);
    for (int step = 0; step < 10'000; ++step) {
      const std::uint64_t die = compared.below(100);
      if (die < pushed) {
        compared.push();
      } else if (die < pushed + cancelled) {
        compared.cancel();
      } else {
        compared.pop();
      }
      compared.expect_same_size();
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(EventQueue, agrees_with_an_ordered_set_however_few_are_near) {
  for (const std::size_t near_most : {1U, 3U, 100U}) {
    Comparison compared(near_most, near_most);
    for (int phase = 0; phase < 60; ++phase) {
      // Up to tens of thousands, and down again.
      const std::uint64_t pushed = phase % 10 < 6 ? 80 : 5;
      for (int step = 0; step < 2'000; ++step) {
        const std::uint64_t die = compared.below(100);
        if (die < pushed) {
          die % 2 == 0 ? compared.push() : compared.push_anywhere();
        } else if (die < pushed + 5) {
          compared.cancel();
        } else {
          compared.pop();
        }
        compared.expect_same_size();
        if (testing::Test::HasFatalFailure()) return;
      }
    }
  }
}

TEST(EventQueue, knows_the_last_instant_there_is) {
  EventQueue queue(2);
  for (const std::uint64_t sequence : {4U, 2U, 6U}) queue.push({Instant::max(), sequence, nullptr});
  for (const std::uint64_t sequence : {5U, 1U, 3U}) queue.push({kStart, sequence, nullptr});
  EXPECT_THAT(drained(queue), ElementsAre(1, 3, 5, 2, 4, 6));
}

TEST(EventQueue, holds_many_of_one_instant) {
  EventQueue queue;
  std::vector<std::uint64_t> expected(100'000);
  std::iota(expected.begin(), expected.end(), 1);
  for (const std::uint64_t sequence : expected) queue.push(at(1s, 100'001 - sequence));
  EXPECT_EQ(drained(queue), expected);
}

TEST(EventQueue, begins_anew_when_all_have_come) {
  EventQueue queue(2);
  for (int round = 0; round < 3; ++round) {
    for (const std::uint64_t sequence : {3U, 1U, 4U, 2U})
      queue.push(at(Duration{static_cast<std::int64_t>(sequence)}, sequence));
    EXPECT_THAT(drained(queue), ElementsAre(1, 2, 3, 4));
  }
}

TEST(Appointment, before_is_a_strict_order) {
  Stream stream(1, "triples");
  const auto any = [&] {
    return at(Duration{static_cast<std::int64_t>(stream.below(3))}, stream.below(3));
  };
  for (int i = 0; i < 10'000; ++i) {
    const Appointment a = any();
    const Appointment b = any();
    const Appointment c = any();
    EXPECT_FALSE(a.before(a));
    EXPECT_FALSE(a.before(b) && b.before(a));
    EXPECT_TRUE(a.before(b) || b.before(a) || (a.at == b.at && a.sequence == b.sequence));
    EXPECT_TRUE(!a.before(b) || !b.before(c) || a.before(c));
  }
}

}  // namespace
}  // namespace sim
