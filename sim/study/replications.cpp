// Independent runs of one scenario.
#include "sim/study/replications.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "sim/input/quantity.h"
#include "sim/kernel/check.h"
#include "sim/study/side_by_side.h"
#include "sim/study/verify.h"
#include "sim/study/warm_up.h"

namespace sim {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kBlock = 10;

// A run, or why there is none.
struct Outcome {
  std::optional<Measurements> measured;
  bool whole = false;  // it came to the end of its duration
  bool piled_up = false;
  std::string trouble;
  bool differed = false;
};

class Replicator {
 public:
  Replicator(const models::Scenario& scenario, const StudyOptions& options)
      : scenario_(scenario), options_(options), began_(Clock::now()) {}

  Study study(const Goals& goals);

 private:
  void find_warm_up();
  // Runs those from the ones that are there up to `count`, as far as time and the user let it.
  void run_up_to(std::int64_t count);
  // What is left when something came in between.
  void collect(std::vector<Outcome> outcomes);
  Outcome run_one(std::int64_t replication);
  void verify(std::int64_t replication, Outcome& outcome);
  bool goes_on() {
    if (options_.is_interrupted && options_.is_interrupted()) note(Ended::interrupted);
    if (options_.time_limit && Clock::now() - began_ > *options_.time_limit)
      note(Ended::out_of_time);
    return stopped_.load() == Ended::as_planned;
  }
  // The first reason stays.
  void note(Ended why) {
    Ended none = Ended::as_planned;
    stopped_.compare_exchange_strong(none, why);
  }
  void show(std::int64_t first, std::int64_t last);
  BrokenInvariant with_context(const BrokenInvariant& broken, std::int64_t replication,
                               Instant now) const;

