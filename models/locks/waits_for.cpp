// Who waits for whom among those who hold locks.
#include "models/locks/waits_for.h"

#include <algorithm>

namespace models {

bool WaitsFor::begin(const Tokens& held, const std::uint64_t* holder) {
  std::vector<std::uint64_t> reached{*holder};
  bool closed = false;
  for (std::size_t next = 0; next < reached.size() && !closed; ++next) {
    closed = reached[next] != 0 && std::ranges::find(held, reached[next]) != held.end();
    const auto found = waits_.find(reached[next]);
    if (found == waits_.end()) continue;
    for (const std::uint64_t* const behind : found->second)
      if (std::ranges::find(reached, *behind) == reached.end()) reached.push_back(*behind);
  }
  for (const std::uint64_t token : held)
    if (token != 0) waits_[token].push_back(holder);
  return closed;
}

void WaitsFor::end(const Tokens& held, const std::uint64_t* holder) {
  for (const std::uint64_t token : held) {
    if (token == 0) continue;
    const auto found = waits_.find(token);
    std::vector<const std::uint64_t*>& waits = found->second;
    waits.erase(std::ranges::find(waits, holder));
    if (waits.empty()) waits_.erase(found);
  }
}

}  // namespace models
