// How long things took: exact count, sum, smallest and largest, and log-linear buckets from which
// percentiles are read. Nothing is out of range, from 0 to the end of simulated time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/percentile_floor.h"
#include "sim/measure/wide.h"

namespace sim {

// Buckets per power of two, as a power of two. The middle of a bucket is off by at most one part in
// 256 (fine) or one in 32 (coarse).
enum class Resolution : std::uint8_t { coarse = 4, fine = 7 };

// Memory grows with the powers of two between the smallest and the largest value: 1 kB each if
// fine, 57 kB at most; 128 bytes if coarse, 8 kB at most. Equal contents compare equal, however
// they were gathered: merging in any order gives the same bits.
class alignas(64) LatencyHistogram {
 public:
  // From `lower` to `upper`, both included.
  struct Bucket {
    Duration lower{};
    Duration upper{};
    std::int64_t count = 0;

    bool operator==(const Bucket&) const = default;
  };

  explicit LatencyHistogram(Resolution resolution = Resolution::fine)
      : bits_(static_cast<std::uint8_t>(resolution)) {}

  void record(Duration latency);
  void record(Duration latency, std::int64_t times);

  // Takes in what another of the same resolution has recorded.
  void merge(const LatencyHistogram& other);
  void reset();

  std::int64_t count() const { return count_; }
  Uint128 sum_ns() const { return sum_; }
  std::optional<double> mean_ns() const;
  std::optional<Duration> min() const;
  std::optional<Duration> max() const;

  // The p-quantile: the value of rank p * count, rounded up. None if the sample cannot support it.
  std::optional<Duration> quantile(Share p) const;
  // The same, with the values of a bucket thought to be spread evenly over it, so that intervals
  // may become much narrower than a bucket; where they are not, it is off by a whole bucket at
  // most, one part in 128 (fine).
  std::optional<Duration> interpolated_quantile(Share p) const;
  // The bucket in which that value lies: report its bounds as part of the quantile's interval.
  std::optional<Bucket> quantile_bucket(Share p) const;

  // The value of rank 1 (the smallest) to count() (the largest): these two exactly, others to the
  // resolution.
  Duration value_at_rank(std::int64_t rank) const;

  // The share of values up to the limit, itself included; the bucket in which the limit lies counts
  // in proportion. None if there are no values.
  std::optional<double> fraction_within(Duration limit) const;

  // Those that hold something, smallest first.
  std::vector<Bucket> buckets() const;

  bool operator==(const LatencyHistogram&) const = default;

 private:
  // 2^bits buckets one wide come first, then 2^bits for every power of two from 2^bits on. A
  // negative value is beyond all of them.
  std::uint32_t index_of(Duration latency) const;
  Bucket bucket_at(std::size_t position) const;
  // Where the rank is, and how many are in the buckets before.
  struct Place {
    std::size_t position = 0;
    std::int64_t before = 0;
  };
  Place place_of_rank(std::int64_t rank) const;
  void make_room_for(std::uint32_t first, std::uint32_t end);

  // In this order and aligned, so that recording touches one cache line here and one bucket.
  Uint128 sum_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = 0;
  std::int64_t count_ = 0;
  std::uint16_t first_index_ = 0;  // of the bucket at counts_[0]; a multiple of 2^bits
  std::uint16_t size_ = 0;         // of counts_; a multiple of 2^bits
  std::uint8_t bits_;
  std::vector<std::int64_t> counts_;
};

inline std::uint32_t LatencyHistogram::index_of(Duration latency) const {
  const auto value = static_cast<std::uint64_t>(latency.count());
  const int width = 64 - std::countl_zero(value | (std::uint64_t{1} << bits_) | 1);
  const int exponent = width - bits_ - 1;
  return (static_cast<std::uint32_t>(exponent) << bits_) +
         static_cast<std::uint32_t>(value >> exponent);
}

inline void LatencyHistogram::record(Duration latency) {
  const std::uint32_t position = index_of(latency) - first_index_;
  if (position >= size_) [[unlikely]] {
    record(latency, 1);
    return;
  }
  const std::int64_t value = latency.count();
  ++counts_[position];
  ++count_;
  sum_ += static_cast<std::uint64_t>(value);
  if (value < min_) [[unlikely]]
    min_ = value;
  if (value > max_) [[unlikely]]
    max_ = value;
}

}  // namespace sim
