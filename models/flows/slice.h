// A slice of a flow: payments of one class, or due in one part of the time, that are measured by
// themselves because an objective speaks of them.
#pragma once

#include <cstdint>
#include <string>

#include "models/events/phase_clock.h"
#include "models/flows/flow_book.h"

namespace models {

struct SliceSpec {
  std::string name;
  std::uint32_t payment_class = 0;  // its number; 0: any
  sim::Phase phase;
};

class Slice {
 public:
  Slice(const SliceSpec& spec, sim::FlowMeasurements& measured, sim::Share enough,
        sim::Instant from)
      : measured_(measured),
        payment_class_(spec.payment_class),
        clock_(spec.phase, from),
        book_(measured, enough, from) {
    measured_.name = spec.name;
  }

  PhaseClock& clock() { return clock_; }

  // Of a payment that is due now.
  bool takes(std::uint32_t payment_class, sim::Instant due) const {
    return (payment_class_ == 0 || payment_class_ == payment_class) && clock_.is_on(due);
  }
  void begin(sim::Instant due);
  void end(sim::Instant due, const PaymentEnd& ended);
  void finish(sim::Instant end);

 private:
  sim::FlowMeasurements& measured_;
  std::uint32_t payment_class_;
  PhaseClock clock_;
  FlowBook book_;
};

}  // namespace models
