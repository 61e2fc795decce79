// What a scenario says of the run as a whole.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/request.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"

namespace models {

struct RunSpec {
  static constexpr std::string_view kTypeName = "Run";
  sim::Duration duration = 60s;
  sim::Duration warmup = 0s;
  std::uint64_t seed = 1;

  void fields(auto& f) {
    f.required("duration", duration, "How long load comes in.", sim::Above{0s});
    f.optional("warmup", warmup, "How much of that at the beginning is not measured.");
    f.optional("seed", seed, "The same scenario, seed and version give the same results.");
  }
  void verify(sim::Complaints& complaints) const {
    if (warmup >= duration) complaints.about("warmup", "must be shorter than the duration");
  }
};

}  // namespace models
