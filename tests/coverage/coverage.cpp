// How often the intervals of the report contain what is true.
#include "tests/coverage/coverage.h"

#include <array>
#include <span>

#include "models/world.h"
#include "sim/kernel/elementary.h"
#include "sim/report/measures.h"
#include "sim/report/runs.h"

#include "tests/models/small_world.h"

namespace coverage {

namespace {

constexpr std::int64_t kFew = 10;
constexpr std::int64_t kMany = 20;
constexpr double kWork = 0.01;

std::vector<sim::Measurements> runs_of(const models::Scenario& scenario) {
  std::vector<sim::Measurements> runs;
  for (std::int64_t replication = 0; replication < kMany; ++replication) {
    models::World world(scenario, {}, static_cast<std::uint64_t>(replication));
    world.run([](sim::Instant) { return true; });
    runs.push_back(world.measurements());
  }
  return runs;
}

sim::Estimate estimate_of(const Known& known, const sim::Runs& runs) {
  return known.of_flow
             ? sim::estimate_of(*sim::find_flow_measure(known.measure), runs.flow(0))
             : sim::estimate_of(*sim::find_station_measure(known.measure), runs.station(0));
}

void note(const Known& known, const sim::Estimate& estimate, Row& row) {
  ++row.trials;
  if (!estimate.low || !estimate.high) return;
  if (*estimate.low <= known.truth && known.truth <= *estimate.high) ++row.covered;
  row.half_width += (*estimate.high - *estimate.low) / 2 / known.truth;
}

// A row for each of what is known, of studies of so many replications.
class Table {
 public:
  Table(const Experiment& experiment, std::int64_t replications) : experiment_(experiment) {
    for (const Known& known : experiment.known)
      rows_.push_back({.experiment = experiment.name,
                       .measure = (known.of_flow ? "" : "service ") + known.measure,
                       .replications = replications});
  }

  void add(std::vector<sim::Measurements> each) {
    const sim::Runs runs(std::move(each));
    for (std::size_t i = 0; i < rows_.size(); ++i)
      note(experiment_.known[i], estimate_of(experiment_.known[i], runs), rows_[i]);
  }

  std::vector<Row> rows() const {
    std::vector<Row> rows = rows_;
    for (Row& row : rows) row.half_width /= static_cast<double>(row.trials);
    return rows;
  }

 private:
  const Experiment& experiment_;
  std::vector<Row> rows_;
};

}  // namespace

Experiment one_core(double load, std::int64_t payments) {
  const double rate = load / kWork;
  const double stay = kWork / (1 - load);
  // The wait is 0 for who finds the core free; beyond, its tail is load e^(-t / stay).
  const auto wait_percentile = [&](double p) { return stay * sim::log(load / (1 - p)); };
  const auto percentile = [&](double p) { return -stay * sim::log(1 - p); };
  // Some fifty times as long as it takes to forget the empty start.
  const double warmup = 50 * stay / (1 - load);
  const double duration = warmup + static_cast<double>(payments) / rate;
  return {.name = "M/M/1 at " + std::to_string(load).substr(0, 3) + ", " +
                  std::to_string(payments / 1000) + ",000 payments a run",
          .scenario = R"({"run": {"duration": ")" + std::to_string(duration) +
                      R"(s", "warmup": ")" + std::to_string(warmup) +
                      R"(s"}, "services": {"bank": {"cores": 1,
                        "operations": {"pay": [{"cpu": {"exponential": "10ms"}}]}}},
                        "flows": {"pay": {"entry": "bank.pay"}},
                        "load": [{"flow": "pay", "rate": ")" +
                      std::to_string(rate) + R"(/s"}]})",
          .known = {{true, "mean", stay},
                    {true, "p50", percentile(0.5)},
                    {true, "p90", percentile(0.9)},
                    {true, "p99", percentile(0.99)},
                    {true, "throughput", rate},
                    {false, "utilization", load},
                    {false, "line", load * load / (1 - load)},
                    {false, "wait_mean", load * stay},
                    {false, "wait_p99", wait_percentile(0.99)},
                    {false, "stay_mean", stay},
                    {false, "stay_p99", percentile(0.99)}}};
}

Experiment one_node_that_crashes(double mtbf, double mttr, double duration) {
  constexpr double kRate = 10;
  const double up = mtbf / (mtbf + mttr);
  const double warmup = 20 * mttr;
  const auto seconds = [](double time) { return "\"" + std::to_string(time) + "s\""; };
  return {.name = "up " + std::to_string(static_cast<int>(mtbf)) + " s, down " +
                  std::to_string(static_cast<int>(mttr)) + " s, " +
                  std::to_string(static_cast<int>(duration)) + " s a run",
          .scenario = R"({"run": {"duration": )" + seconds(warmup + duration) + R"(, "warmup": )" +
                      seconds(warmup) +
                      R"(}, "services": {"bank": {"operations": {"pay": [{"wait": "1ms"}]}}},
              "flows": {"pay": {"entry": "bank.pay"}},
              "load": [{"flow": "pay", "rate": "10/s"}],
              "failures": [{"mtbf": )" +
                      seconds(mtbf) + R"(, "mttr": )" + seconds(mttr) + R"(, "crash": "bank/0"}]})",
          .known = {{true, "availability", up * sim::exp(-0.001 / mtbf)},
                    {true, "failed", kRate * duration * (1 - up)},
                    {true, "throughput", kRate * up * sim::exp(-0.001 / mtbf)}}};
}

std::vector<Row> count_covered(const Experiment& experiment, std::int64_t trials) {
  models::Scenario scenario = models::scenario_of(experiment.scenario);
  Table few(experiment, kFew);
  Table many(experiment, kMany);
  for (std::int64_t trial = 1; trial <= trials; ++trial) {
    scenario.run.seed = static_cast<std::uint64_t>(trial);
    std::vector<sim::Measurements> runs = runs_of(scenario);
    few.add({runs.begin(), runs.begin() + kFew});
    few.add({runs.begin() + kFew, runs.end()});
    many.add(std::move(runs));
  }
  std::vector<Row> rows = few.rows();
  for (Row& row : many.rows()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace coverage
