// What changes from one scenario, A, to another, B: plain values. Differences are B less A.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/report/measures.h"
#include "sim/report/report.h"

namespace sim {

enum class Change : std::uint8_t { none, better, worse, other };

// A measure in both, and what lies between.
struct Difference {
  std::string subject;  // a flow or a service
  std::string measure;
  Unit unit = Unit::count;
  Better better = Better::neither;
  std::optional<double> before{};   // in A
  std::optional<double> after{};    // in B
  Estimate difference{};            // with its 95 % interval, by itself
  std::optional<double> p_value{};  // adjusted for all measures that are compared (Holm)
  bool is_significant = false;      // p at most 5 %
  Change change = Change::none;     // what a significant difference means
  bool is_of_flow = false;
};

// Time that a finished payment spends at a place, or payments that a failure cost.
struct Moved {
  std::string what;
  double before = 0;
  double after = 0;
};

// An objective that both have, and its verdict in each.
struct Flip {
  std::string objective;
  Verdict before = Verdict::inconclusive;
  Verdict after = Verdict::inconclusive;
};

struct ComparisonReport {
  std::string first;  // the names of the scenarios
  std::string second;
  bool is_paired = true;  // by common random numbers; else two finished reports
  std::int64_t runs_first = 0;
  std::int64_t runs_second = 0;
  bool is_identical = false;            // every run has the same fingerprint in both
  std::vector<Difference> differences;  // flows first, in the order of the list of measures
  std::vector<Flip> flips;              // objectives whose verdicts differ
  std::vector<Moved> time;              // seconds per payment, largest change first
  std::vector<Moved> failures;          // payments lost, per run
};

// Whether some flow does worse for certain, or an objective fails in B that does not in A: what an
// exit code is about.
bool is_worse(const ComparisonReport& report);

}  // namespace sim
