// How long a caller waits before it tries again.
#include "models/callers/call_options.h"

#include <algorithm>

#include "sim/kernel/elementary.h"

namespace models {

sim::Duration Backoff::wait(std::int64_t retry, sim::Draws draws) const {
  double nominal = static_cast<double>(first.count());
  const double longest = most ? static_cast<double>(most->count()) : 1e18;
  for (std::int64_t i = 1; i < retry && nominal < longest; ++i) nominal *= factor;
  nominal = std::min(nominal, longest);
  switch (jitter) {
    case Jitter::none:
      break;
    case Jitter::equal:
      nominal *= 0.5 + 0.5 * draws.uniform();
      break;
    case Jitter::full:
      nominal *= draws.uniform();
      break;
  }
  return sim::to_duration(nominal);
}

}  // namespace models
