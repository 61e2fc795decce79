// The points of a sweep that are not there yet, computed on the cores of this machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/command_line/command_line.h"
#include "sim/command_line/sweep_plan.h"
#include "sim/sweep/point.h"
#include "sim/sweep/store.h"

namespace sim {

// Finished points by the text of their key. Kept in memory only, or in a store too.
class FinishedPoints {
 public:
  explicit FinishedPoints(const std::string& folder) {
    if (!folder.empty()) store_.emplace(folder);
  }

  // Takes over what the store has. False, with a complaint on stderr, if one of them is damaged.
  bool look_up(const SweepPlan& plan);

  const PointResult* find(const PointKey& key) const;
  // What went wrong, as a sentence. Not to be called by two threads at once.
  [[nodiscard]] std::optional<std::string> add(const PointKey& key, PointResult point);

  // The first point of each key that is missing, of those in the shard.
  std::vector<std::size_t> missing(const SweepPlan& plan, const Shard& shard) const;

 private:
  std::optional<PointStore> store_;
  std::map<std::string, PointResult> points_;
};

// `jobs` runs at a time, of one point or of several. What is finished is added; after an interrupt
// the rest is left.
ExitCode compute_points(const SweepPlan& plan, const std::vector<std::size_t>& points,
                        std::int64_t jobs, bool quiet, FinishedPoints& finished);

}  // namespace sim
