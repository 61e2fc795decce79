// Classes in order of importance, against tables, chains and what must not change.
#include "sim/theory/priorities.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

#include "sim/theory/erlang.h"
#include "sim/theory/general_service.h"
#include "sim/theory/many_servers.h"
#include "sim/theory/markov_chain.h"

#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

using Classes = std::vector<PriorityClass>;

struct PrioritiesRow {
  Classes classes;
  std::vector<std::string> waits;  // not interrupted
  std::vector<std::string> stays;  // interrupted
};

TEST(Priorities, one_server_is_as_in_the_tables) {
  const std::vector<PrioritiesRow> table = {
      {{{0.2, 1}, {0.6, 1}}, {"1.000000", "5.000000"}, {"1.250000", "6.250000"}},
      {{{0.4, 1}, {0.4, 1}}, {"1.3333333", "6.6666667"}, {"1.6666667", "8.3333333"}},
      {{{0.1, 1}, {0.3, 1}, {0.5, 1}},
       {"1.0000000", "1.6666667", "15.000000"},
       {"1.1111111", "1.8518519", "16.666667"}},
      {{{0.5, 0.5}, {0.25, 2}}, {"1.5000000", "6.0000000"}, {"0.66666667", "8.6666667"}},
      {{{0.5, 0.4}, {0.2, 1}, {0.1, 3}},
       {"1.4750000", "2.4583333", "6.5555556"},
       {"0.50000000", "1.8333333", "11.555556"}},
  };
  for (const PrioritiesRow& row : table) {
    const auto patient = non_preemptive(row.classes).value();
    const auto urgent = preemptive_resume(row.classes).value();
    for (std::size_t i = 0; i < row.classes.size(); ++i) {
      EXPECT_TRUE(agrees(patient[i].wait, row.waits[i]));
      EXPECT_TRUE(agrees(urgent[i].stay, row.stays[i]));
      EXPECT_DOUBLE_EQ(urgent[i].stay, urgent[i].wait + row.classes[i].service_time);
    }
  }
}

TEST(Priorities, one_class_is_no_priority) {
  const Classes one = {{.arrival_rate = 0.7, .service_time = 1, .service_scv = 3}};
  const GeneralService same{.arrival_rate = 0.7, .service_time = 1, .service_scv = 3};
  EXPECT_TRUE(is_within(1e-14, non_preemptive(one).value()[0].wait, averages_of(same)->wait));
  EXPECT_TRUE(is_within(1e-14, preemptive_resume(one).value()[0].wait, averages_of(same)->wait));
}

// Kleinrock's conservation law (1965): sum of load times wait is what it is first come first
// served.
TEST(Priorities, what_one_class_gains_others_lose) {
  const Classes classes = {{0.2, 0.5, 0}, {0.1, 2, 4}, {0.3, 1, 1}};
  const auto times = non_preemptive(classes).value();
  double weighted = 0;
  double unfinished = 0;
  double load = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const double part = classes[i].arrival_rate * classes[i].service_time;
    weighted += part * times[i].wait;
    unfinished += part * classes[i].service_time * (1 + classes[i].service_scv) / 2;
    load += part;
  }
  EXPECT_TRUE(is_within(1e-14, weighted, load * unfinished / (1 - load)));
}

TEST(Priorities, with_interruptions_the_less_important_do_not_matter) {
  const Classes one = {{0.4, 1, 2}};
  const Classes two = {{0.4, 1, 2}, {0.5, 1, 1}};
  EXPECT_EQ(preemptive_resume(one).value()[0], preemptive_resume(two).value()[0]);
  EXPECT_LT(non_preemptive(one).value()[0].wait, non_preemptive(two).value()[0].wait);
}

PriorityServers servers(std::int64_t count, std::vector<double> rates) {
  return {.servers = count, .service_time = 1, .arrival_rates = std::move(rates)};
}

TEST(PriorityServers, one_server_agrees_with_the_formulas_for_one) {
  const Classes classes = {{0.1, 1}, {0.3, 1}, {0.5, 1}};
  const auto patient = non_preemptive(servers(1, {0.1, 0.3, 0.5})).value();
  const auto urgent = preemptive_resume(servers(1, {0.1, 0.3, 0.5})).value();
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(is_within(1e-13, patient[i].wait, non_preemptive(classes).value()[i].wait));
    EXPECT_TRUE(is_within(1e-13, urgent[i].stay, preemptive_resume(classes).value()[i].stay));
  }
}

