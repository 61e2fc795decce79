// A failure at work: when it comes, how long it stays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/events/event_log.h"
#include "models/failures/catalogue.h"
#include "sim/input/fields.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/task.h"

namespace models {

// Either at one time, or again and again with exponential times between.
struct FailureSpec {
  static constexpr std::string_view kTypeName = "Failure";
  std::optional<sim::Duration> at;
  std::optional<sim::Duration> lasts;
  std::optional<sim::Duration> mtbf;
  std::optional<sim::Duration> mttr;
  sim::Keyed<Failures> what;

  void fields(auto& f) {
    f.optional("at", at, "When it happens.");
    f.optional("for", lasts, "How long it lasts; to the end if not given.", sim::Above{0s});
    f.optional("mtbf", mtbf,
               "Mean time between the end of one and the next, exponential, each victim by itself.",
               sim::AtLeast{1ms});
    f.optional("mttr", mttr, "Mean time to repair, exponential.", sim::AtLeast{1ms});
    f.inlined(what);
  }
  void verify(sim::Complaints& complaints) const;
};

class Failure {
 public:
  Failure(sim::Kernel& kernel, EventLog& log, const FailureSpec& spec, Targets& targets)
      : kernel_(kernel), log_(log), spec_(spec), what_(Failures::make(spec.what.spec, targets)) {}

  // How many victims there are, each of which may fail by itself.
  std::size_t victims() const;
  // For a failure at one time.
  sim::Task<> happen_once();
  // For one victim of a failure that comes again and again.
  sim::Task<> happen_again(std::size_t victim, sim::Stream clock);
  bool recurs() const { return spec_.mtbf.has_value(); }
  std::string victim(std::size_t index) const;

 private:
  EventLog::Happening begin(std::size_t first, std::size_t end);
  void end(std::size_t first, std::size_t last, const EventLog::Happening& happening);

  sim::Kernel& kernel_;
  EventLog& log_;
  FailureSpec spec_;
  Failures::Any what_;
};

}  // namespace models
