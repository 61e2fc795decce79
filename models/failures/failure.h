// A failure at work: when it comes, how long it stays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/events/event_log.h"
#include "models/failures/catalogue.h"
#include "sim/input/fields.h"
#include "sim/kernel/crowd.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/task.h"

namespace models {

// Failures that do not come alone, as those of nodes that share a rack, a switch or a release: Ford
// et al., "Availability in globally distributed storage systems", OSDI 2010, found 37 % of node
// failures in bursts, each less than 120 s after the one before.
struct BurstSpec {
  static constexpr std::string_view kTypeName = "Burst";
  static constexpr std::string_view kShorthand = "share";
  sim::Fraction share{0.37};
  std::int64_t size = 2;
  sim::Duration within = 120s;

  void fields(auto& f) {
    f.optional("share", share, "The share of failures that come in bursts.");
    f.optional("size", size, "How many victims a burst has, as far as there are.",
               sim::Between{2, 100000});
    f.optional("within", within, "How long after the first of them the others may fail.",
               sim::AtMost{1h});
  }
  // The probability that a failure that comes by itself begins a burst, so that this share of all
  // failures is in bursts of `size`.
  double begins(double burst_size) const {
    return share.value / (burst_size - share.value * (burst_size - 1));
  }
};

// Either at one time, or again and again with exponential times between.
struct FailureSpec {
  static constexpr std::string_view kTypeName = "Failure";
  std::optional<sim::Duration> at;
  std::optional<sim::Duration> lasts;
  std::optional<sim::Duration> mtbf;
  std::optional<sim::Duration> mttr;
  bool together = false;
  std::optional<BurstSpec> burst;
  sim::Keyed<Failures> what;

  void fields(auto& f) {
    f.optional("at", at, "When it happens.");
    f.optional("for", lasts, "How long it lasts; to the end if not given.", sim::Above{0s});
    f.optional("mtbf", mtbf,
               "Mean time between the end of one and the next, exponential, each victim by itself.",
               sim::AtLeast{1ms});
    f.optional("mttr", mttr, "Mean time to repair, exponential.", sim::AtLeast{1ms});
    f.optional("together", together,
               "Whether all victims fail and are repaired at the same time, by one cause that all "
               "of them have in common: one power feed, one release.");
    f.optional("burst", burst,
               "Failures of which some come in bursts, which leaves each victim's mtbf as it is.");
    f.inlined(what);
  }
  void verify(sim::Complaints& complaints) const;
};

class Failure {
 public:
  Failure(sim::Kernel& kernel, sim::Crowd& crowd, EventLog& log, const FailureSpec& spec,
          Targets& targets)
      : kernel_(kernel),
        crowd_(crowd),
        log_(log),
        spec_(spec),
        what_(Failures::make(spec.what.spec, targets)) {}

  // How many of those it befalls fail by themselves, each with a clock of its own; one if all fail
  // together.
  std::size_t clocks() const { return spec_.together ? 1 : victims(); }
  // For a failure at one time.
  sim::Task<> happen_once();
  // For one clock of a failure that comes again and again.
  sim::Task<> happen_again(std::size_t clock, sim::Stream chance);
  bool recurs() const { return spec_.mtbf.has_value(); }
  // What the clock is called among those of the failure.
  std::string name_of_clock(std::size_t index) const;

 private:
  std::size_t victims() const;
  // Others that fail soon after this one, if it begins a burst.
  void spread(std::size_t victim, sim::Stream& chance);
  sim::Task<> happen_to(std::size_t victim, sim::Duration after, sim::Duration lasts);
  EventLog::Happening begin(std::size_t first, std::size_t end);
  void end(std::size_t first, std::size_t last, const EventLog::Happening& happening);

  sim::Kernel& kernel_;
  sim::Crowd& crowd_;
  EventLog& log_;
  FailureSpec spec_;
  Failures::Any what_;
};

}  // namespace models
