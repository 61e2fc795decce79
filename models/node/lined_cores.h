// Cores that serve one request each, while the others wait in line.
#pragma once

#include "models/node/cores.h"

namespace models {

class LinedCores final : public Cores {
 public:
  LinedCores(sim::Kernel& kernel, std::string name, const Spec& spec)
      : Cores(kernel, std::move(name), spec.count),
        order_(spec.order),
        preempts_(spec.order.preempts()),
        shedder_(spec.shedder) {}

  bool has_free() const override { return in_service_count_ < count_; }
  void set_speed(double speed) override;
  std::size_t waiting() const override { return line_.size(); }

 private:
  void come(Work& work) override;
  void go(Work& work) override;

  void serve(Work& work);
  // Brings remaining_ and served_ up to now.
  void settle(Work& work);
  void appoint_end(Work& work);
  void preempt_or_wait(Work& work);
  void take_next();
  Work* lowest_in_service();

  const Order& order_;
  bool preempts_;
  sim::Shedder* shedder_;
  sim::Line line_;
  sim::detail::Link in_service_;  // in the order in which they were put on a core
  std::int64_t in_service_count_ = 0;
  std::int64_t came_ = 0;
  double speed_ = 1.0;
};

}  // namespace models
