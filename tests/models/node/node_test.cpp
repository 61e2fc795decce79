#include "models/node/node.h"

#include <gtest/gtest.h>
#include <map>
#include <string>

#include "sim/kernel/crowd.h"

namespace models {
namespace {

// A node, and requests of so much work each, which come at once and are noted when they end.
class Place {
 public:
  explicit Place(const NodeSpec& spec)
      : common(kernel, spec, Order(Fifo::Spec{})), node(common, "bank/0", 0, kNowhere) {}

  void come(const std::string& name, sim::Duration work) {
    ended[name] = node.admit();
    if (ended[name] == Outcome::served) crowd.spawn(stay(name, work));
    kernel.run_until(kernel.now());
  }
  void run_until(sim::Duration at) { kernel.run_until(sim::kStart + at); }

  sim::Kernel kernel;
  NodesInCommon common;
  Node node;
  std::map<std::string, Outcome> ended;

 private:
  sim::Task<> stay(std::string name, sim::Duration work) {
    sim::Residents::Stay<Outcome> staying(node.residents(), serve(work));
    const auto outcome = co_await staying;
    ended[name] = outcome.value_or(Outcome::node_lost);
  }
  sim::Task<Outcome> serve(sim::Duration work) {
    const Request request;
    Node::Thread thread(node);
    if (sim::Slots* const threads = node.threads(); threads != nullptr) {
      auto asking = threads->acquire(node.rank_for_thread(request));
      thread.ask();
      thread.take(co_await asking);
    }
    const Worked worked = co_await Cores::Work(node.cores(), request, work);
    co_return worked.outcome;
  }

  sim::Crowd crowd{kernel};
};

TEST(Node, a_full_line_turns_away_and_a_place_in_it_takes_in) {
  Place place({.cores = 1, .line_limit = 1});
  place.come("served", 10ms);
  place.come("in line", 10ms);
  place.come("too many", 10ms);
  EXPECT_EQ(place.ended["too many"], Outcome::rejected);
  place.run_until(11ms);
  place.come("next", 1ms);
  EXPECT_EQ(place.ended["next"], Outcome::served);
}

TEST(Node, with_no_place_in_line_only_who_is_served_at_once_is_let_in) {
  Place place({.cores = 2, .line_limit = 0});
  place.come("a", 10ms);
  place.come("b", 10ms);
  place.come("c", 10ms);
  EXPECT_EQ(place.ended["b"], Outcome::served);
  EXPECT_EQ(place.ended["c"], Outcome::rejected);
}

TEST(Node, with_threads_the_line_is_the_one_for_threads) {
  Place place({.cores = 1, .threads = 2, .line_limit = 1});
  for (const char* name : {"a", "b", "c", "d"}) place.come(name, 10ms);
  EXPECT_EQ(place.node.in_line(), 1);
  EXPECT_EQ(place.ended["d"], Outcome::rejected);
}

TEST(Node, a_crash_loses_who_is_inside_and_frees_all_threads_and_cores) {
  Place place({.cores = 1, .threads = 2});
  for (const char* name : {"a", "b", "c"}) place.come(name, 10ms);
  place.node.crash();
  place.run_until(1ms);
  for (const char* name : {"a", "b", "c"}) EXPECT_EQ(place.ended[name], Outcome::node_lost);
  EXPECT_TRUE(place.node.idle());
  EXPECT_EQ(place.node.threads()->free(), 2);
  EXPECT_EQ(place.node.in_line(), 0);
  EXPECT_EQ(place.node.cores().busy().level(), 0);
}

TEST(Node, a_crashed_node_refuses_until_it_is_repaired) {
  Place place({.cores = 1});
  place.node.crash();
  place.come("early", 1ms);
  place.node.repair();
  place.come("late", 1ms);
  EXPECT_EQ(place.ended["early"], Outcome::refused);
  EXPECT_EQ(place.ended["late"], Outcome::served);
}

TEST(Node, crashed_twice_it_is_up_when_both_are_over) {
  Place place({.cores = 1});
  place.node.crash();
  place.node.crash();
  place.node.repair();
  EXPECT_FALSE(place.node.up());
  place.node.repair();
  EXPECT_TRUE(place.node.up());
}

TEST(Node, slownesses_multiply_and_end_in_any_order) {
  Place place({.cores = 1});
  place.node.slow(2);
  place.node.slow(3);
  place.come("a", 1ms);
  place.run_until(6ms - 1ns);
  EXPECT_FALSE(place.node.idle());
  place.run_until(6ms);
  EXPECT_TRUE(place.node.idle());
  place.node.end_slow(2);
  place.come("b", 1ms);
  place.run_until(9ms);
  EXPECT_TRUE(place.node.idle());
  place.node.end_slow(3);
  place.come("c", 1ms);
  place.run_until(10ms);
  EXPECT_TRUE(place.node.idle());
}

TEST(Node, paused_while_slow_it_goes_on_slowly) {
  Place place({.cores = 1});
  place.node.slow(2);
  place.come("a", 4ms);
  place.run_until(2ms);
  place.node.pause();
  place.node.pause();
  place.run_until(10ms);
  place.node.resume();
  place.run_until(20ms);
  place.node.resume();
  place.run_until(26ms - 1ns);
  EXPECT_FALSE(place.node.idle());
  place.run_until(26ms);
  EXPECT_TRUE(place.node.idle());
}

TEST(Node, its_line_for_threads_is_as_long_as_there_are_who_wait) {
  Place place({.cores = 1, .threads = 1});
  place.come("a", 10ms);
  place.come("b", 10ms);
  place.come("c", 10ms);
  place.run_until(30ms);
  const sim::NodeMeasurements measured = place.node.measurements(place.kernel.now());
  EXPECT_EQ(measured.line.max, 2);
  EXPECT_EQ(measured.line.area, static_cast<sim::Uint128>((20ms + 10ms) / 1ns));
  EXPECT_EQ(measured.threads.max, 1);
  EXPECT_EQ(measured.threads.area, static_cast<sim::Uint128>(30ms / 1ns));
}

TEST(Node, a_reset_forgets_what_was_and_keeps_what_is) {
  Place place({.cores = 2});
  for (const char* name : {"a", "b", "c"}) place.come(name, 10ms);
  place.run_until(12ms);
  place.node.reset_measurements(place.kernel.now());
  place.run_until(22ms);
  const sim::NodeMeasurements measured = place.node.measurements(place.kernel.now());
  EXPECT_EQ(measured.busy.area, static_cast<sim::Uint128>(8ms / 1ns));
  EXPECT_EQ(measured.busy.span, 10ms);
  EXPECT_EQ(measured.busy.max, 1);
  EXPECT_EQ(measured.line.max, 0);
}

TEST(Node, health_checks_are_answered_by_a_node_that_is_up_and_awake_and_not_falsely_accused) {
  Place place({.cores = 1});
  EXPECT_TRUE(place.node.answers_checks());
  place.node.slow(100);
  EXPECT_TRUE(place.node.answers_checks());
  place.node.pause();
  EXPECT_FALSE(place.node.answers_checks());
  place.node.resume();
  place.node.raise_false_alarm();
  EXPECT_FALSE(place.node.answers_checks());
  place.node.end_false_alarm();
  place.node.fall_silent();
  EXPECT_FALSE(place.node.answers_checks());
  place.node.speak();
  place.node.drain();
  EXPECT_TRUE(place.node.answers_checks());
}

}  // namespace
}  // namespace models
