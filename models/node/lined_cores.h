// Cores that serve one request each, while the others wait in line.
#pragma once

#include "models/node/cores.h"

namespace models {

class LinedCores final : public Cores {
 public:
  LinedCores(const Spec& spec, std::string name, sim::Shedder* shedder)
      : Cores(spec),
        shedder_(shedder),
        preempts_(spec.order.preempts()),
        waiting_(*this, std::move(name)) {}

  bool has_free() const override { return busy_.level() < spec_.count; }
  void set_speed(double speed) override;
  const sim::TimeAverage& line() const override { return line_level_; }
  void restart_max() override {
    Cores::restart_max();
    line_level_.restart_max();
  }

 private:
  std::size_t waiting() const override { return line_.size(); }
  void come(Work& work) override;
  void go(Work& work) override;

  void serve(Work& work, sim::Instant now);
  // Brings remaining_ and served_ up to now.
  void settle(Work& work, sim::Instant now);
  void appoint_end(Work& work, sim::Instant now);
  void preempt_or_wait(Work& work, sim::Instant now);
  // While fewer are in service than there are cores; says how many are then.
  std::int64_t take_next(sim::Instant now, std::int64_t in_service);
  void note_line(sim::Instant now) {
    Cores::note_line(line_level_, now, static_cast<std::int64_t>(line_.size()));
  }
  Work* lowest_in_service();

  sim::detail::Link in_service_;  // in the order in which they were put on a core
  std::int64_t came_ = 0;
  double speed_ = 1.0;
  sim::Shedder* shedder_;  // none: nobody is sent away
  bool preempts_;
  sim::Line line_;
  sim::TimeAverage line_level_;
  Waiting waiting_;
};

}  // namespace models
