// A set of sequence numbers: open addressing with linear probing, and removal without tombstones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sim {

// Holds numbers other than the largest one, which marks a free place.
class SequenceSet {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  void insert(std::uint64_t number) {
    if (2 * (size_ + 1) > places_.size()) grow();
    std::size_t place = home(number);
    while (places_[place] != kFree) place = next(place);
    places_[place] = number;
    ++size_;
  }

  // True if the number was in the set; it no longer is.
  bool erase(std::uint64_t number) {
    if (size_ == 0) return false;
    std::size_t place = home(number);
    while (places_[place] != number) {
      if (places_[place] == kFree) return false;
      place = next(place);
    }
    close_gap(place);
    --size_;
    return true;
  }

 private:
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};

  std::size_t home(std::uint64_t number) const {
    return static_cast<std::size_t>(number * 0x9e3779b97f4a7c15ULL >> 32) & (places_.size() - 1);
  }
  std::size_t next(std::size_t place) const { return (place + 1) & (places_.size() - 1); }

  // Moves back whoever sits behind the gap but could sit in it (Knuth, vol. 3, 6.4, algorithm R).
  void close_gap(std::size_t gap) {
    for (std::size_t place = next(gap); places_[place] != kFree; place = next(place)) {
      const std::size_t distance = (place - home(places_[place])) & (places_.size() - 1);
      if (distance >= ((place - gap) & (places_.size() - 1))) {
        places_[gap] = places_[place];
        gap = place;
      }
    }
    places_[gap] = kFree;
  }

  void grow() {
    const std::size_t wider = places_.empty() ? 64 : 2 * places_.size();
    const std::vector<std::uint64_t> old =
        std::exchange(places_, std::vector<std::uint64_t>(wider, kFree));
    size_ = 0;
    for (const std::uint64_t number : old) {
      if (number != kFree) insert(number);
    }
  }

  std::vector<std::uint64_t> places_;
  std::size_t size_ = 0;
};

}  // namespace sim
