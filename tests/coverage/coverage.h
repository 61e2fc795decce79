// How often the intervals of the report contain what is true: whole runs, as a report has them, of
// scenarios whose truth is known in closed form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace coverage {

// What a report says of a flow or of a service, and the truth.
struct Known {
  bool of_flow = true;  // of the only flow; else of the only service
  std::string measure;  // as in sim/report/measures.h
  double truth = 0;
};

struct Experiment {
  std::string name;
  std::string scenario;  // its text
  std::vector<Known> known;
};

// Payments of a Poisson process at one core with exponential work of 10 ms: the latency is
// exponential, and so is the wait of those who wait (Kleinrock 1975, Queueing Systems I, 3.2).
Experiment one_core(double load, std::int64_t payments);

// A node that is up for `mtbf` and down for `mttr` seconds, both exponential, asked ten times a
// second for what takes it a millisecond: by renewal a payment is good with the probability
// mtbf / (mtbf + mttr) exp(-1 ms / mtbf).
Experiment one_node_that_crashes(double mtbf, double mttr, double duration);

struct Row {
  std::string experiment;
  std::string measure;
  std::int64_t replications = 0;
  std::int64_t trials = 0;
  std::int64_t covered = 0;
  double half_width = 0;  // mean, relative to the truth

  double coverage() const { return static_cast<double>(covered) / static_cast<double>(trials); }
};

// Twenty replications for each of `trials` seeds: as one study of twenty, and as two of ten. A
// missing interval covers nothing.
std::vector<Row> count_covered(const Experiment& experiment, std::int64_t trials);

}  // namespace coverage
