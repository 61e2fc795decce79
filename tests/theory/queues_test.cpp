// Messages and their consumers. Times are in mean services (10 ms).
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

constexpr double kMessages = 50'000;

struct ConsumerFarm {
  int consumers;
  double work;
};

World consumed(const ConsumerFarm& farm) {
  return {
      "consumers.json",
      {"load.0.rate=" + per_second(farm.work / kService),
       "queues.settlement.consumers.at_once=" + std::to_string(farm.consumers), "run.warmup=10s",
       "run.duration=" + std::to_string(10 + kMessages * kService / farm.work) + "s"}};
}

TEST(Consumers, let_messages_wait_as_erlang_says) {
  for (const ConsumerFarm& farm :
       {ConsumerFarm{1, 0.8}, ConsumerFarm{2, 1.6}, ConsumerFarm{10, 9}}) {
    const std::string name = "queue of M/M/" + std::to_string(farm.consumers) + " offered " +
                             std::to_string(farm.work).substr(0, 4);
    const auto runs = reports_of(consumed(farm), kRuns);
    const auto in_services = [&runs](const std::string& what) {
      return mean_of(runs, [&](const Json& run) {
        return number(run, "/queues/settlement/" + what + "/estimate") / kService;
      });
    };
    const double waiting = erlang_c(farm.consumers, farm.work);
    const double wait = waiting / (farm.consumers - farm.work);
    expect_theory(name + ", mean wait", in_services("delivery_mean"), wait);
    expect_theory(name + ", mean time until consumed", in_services("time_mean"), wait + 1);
    const double p99 = std::log(waiting / 0.01) / (farm.consumers - farm.work);
    expect_theory(name + ", p99 of the wait", in_services("delivery_p99"), p99, p99 * kResolution);
    const BirthDeath chain = many_servers(farm.work, farm.consumers, farm.consumers + 600);
    const TimeAverage backlog = time_average(chain, [](int n) { return static_cast<double>(n); });
    const double time = kRuns * kMessages / farm.work;
    expect_theory(name + ", backlog",
                  with_error(mean_of(runs, "/queues/settlement/backlog/estimate"),
                             std::sqrt(backlog.variance / time)),
                  backlog.mean);
  }
}

}  // namespace
}  // namespace theory
