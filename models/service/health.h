// How callers come to know that a node is down: by checks, and so with a delay.
#pragma once

#include <cstdint>
#include <optional>

#include "models/request.h"
#include "sim/input/fields.h"

namespace models {

// Found after (fall - 1) intervals and the time-out at the least, one interval more at the most.
struct Health {
  static constexpr std::string_view kTypeName = "Health";
  sim::Duration interval = 2s;
  std::int64_t fall = 3;
  std::int64_t rise = 2;
  std::optional<sim::Duration> timeout;

  void fields(auto& f) {
    f.optional("interval", interval, "Time between two checks of a node.",
               sim::Between<sim::Duration>{1ms, 24h});
    f.optional("fall", fall, "Failed checks in a row that take a node out.", sim::Between{1, 1000});
    f.optional("rise", rise, "Passed checks in a row that take it in again.",
               sim::Between{1, 1000});
    f.optional("timeout", timeout,
               "How long a check waits for a node that does not answer; the interval if not given.",
               sim::Above{0s});
  }
  void verify(sim::Complaints& complaints) const {
    if (timeout && *timeout > interval)
      complaints.about("timeout", "must not be longer than the interval");
  }
  sim::Duration patience() const { return timeout.value_or(interval); }
  bool operator==(const Health&) const = default;
};

}  // namespace models
