#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "models/lines/catalogue.h"

namespace models {
namespace {

// Four who came in this order, with a name each.
struct Joiner {
  char name;
  std::int32_t priority;
  sim::Duration deadline;
  sim::Duration work;
};
const std::vector<Joiner> kJoiners = {
    {'a', 2, 9s, 3ms}, {'b', 1, 7s, 4ms}, {'c', 2, 8s, 1ms}, {'d', 1, 9s, 3ms}};

// Their names in the order in which they would be served: by rank, then as they came.
std::string served(const Orders::Spec& spec) {
  const Order order(spec);
  std::multimap<std::int64_t, char> ranked;
  std::int64_t came = 0;
  for (const Joiner& joiner : kJoiners) {
    Request request;
    request.priority = joiner.priority;
    request.deadline = sim::kStart + joiner.deadline;
    ranked.emplace(order.rank(request, joiner.work, ++came), joiner.name);
  }
  std::string names;
  for (const auto& [rank, name] : ranked) names += name;
  return names;
}

TEST(Fifo, who_came_first_is_served_first) {
  EXPECT_EQ(served(Fifo::Spec{}), "abcd");
}

TEST(Lifo, who_came_last_is_served_first) {
  EXPECT_EQ(served(Lifo::Spec{}), "dcba");
}

TEST(Priority, the_lowest_number_is_served_first_and_within_it_who_came_first) {
  EXPECT_EQ(served(Priority::Spec{}), "bdac");
}

TEST(EarliestDeadline, the_earliest_deadline_is_served_first) {
  EXPECT_EQ(served(EarliestDeadline::Spec{}), "bcad");
}

TEST(EarliestDeadline, who_has_none_comes_last) {
  const Order order{EarliestDeadline::Spec{}};
  Request hurried;
  hurried.deadline = sim::kStart + 100h * 24 * 365;
  EXPECT_GT(order.rank(Request{}, 1ms, 1), order.rank(hurried, 1ms, 2));
}

TEST(Shortest, the_least_work_is_served_first) {
  EXPECT_EQ(served(Shortest::Spec{}), "cadb");
}

TEST(Orders, only_priority_preempts_and_only_if_told_so) {
  EXPECT_TRUE(Order(Priority::Spec{.preemptive = true}).preempts());
  EXPECT_FALSE(Order(Priority::Spec{}).preempts());
  EXPECT_FALSE(Order(Fifo::Spec{}).preempts());
  EXPECT_FALSE(Order(ProcessorSharing::Spec{}).preempts());
}

TEST(Orders, only_processor_sharing_serves_all_at_once) {
  EXPECT_TRUE(Order(ProcessorSharing::Spec{}).shares());
  EXPECT_FALSE(Order(Shortest::Spec{}).shares());
}

}  // namespace
}  // namespace models
