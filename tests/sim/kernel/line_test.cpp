// Lower ranks first, and among equals who came first.
#include "sim/kernel/line.h"

#include <deque>
#include <gmock/gmock.h>
#include <map>
#include <utility>
#include <vector>

#include "sim/kernel/stream.h"

namespace sim {
namespace {

struct Customer : Line::Waiter {
  char name = ' ';
};

// The names of those in line, who all leave it.
std::string served(Line& line) {
  std::string names;
  while (!line.empty()) {
    auto& first = static_cast<Customer&>(line.first());
    names += first.name;
    first.leave_line();
  }
  return names;
}

TEST(Line, equals_are_served_in_the_order_of_coming) {
  Line line;
  Customer customers[3];
  for (const char name : {'a', 'b', 'c'}) {
    Customer& customer = customers[name - 'a'];
    customer.name = name;
    line.join(customer, 5, kStart);
  }
  EXPECT_EQ(line.size(), 3U);
  EXPECT_EQ(served(line), "abc");
}

TEST(Line, lower_ranks_are_served_first) {
  Line line;
  Customer customers[6];
  const std::int64_t ranks[6] = {1, -2, 1, 0, -2, 7};
  for (int i = 0; i < 6; ++i) {
    customers[i].name = static_cast<char>('a' + i);
    line.join(customers[i], ranks[i], kStart);
  }
  EXPECT_EQ(served(line), "bedacf");
}

TEST(Line, who_joins_first_stands_ahead_of_the_equals_only) {
  Line line;
  Customer customers[4];
  for (int i = 0; i < 4; ++i) customers[i].name = static_cast<char>('a' + i);
  line.join(customers[0], 1, kStart);
  line.join(customers[1], 0, kStart);
  line.join_first(customers[2], 1, kStart);
  line.join_first(customers[3], 2, kStart);
  EXPECT_EQ(served(line), "bcad");
}

TEST(Line, knows_since_when_somebody_waits) {
  Line line;
  Customer customer;
  EXPECT_FALSE(customer.in_line());
  line.join(customer, 0, kStart + 5ns);
  EXPECT_TRUE(customer.in_line());
  EXPECT_TRUE(customer.since() == kStart + 5ns);
  customer.leave_line();
  EXPECT_FALSE(customer.in_line());
  customer.leave_line();
  EXPECT_EQ(line.size(), 0U);
}

TEST(Line, who_is_gone_is_not_in_line) {
  Line line;
  Customer stays;
  stays.name = 's';
  {
    Customer goes;
    line.join(goes, 0, kStart);
    line.join(stays, 1, kStart);
  }
  EXPECT_EQ(line.size(), 1U);
  EXPECT_EQ(served(line), "s");
}

TEST(Line, without_anybody_has_no_first) {
  Line line;
  EXPECT_THROW(line.first(), BrokenInvariant);
}

// Again and again somebody joins or leaves, and an ordered map says who is first.
TEST(Line, agrees_with_an_ordered_map) {
  Stream stream(1, "line");
  Line line;
  std::deque<Customer> customers(60);
  std::map<std::pair<std::int64_t, std::int64_t>, Customer*> expected;
  std::vector<std::pair<std::int64_t, std::int64_t>> keys(customers.size());
  for (std::int64_t step = 1; step <= 200'000; ++step) {
    const std::size_t number = stream.below(customers.size());
    Customer& customer = customers[number];
    if (customer.in_line()) {
      expected.erase(keys[number]);
      customer.leave_line();
    } else {
      const bool ahead = stream.below(8) == 0;
      keys[number] = {static_cast<std::int64_t>(stream.below(5)) - 2, ahead ? -step : step};
      const std::int64_t rank = keys[number].first;
      ahead ? line.join_first(customer, rank, kStart) : line.join(customer, rank, kStart);
      expected[keys[number]] = &customer;
    }
    ASSERT_EQ(line.size(), expected.size());
    if (!expected.empty()) {
      ASSERT_EQ(&line.first(), expected.begin()->second) << "step " << step;
    }
  }
}

}  // namespace
}  // namespace sim
