// How many intents there were and what they came to.
#pragma once

#include <cstdint>

namespace sim {

// Every intent offered ends in exactly one of the five, or the books do not balance.
struct IntentCounts {
  std::int64_t offered = 0;
  std::int64_t approved = 0;
  std::int64_t declined = 0;
  std::int64_t failed = 0;
  std::int64_t unknown = 0;
  std::int64_t unfinished = 0;
  std::int64_t good = 0;      // of those approved, the ones within the objective
  std::int64_t degraded = 0;  // of those approved, the ones that went without an optional answer

  bool conserved() const {
    return offered == approved + declined + failed + unknown + unfinished && good <= approved &&
           degraded <= approved;
  }

  // Those that availability is counted over: good / counted.
  std::int64_t counted() const { return offered - declined - unfinished; }

  void merge(const IntentCounts& other) {
    offered += other.offered;
    approved += other.approved;
    declined += other.declined;
    failed += other.failed;
    unknown += other.unknown;
    unfinished += other.unfinished;
    good += other.good;
    degraded += other.degraded;
  }

  bool operator==(const IntentCounts&) const = default;
};

}  // namespace sim
