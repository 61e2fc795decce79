// Decides, when the turn of one who waits comes, whether it is sent away instead.
#pragma once

#include "sim/kernel/time.h"

namespace sim {

class Shedder {
 public:
  virtual ~Shedder() = default;
  virtual bool sheds(Instant now, Duration waited) = 0;
  // Somebody came who need not wait.
  virtual void note_no_line() {}
};

}  // namespace sim
