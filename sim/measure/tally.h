// How many intents and attempts there were and what they came to.
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
  std::int64_t good = 0;  // of those approved, the ones within the objective

  bool conserved() const {
    return offered == approved + declined + failed + unknown + unfinished && good <= approved;
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
  }

  bool operator==(const IntentCounts&) const = default;
};

// Attempts are counted apart from intents: one intent may take several.
struct AttemptCounts {
  std::int64_t started = 0;
  std::int64_t answered = 0;    // whatever the answer
  std::int64_t rejected = 0;    // turned away before any work was done
  std::int64_t lost = 0;        // with a node or a link
  std::int64_t timed_out = 0;   // given up by whoever waited
  std::int64_t unfinished = 0;  // at the end of the run

  bool conserved() const { return started == answered + rejected + lost + timed_out + unfinished; }

  void merge(const AttemptCounts& other) {
    started += other.started;
    answered += other.answered;
    rejected += other.rejected;
    lost += other.lost;
    timed_out += other.timed_out;
    unfinished += other.unfinished;
  }

  bool operator==(const AttemptCounts&) const = default;
};

}  // namespace sim