TEST(PriorityServers, on_average_over_the_classes_the_wait_is_that_of_no_priority) {
  const auto all = averages_of(ManyServers{.servers = 4, .arrival_rate = 3.5, .service_time = 1});
  for (const auto& times : {non_preemptive(servers(4, {1, 2, 0.5})).value(),
                            preemptive_resume(servers(4, {1, 2, 0.5})).value()}) {
    EXPECT_TRUE(is_within(1e-13, 1 * times[0].wait + 2 * times[1].wait + 0.5 * times[2].wait,
                          all.value().in_line));
    EXPECT_LT(times[0].wait, times[1].wait);
    EXPECT_LT(times[1].wait, times[2].wait);
  }
}

// Two servers and two classes as a chain: i of the first class wait or are served first, and j of
// the second, up to so many that more hardly ever come.
struct Chain {
  static constexpr std::size_t kMost = 28;
  std::size_t state(std::size_t i, std::size_t j) const { return i * (kMost + 1) + j; }

  // Mean numbers of both classes where the first interrupts the second.
  std::vector<double> interrupting(double first, double second) const {
    MarkovChain chain{.states = (kMost + 1) * (kMost + 1), .transitions = {}};
    for (std::size_t i = 0; i <= kMost; ++i) {
      for (std::size_t j = 0; j <= kMost; ++j) {
        const std::size_t busy = std::min<std::size_t>(i, 2);
        const std::size_t rest = std::min<std::size_t>(j, 2 - busy);
        const std::size_t here = state(i, j);
        if (i < kMost) chain.transitions.push_back({here, state(i + 1, j), first});
        if (j < kMost) chain.transitions.push_back({here, state(i, j + 1), second});
        if (i > 0) chain.transitions.push_back({here, state(i - 1, j), static_cast<double>(busy)});
        if (rest > 0)
          chain.transitions.push_back({here, state(i, j - 1), static_cast<double>(rest)});
      }
    }
    const auto shares = stationary(chain).value();
    std::vector<double> means(2);
    for (std::size_t i = 0; i <= kMost; ++i) {
      for (std::size_t j = 0; j <= kMost; ++j) {
        means[0] += static_cast<double>(i) * shares[state(i, j)];
        means[1] += static_cast<double>(j) * shares[state(i, j)];
      }
    }
    return means;
  }
};

TEST(PriorityServers, two_that_are_interrupted_agree_with_their_chain) {
  const auto means = Chain().interrupting(0.5, 0.4);
  const auto times = preemptive_resume(servers(2, {0.5, 0.4})).value();
  EXPECT_TRUE(is_within(1e-9, times[0].stay, means[0] / 0.5));
  EXPECT_TRUE(is_within(1e-7, times[1].stay, means[1] / 0.4));
}

// The important wait only for servers that are all busy, then for those of their own before them.
TEST(PriorityServers, the_first_class_waits_as_if_alone_once_all_are_busy) {
  const auto times = non_preemptive(servers(10, {3, 5})).value();
  EXPECT_TRUE(is_within(1e-14, times[0].wait, erlang_c(10, 8).value() / (10 - 3)));
}

TEST(Priorities, out_of_range_is_nothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Classes& bad :
       {Classes{}, Classes{{0.5, 1}, {0.5, 1}}, Classes{{-0.1, 1}}, Classes{{0.1, 0}},
        Classes{{0.1, 1, -1}}, Classes{{0.1, 1, nan}}, Classes{{nan, 1}}}) {
    EXPECT_EQ(non_preemptive(bad), std::nullopt);
    EXPECT_EQ(preemptive_resume(bad), std::nullopt);
  }
  for (const PriorityServers& bad : {servers(2, {}), servers(2, {1, 1}), servers(0, {0}),
                                     servers(2, {-1, 1}), servers(2, {nan, 1})}) {
    EXPECT_EQ(non_preemptive(bad), std::nullopt);
    EXPECT_EQ(preemptive_resume(bad), std::nullopt);
  }
  EXPECT_EQ(preemptive_resume(servers(2, {0, 1})), std::nullopt);
  EXPECT_TRUE(non_preemptive(servers(2, {0, 1})).has_value());
}

}  // namespace
}  // namespace sim::theory
