#include "sim/measure/latency_histogram.h"

#include <algorithm>

namespace sim {

void LatencyHistogram::record(Duration latency, std::int64_t times) {
  check(latency >= Duration::zero(), "nothing takes less than no time");
  check(times >= 0, "a value is recorded a whole number of times");
  if (times == 0) return;
  const std::uint32_t index = index_of(latency);
  make_room_for(index, index + 1);
  const std::int64_t value = latency.count();
  counts_[index - first_index_] += times;
  count_ += times;
  sum_ += static_cast<Uint128>(value) * static_cast<Uint128>(times);
  min_ = std::min(min_, value);
  max_ = std::max(max_, value);
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  check(bits_ == other.bits_, "histograms of one resolution are merged");
  if (other.count_ == 0) return;
  make_room_for(other.first_index_, std::uint32_t{other.first_index_} + other.size_);
  const std::size_t shift = std::size_t{other.first_index_} - first_index_;
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[shift + i] += other.counts_[i];
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

void LatencyHistogram::reset() {
  *this = LatencyHistogram(static_cast<Resolution>(bits_));
}

std::optional<double> LatencyHistogram::mean_ns() const {
  if (count_ == 0) return std::nullopt;
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

std::optional<Duration> LatencyHistogram::min() const {
  if (count_ == 0) return std::nullopt;
  return Duration{min_};
}

std::optional<Duration> LatencyHistogram::max() const {
  if (count_ == 0) return std::nullopt;
  return Duration{max_};
}

std::optional<Duration> LatencyHistogram::quantile(Share p) const {
  if (!sample_supports(p, count_)) return std::nullopt;
  return value_at_rank(p.of_rounded_up(count_));
}

// The k-th of n values in a bucket is k - 1/2 parts of n from its lower end.
std::optional<Duration> LatencyHistogram::interpolated_quantile(Share p) const {
  if (!sample_supports(p, count_)) return std::nullopt;
  const std::int64_t rank = p.of_rounded_up(count_);
  if (rank == 1 || rank == count_) return value_at_rank(rank);
  const Place place = place_of_rank(rank);
  const Bucket bucket = bucket_at(place.position);
  const std::int64_t lower = std::max(bucket.lower.count(), min_);
  const std::int64_t upper = std::min(bucket.upper.count(), max_);
  const double part =
      (static_cast<double>(rank - place.before) - 0.5) / static_cast<double>(bucket.count);
  return Duration{lower + static_cast<std::int64_t>(static_cast<double>(upper - lower) * part)};
}

std::optional<LatencyHistogram::Bucket> LatencyHistogram::quantile_bucket(Share p) const {
  if (!sample_supports(p, count_)) return std::nullopt;
  return bucket_at(place_of_rank(p.of_rounded_up(count_)).position);
}

Duration LatencyHistogram::value_at_rank(std::int64_t rank) const {
  const Bucket bucket = bucket_at(place_of_rank(rank).position);
  if (rank == 1) return Duration{min_};
  if (rank == count_) return Duration{max_};
  const Duration middle = bucket.lower + (bucket.upper - bucket.lower) / 2;
  return std::clamp(middle, Duration{min_}, Duration{max_});
}

std::optional<double> LatencyHistogram::fraction_within(Duration limit) const {
  if (count_ == 0) return std::nullopt;
  if (limit < Duration{min_}) return 0.0;
  if (limit >= Duration{max_}) return 1.0;
  const std::size_t last = index_of(limit) - first_index_;
  std::int64_t below = 0;
  for (std::size_t i = 0; i < last; ++i) below += counts_[i];
  const Bucket bucket = bucket_at(last);
  const double part = static_cast<double>((limit - bucket.lower).count() + 1) /
                      static_cast<double>((bucket.upper - bucket.lower).count() + 1);
  return (static_cast<double>(below) + static_cast<double>(bucket.count) * part) /
         static_cast<double>(count_);
}

std::vector<LatencyHistogram::Bucket> LatencyHistogram::buckets() const {
  std::vector<Bucket> filled;
  for (std::size_t i = 0; i < counts_.size(); ++i)
    if (counts_[i] > 0) filled.push_back(bucket_at(i));
  return filled;
}

LatencyHistogram::Bucket LatencyHistogram::bucket_at(std::size_t position) const {
  const std::uint64_t index = first_index_ + position;
  const std::uint64_t row = index >> bits_;
  const std::uint64_t exponent = row == 0 ? 0 : row - 1;
  const std::uint64_t lower = (index - (exponent << bits_)) << exponent;
  const std::uint64_t width = std::uint64_t{1} << exponent;
  return {.lower = Duration{static_cast<std::int64_t>(lower)},
          .upper = Duration{static_cast<std::int64_t>(lower + (width - 1))},
          .count = counts_[position]};
}

LatencyHistogram::Place LatencyHistogram::place_of_rank(std::int64_t rank) const {
  check(rank >= 1 && rank <= count_, "a rank is from 1 to the number of values");
  Place place;
  while (place.before + counts_[place.position] < rank) place.before += counts_[place.position++];
  return place;
}

// Widens what is kept to whole powers of two around the indexes from `first` to before `end`.
void LatencyHistogram::make_room_for(std::uint32_t first, std::uint32_t end) {
  const std::uint32_t row = std::uint32_t{1} << bits_;
  std::uint32_t new_first = first / row * row;
  std::uint32_t new_end = (end + row - 1) / row * row;
  if (size_ > 0) {
    const std::uint32_t old_end = std::uint32_t{first_index_} + size_;
    if (new_first >= first_index_ && new_end <= old_end) return;
    new_first = std::min<std::uint32_t>(new_first, first_index_);
    new_end = std::max(new_end, old_end);
  }
  std::vector<std::int64_t> wider(new_end - new_first);
  std::copy(counts_.begin(), counts_.end(),
            wider.begin() + static_cast<std::ptrdiff_t>(size_ == 0 ? 0 : first_index_ - new_first));
  counts_ = std::move(wider);
  first_index_ = static_cast<std::uint16_t>(new_first);
  size_ = static_cast<std::uint16_t>(new_end - new_first);
}

}  // namespace sim
