// What one point of a sweep came to: every measure with its interval, and what became of the
// objectives. Plain values that can be kept in a file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/codec.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim {

// The measures of flows that tables of sweeps show, and compare between points run by run.
inline constexpr std::array<std::string_view, 5> kCompared = {"throughput", "availability", "mean",
                                                              "p50", "p99"};

// A measure of sim/report/measures.h, of a flow, a service, a store or a lock service.
struct MeasureResult {
  std::string subject;
  std::string measure;
  Estimate estimate;
  // The value in each run, in their order, of those in kCompared; empty if some run has none.
  std::vector<double> runs;

  void fields(auto& f) {
    f.required("subject", subject, "Name of a flow, a service, a store or a lock service.");
    f.required("measure", measure, "Name of the measure.");
    f.optional("estimate", estimate.estimate, "Of all runs together.");
    f.optional("low", estimate.low, "Lower end of the 95 % interval.");
    f.optional("high", estimate.high, "Upper end of the 95 % interval.");
    f.optional("runs", runs, "Value in each run.");
  }
  bool operator==(const MeasureResult&) const = default;
};

struct ObjectiveResult {
  std::string text;
  Unit unit = Unit::seconds;
  Estimate estimate;
  Verdict verdict = Verdict::inconclusive;

  void fields(auto& f) {
    f.required("text", text, "As it is read.");
    f.required("unit", unit, "Of the numbers.");
    f.optional("estimate", estimate.estimate, "Of what is to keep to a limit.");
    f.optional("low", estimate.low, "Lower end of the 95 % interval.");
    f.optional("high", estimate.high, "Upper end of the 95 % interval.");
    f.required("verdict", verdict, "Whether it holds.");
  }
  bool operator==(const ObjectiveResult&) const = default;
};

struct PointResult {
  std::string scenario;  // its name
  std::string sha256;    // of the resolved scenario
  std::uint64_t seed = 0;
  std::int64_t runs = 0;
  std::string ended;
  bool is_complete = false;  // all runs that were asked for, as precise as asked
  bool is_stable = false;
  std::uint64_t fingerprint = 0;
  std::optional<Verdict> verdict;  // none without objectives
  std::vector<ObjectiveResult> objectives;
  std::vector<MeasureResult> flows;
  std::vector<MeasureResult> services;  // and stores and lock services

  void fields(auto& f) {
    f.required("scenario", scenario, "Name of the scenario.");
    f.required("sha256", sha256, "Of the resolved scenario.");
    f.required("seed", seed, "Of the runs.");
    f.required("replications", runs, "How many runs.");
    f.required("ended", ended, "Why there are not more.");
    f.required("complete", is_complete, "Whether all that was asked for was done.");
    f.required("stable", is_stable, "Whether there is a steady state.");
    f.required("fingerprint", fingerprint, "Of all runs.");
    f.optional("verdict", verdict, "On all objectives.");
    f.required("objectives", objectives, "Each of them.");
    f.required("flows", flows, "Measures of flows.");
    f.required("services", services, "Measures of services, stores and lock services.");
  }
  bool operator==(const PointResult&) const = default;
};

// `is_complete` as above.
PointResult point_of(const Runs& runs, const Report& report, bool is_complete);

// Null if the point has no such measure.
const MeasureResult* find_measure(const std::vector<MeasureResult>& all, std::string_view subject,
                                  std::string_view measure);

}  // namespace sim

template <>
struct sim::EnumNames<sim::Verdict> {
  static constexpr std::array<std::pair<sim::Verdict, std::string_view>, 3> names = {{
      {sim::Verdict::pass, "pass"},
      {sim::Verdict::fail, "fail"},
      {sim::Verdict::inconclusive, "inconclusive"},
  }};
};

template <>
struct sim::EnumNames<sim::Unit> {
  static constexpr std::array<std::pair<sim::Unit, std::string_view>, 5> names = {{
      {sim::Unit::seconds, "seconds"},
      {sim::Unit::share, "share"},
      {sim::Unit::count, "count"},
      {sim::Unit::per_second, "per second"},
      {sim::Unit::factor, "factor"},
  }};
};