  models::Scenario scenario_;  // with the warm-up and the duration that were found
  const StudyOptions& options_;
  Clock::time_point began_;
  std::atomic<Ended> stopped_{Ended::as_planned};
  std::atomic<std::int64_t> done_ms_{0};  // simulated, in this block
  bool is_pilot_ = false;                 // runs that only look for the end of the warm-up
  Study study_;
};

BrokenInvariant Replicator::with_context(const BrokenInvariant& broken, std::int64_t replication,
                                         Instant now) const {
  return BrokenInvariant(std::string(broken.what()) + "; scenario " + scenario_.name + ", seed " +
                         std::to_string(scenario_.run.seed) + ", replication " +
                         std::to_string(replication + 1) + ", at " + print(now - kStart));
}

Outcome Replicator::run_one(std::int64_t replication) {
  Outcome outcome;
  if (!goes_on() && replication > 0) return outcome;
  const bool is_told = replication == 0 && options_.recorder && !is_pilot_;
  models::World world(scenario_, is_told ? options_.recorder : models::World::Recorder{},
                      static_cast<std::uint64_t>(replication));
  Instant shown = kStart;
  const auto carry_on = [&](Instant now) {
    const auto whole_ms = (now - shown) / 1ms;
    done_ms_ += whole_ms;
    shown += whole_ms * 1ms;
    outcome.piled_up = world.piled_up();
    if (outcome.piled_up) note(Ended::piled_up);
    return !outcome.piled_up && goes_on();
  };
  try {
    if (auto trouble = world.run(carry_on)) outcome.trouble = *std::move(trouble);
  } catch (const BrokenInvariant& broken) {
    throw with_context(broken, replication, world.now());
  }
  if (!outcome.trouble.empty()) {
    note(Ended::wrong_input);
    return outcome;
  }
  outcome.measured = world.measurements();
  outcome.whole = world.now() == kStart + scenario_.run.duration;
  if (options_.verify && outcome.whole) verify(replication, outcome);
  return outcome;
}

void Replicator::verify(std::int64_t replication, Outcome& outcome) {
  const auto difference = find_difference(scenario_, static_cast<std::uint64_t>(replication),
                                          [this] { return goes_on(); });
  if (!difference) return;
  outcome.trouble = *difference;
  outcome.differed = true;
  note(Ended::differed);
}

void Replicator::show(std::int64_t first, std::int64_t last) {
  if (!options_.show) return;
  const auto whole = static_cast<double>(scenario_.run.duration / 1ms);
  options_.show(static_cast<double>(done_ms_) /
                std::max(1.0, whole * static_cast<double>(last - first)));
}

void Replicator::run_up_to(std::int64_t count) {
  const auto first = static_cast<std::int64_t>(study_.runs.size());
  std::vector<Outcome> outcomes(static_cast<std::size_t>(count - first));
  done_ms_ = 0;
  side_by_side(
      options_.jobs, first, count,
      [&](std::int64_t number) {
        outcomes[static_cast<std::size_t>(number - first)] = run_one(number);
      },
      [&] { show(first, count); });
  collect(std::move(outcomes));
}

void Replicator::collect(std::vector<Outcome> outcomes) {
  for (Outcome& outcome : outcomes) {
    if (!outcome.trouble.empty()) {
      study_.trouble = std::move(outcome.trouble);
      return;
    }
    const bool is_first = study_.runs.empty();
    if (!outcome.measured || (!outcome.whole && !outcome.piled_up && !is_first)) return;
    study_.runs.push_back(*std::move(outcome.measured));
    if (!outcome.whole) return;
  }
}

void Replicator::find_warm_up() {
  if (!scenario_.run.warmup.automatic) return;
  scenario_.run.warmup = {};
  if (const auto why = why_transient(scenario_)) {
    study_.warm_up.reason = "No warm-up was cut, because " + *why + ".";
    return;
  }
  is_pilot_ = true;
  for (;;) {
    run_up_to(scenario_.run.fewest_replications());
    if (study_.runs.empty() || !goes_on()) return;
    const SteadyFrom steady = steady_from(study_.runs);
    const Duration longest = scenario_.run.longest.value_or(scenario_.run.duration);
    if (steady.too_short && scenario_.run.duration < longest) {
      scenario_.run.duration = std::min(longest, 2 * scenario_.run.duration);
      study_.runs.clear();
      continue;
    }
    study_.warm_up = {.cut = steady.cut, .too_short = steady.too_short, .reason = {}};
    study_.warm_up.reason =
        steady.too_short ? "The runs are too short to see where their warm-up ends."
                         : "The warm-up was found by MSER-5 on the payments under way, over " +
                               std::to_string(study_.runs.size()) + " runs.";
    is_pilot_ = false;
    scenario_.run.warmup.time = steady.cut;
    if (steady.cut > Duration::zero() || options_.recorder) study_.runs.clear();
    return;
  }
}

Study Replicator::study(const Goals& goals) {
  find_warm_up();
  const models::RunSpec& run = scenario_.run;
  const bool is_exact = !run.replications || run.replications->exactly;
  std::int64_t wanted = run.fewest_replications();
  Ended ended = Ended::as_planned;
  for (;;) {
    const auto have = static_cast<std::int64_t>(study_.runs.size());
    if (have < wanted && study_.trouble.empty()) run_up_to(wanted);
    if (!study_.trouble.empty() || static_cast<std::int64_t>(study_.runs.size()) < wanted) break;
    if (stopped_.load() != Ended::as_planned || is_exact) break;
    const StopRule rule{
        .min = run.replications->min, .block = kBlock, .max = run.replications->max};
    const NextStep next = next_step(wanted, goals(study_.runs), rule);
    if (next.stopping != Stopping::go_on) {
      ended = next.stopping == Stopping::reached ? Ended::precise : Ended::not_precise;
      break;
    }
    wanted += next.replications;
  }
  study_.ended = stopped_.load() == Ended::as_planned ? ended : stopped_.load();
  study_.duration = run.duration;
  if (!study_.trouble.empty()) study_.runs.clear();
  return std::move(study_);
}

}  // namespace

Study replicate(const models::Scenario& scenario, const Goals& goals, const StudyOptions& options) {
  return Replicator(scenario, options).study(goals);
}

}  // namespace sim
