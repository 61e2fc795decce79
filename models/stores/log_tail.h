// The end of the log of a shard: what some copy that is at work may still lack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/books/payment_record.h"
#include "sim/kernel/check.h"

namespace models {

struct LogEntry {
  PaymentRecord* record;
  std::uint64_t key;
  sim::Instant at;
  std::size_t posting;  // of the record
};

// Entries are numbered from 1.
class LogTail {
 public:
  std::uint64_t last() const { return first_ + (entries_.size() - gone_) - 1; }
  // The lowest number that is kept, or would be the next.
  std::uint64_t first() const { return first_; }
  const LogEntry& entry(std::uint64_t number) const {
    return entries_[gone_ + static_cast<std::size_t>(number - first_)];
  }

  void append(const LogEntry& entry) { entries_.push_back(entry); }
  // Those up to `number` are wanted no more.
  void drop_front(std::uint64_t number) {
    sim::check(number <= last(), "a log drops what it has");
    if (number < first_) return;
    gone_ += static_cast<std::size_t>(number - first_ + 1);
    first_ = number + 1;
    if (2 * gone_ < entries_.size()) return;
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(gone_));
    gone_ = 0;
  }
  // Those above `number` have never been.
  void drop_back(std::uint64_t number) {
    sim::check(number + 1 >= first_, "what is dropped from the end of a log is in its tail");
    entries_.resize(gone_ + static_cast<std::size_t>(number + 1 - first_));
  }
  // All is dropped; the last was `number`.
  void restart(std::uint64_t number) {
    entries_.clear();
    gone_ = 0;
    first_ = number + 1;
  }

 private:
  std::vector<LogEntry> entries_;
  std::size_t gone_ = 0;  // of the first entries: dropped already
  std::uint64_t first_ = 1;
};

}  // namespace models
