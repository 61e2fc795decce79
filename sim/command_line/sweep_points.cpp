// The points of a sweep that are not there yet, computed on the cores of this machine.
#include "sim/command_line/sweep_points.h"

#include <algorithm>
#include <atomic>
#include <iostream>
#include <set>
#include <utility>

#include "sim/command_line/load_scenario.h"
#include "sim/command_line/progress.h"
#include "sim/command_line/run_study.h"
#include "sim/study/side_by_side.h"

namespace sim {

namespace {

class Computation {
 public:
  Computation(const SweepPlan& plan, const std::vector<std::size_t>& points, bool quiet,
              FinishedPoints& finished)
      : plan_(plan), points_(points), finished_(finished), done_(points.size()), bar_(!quiet) {}

  ExitCode run(std::int64_t jobs) {
    const auto count = static_cast<std::int64_t>(points_.size());
    if (count == 0) return ExitCode::done;
    const std::int64_t at_once = std::min(jobs, count);
    jobs_of_each_ = jobs / at_once;
    side_by_side(
        at_once, 0, count, [&](std::int64_t i) { compute(static_cast<std::size_t>(i)); },
        [&] { show(); });
    return is_interrupted() && code_ == ExitCode::done ? ExitCode::interrupted : code_.load();
  }

 private:
  bool is_stopped() const { return is_interrupted() || code_ != ExitCode::done; }

  void compute(std::size_t i) {
    if (is_stopped()) return;
    const std::size_t point = points_[i];
    const auto scenario = load_scenario(plan_.scenario_at(point));
    const PointKey& key = plan_.keys()[point];
    if (!scenario || sha256_of(*scenario) != key.scenario)
      return stop(ExitCode::wrong_input, "the scenario was changed while its sweep ran");
    StudyRequest request{.jobs = jobs_of_each_, .quiet = true};
    request.gives_up = [this] { return is_stopped(); };
    request.show = [this, i](double share) { done_[i] = share; };
    Study study = run_study(*scenario, request);
    if (study.ended == Ended::interrupted) return;
    if (!study.trouble.empty()) return stop(ExitCode::wrong_input, study.trouble);
    const bool is_complete = study.ended == Ended::as_planned || study.ended == Ended::precise;
    const Reported result = reported(*scenario, std::move(study));
    PointResult finished = point_of(result.runs, result.report, is_complete);
    std::optional<std::string> error;
    one_at_a_time_([&] { error = finished_.add(key, std::move(finished)); });
    if (error) return stop(ExitCode::not_written, *error);
    done_[i] = 1;
  }

  void stop(ExitCode code, const std::string& why) {
    one_at_a_time_([&] {
      if (code_ != ExitCode::done) return;
      code_ = code;
      std::cerr << why << "\n";
    });
  }

  void show() {
    double sum = 0;
    for (const std::atomic<double>& share : done_) sum += share;
    bar_.show(sum / static_cast<double>(done_.size()));
  }

  const SweepPlan& plan_;
  const std::vector<std::size_t>& points_;
  FinishedPoints& finished_;
  std::vector<std::atomic<double>> done_;  // shares of the points
  Progress bar_;
  std::int64_t jobs_of_each_ = 1;
  OneAtATime one_at_a_time_;  // adds what is finished, or writes to stderr
  std::atomic<ExitCode> code_{ExitCode::done};
};

}  // namespace

bool FinishedPoints::look_up(const SweepPlan& plan) {
  if (!store_) return true;
  bool fine = true;
  for (const PointKey& key : plan.keys()) {
    const std::string name = key.text();
    if (points_.contains(name) || !store_->has(key)) continue;
    PointStore::Found found = store_->load(key);
    if (found.point) {
      points_.emplace(name, *std::move(found.point));
    } else {
      std::cerr << found.trouble << "\n";
      fine = false;
    }
  }
  return fine;
}

const PointResult* FinishedPoints::find(const PointKey& key) const {
  const auto found = points_.find(key.text());
  return found == points_.end() ? nullptr : &found->second;
}

std::optional<std::string> FinishedPoints::add(const PointKey& key, PointResult point) {
  if (store_)
    if (auto error = store_->keep(key, point)) return error;
  points_.insert_or_assign(key.text(), std::move(point));
  return std::nullopt;
}

std::vector<std::size_t> FinishedPoints::missing(const SweepPlan& plan, const Shard& shard) const {
  std::vector<std::size_t> missing;
  std::set<std::string> seen;
  for (std::size_t point = 0; point < plan.keys().size(); ++point) {
    const PointKey& key = plan.keys()[point];
    if (find(key) == nullptr && shard.has(point) && seen.insert(key.text()).second)
      missing.push_back(point);
  }
  return missing;
}

ExitCode compute_points(const SweepPlan& plan, const std::vector<std::size_t>& points,
                        std::int64_t jobs, bool quiet, FinishedPoints& finished) {
  return Computation(plan, points, quiet, finished).run(jobs);
}

}  // namespace sim
