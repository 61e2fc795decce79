// A sweep: what is varied, and what each point came to. As a page to read, and as tables for
// spreadsheets and scripts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/report/page.h"
#include "sim/sweep/parameter.h"
#include "sim/sweep/point.h"

namespace sim {

struct SweepPoint {
  std::vector<std::string> values;  // of the parameters
  std::optional<PointResult> result;
};

struct SweepReport {
  std::string version;   // of Headroom
  std::string scenario;  // its name
  std::string question;
  std::vector<Parameter> parameters;
  std::vector<SweepPoint> points;  // in the order of the grid
};

// How many points have a result.
std::size_t finished_points(const SweepReport& report);

// The worst of all points: fail, then inconclusive, which unfinished runs are too. None if no point
// has objectives or anything unfinished.
std::optional<Verdict> verdict_of(const SweepReport& report);

// Each row is a point.
Page page_of(const SweepReport& report);
std::string write_csv(const SweepReport& report);   // RFC 4180; three columns a measure
std::string write_json(const SweepReport& report);  // ends with a newline

}  // namespace sim
