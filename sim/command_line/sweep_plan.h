// What a sweep is going to compute: the points of its grid, each read once to see that it is right.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.h"
#include "sim/command_line/options.h"
#include "sim/sweep/grid.h"
#include "sim/sweep/store.h"

namespace sim {

// What the files that a scenario reads hold, as a digest; each is read once.
class RecordingDigests {
 public:
  // Empty if the scenario reads none. Nothing, with a complaint on stderr, if one cannot be read.
  std::optional<std::string> of(const models::Scenario& scenario);

 private:
  std::map<std::string, std::string> known_;  // by path
};

class SweepPlan {
 public:
  // Nothing if the grid or any point of it is wrong; that has then been told on stderr.
  static std::optional<SweepPlan> make(const SweepOptions& options);

  const Grid& grid() const { return grid_; }
  const std::vector<PointKey>& keys() const { return keys_; }
  const std::string& scenario() const { return scenario_; }
  const std::string& question() const { return question_; }

  // The scenario as the command line has it, with the values of a point.
  ScenarioOptions scenario_at(std::size_t point) const;

 private:
  SweepPlan(const SweepOptions& options, Grid grid)
      : base_(options.scenario), grid_(std::move(grid)) {}
  bool read_points();

  ScenarioOptions base_;
  Grid grid_;
  std::vector<PointKey> keys_;  // in the order of the grid
  std::string scenario_;
  std::string question_;
};

// Which points a process is to compute: all, or every so many.
struct Shard {
  std::size_t number = 1;  // from 1
  std::size_t count = 1;
  bool has(std::size_t point) const { return point % count == number - 1; }
};

// "3/16". Nothing, and a complaint on stderr, if it is not that.
std::optional<Shard> parse_shard(const std::string& text);

}  // namespace sim
