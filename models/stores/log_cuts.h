// Where the log of a shard may be cut off: right after the last entry that a backup has, or a copy
// that has fallen behind. What is between two cuts has one fate, a segment of the books.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/books/books.h"
#include "sim/kernel/check.h"

namespace models {

class LogCuts {
 public:
  LogCuts(std::uint32_t store, std::uint32_t shard) : store_(store), shard_(shard) {}

  // For an entry that is to rest.
  Segment segment_of(std::uint64_t entry) {
    const auto after = std::upper_bound(
        parts_.begin(), parts_.end(), entry,
        [](std::uint64_t number, const Part& part) { return number < part.first; });
    sim::check(after != parts_.begin(), "what a backup has does not rest");
    Part& part = *std::prev(after);
    part.used = true;
    return named(part);
  }
  // Entries after this one belong to another segment. None of those may be at rest already, unless
  // there is such a cut.
  void cut_after(std::uint64_t entry) {
    const auto at = std::lower_bound(
        parts_.begin(), parts_.end(), entry + 1,
        [](const Part& part, std::uint64_t number) { return part.first < number; });
    if (at != parts_.end() && at->first == entry + 1) return;
    parts_.insert(at, {.first = entry + 1, .number = ++last_number_});
  }
  // All after this entry is gone; returns how many acknowledged writes. There is a cut, or nothing
  // after it is at rest.
  std::int64_t lose_after(std::uint64_t entry, Books& books) {
    std::int64_t lost = 0;
    while (parts_.back().first > entry) {
      if (parts_.back().used) lost += books.lose(named(parts_.back()));
      parts_.back().used = false;
      if (parts_.size() == 1 || parts_.back().first == entry + 1) break;
      parts_.pop_back();
    }
    // Nothing of what comes next has been secured.
    if (parts_.size() == 1) parts_.front().first = std::min(parts_.front().first, entry + 1);
    return lost;
  }
  // Nothing up to this entry, after which there is a cut, can be lost any more.
  void secure(std::uint64_t entry, Books& books) {
    while (parts_.size() > 1 && parts_[1].first <= entry + 1) {
      let_go(parts_.front(), books);
      parts_.erase(parts_.begin());
    }
  }
  void secure_all(Books& books) {
    for (Part& part : parts_) let_go(part, books);
  }
  // Cuts that `is_wanted` does not want, by the last entry before them, are made undone.
  template <class Wanted>
  void tidy(Wanted is_wanted, Books& books) {
    for (std::size_t i = parts_.size() - 1; i > 0; --i) {
      if (is_wanted(parts_[i].first - 1)) continue;
      if (parts_[i].used) {
        books.merge(named(parts_[i]), named(parts_[i - 1]));
        parts_[i - 1].used = true;
      }
      parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

 private:
  struct Part {
    std::uint64_t first;   // entry
    std::uint32_t number;  // of the segment
    bool used = false;     // something rests there
  };
  Segment named(const Part& part) const {
    return {.store = store_, .shard = shard_, .number = part.number};
  }
  void let_go(Part& part, Books& books) const {
    if (part.used) books.secure(named(part));
    part.used = false;
  }

  std::uint32_t store_;
  std::uint32_t shard_;
  std::uint32_t last_number_ = 0;
  std::vector<Part> parts_{{.first = 1, .number = 0}};
};

}  // namespace models
