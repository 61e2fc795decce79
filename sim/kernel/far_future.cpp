#include "sim/kernel/far_future.h"

#include <algorithm>
#include <bit>

namespace sim {

namespace {

constexpr std::size_t kPerBucket = 64;    // where appointments are as dense as in the earlier half
constexpr std::size_t kBucketMost = 512;  // more of them are divided again
constexpr std::size_t kPiecesAtOnce = 128;  // 64 kB

// The width of buckets, as a power of two, so that each of the earlier half has kPerBucket.
// Reorders the appointments.
int shift_for(std::vector<Appointment>& appointments, Instant first) {
  const auto middle = appointments.begin() + static_cast<std::ptrdiff_t>(appointments.size() / 2);
  std::ranges::nth_element(appointments, middle, {}, &Appointment::at);
  const auto half = static_cast<std::uint64_t>((middle->at - first).count());
  const std::uint64_t width = half / (appointments.size() / (2 * kPerBucket) + 1);
  return width == 0 ? 0 : static_cast<int>(std::bit_width(width)) - 1;
}

}  // namespace

void FarFuture::take_over(std::vector<Appointment>& appointments, Instant end) {
  const auto [first, last] = std::ranges::minmax(appointments, {}, &Appointment::at);
  Rung rung{.start = first.at, .end = end};
  rung.shift = shift_for(appointments, first.at);
  const std::uint64_t needed = (nanoseconds_between(first.at, last.at) >> rung.shift) + 1;
  const std::size_t affordable = appointments.size() / 8 + 16;
  rung.buckets.resize(std::min<std::uint64_t>(needed, affordable));
  for (const Appointment& appointment : appointments) put(rung, appointment);
  size_ += appointments.size();
  appointments.clear();
  rungs_.push_back(std::move(rung));
}

Instant FarFuture::refill(std::vector<Appointment>& earliest) {
  for (;;) {
    Rung& rung = rungs_.back();
    while (rung.cursor < rung.buckets.size() && rung.buckets[rung.cursor] == nullptr) ++rung.cursor;
    const bool in_bucket = rung.cursor < rung.buckets.size();
    const Instant end = in_bucket ? end_of(rung, rung.cursor) : rung.end;
    const bool divisible = in_bucket ? rung.shift > 0 : true;
    empty_into(earliest, in_bucket ? rung.buckets[rung.cursor++] : rung.rest);
    if (!in_bucket) rungs_.pop_back();
    if (divisible && earliest.size() > kBucketMost) {
      divided_.swap(earliest);
      take_over(divided_, end);
      divided_.shrink_to_fit();  // it may have held all there are
    } else if (!earliest.empty() || rungs_.empty()) {
      return end;
    }
  }
}

void FarFuture::give_away(std::vector<Appointment>& all) {
  for (Rung& rung : rungs_) {
    for (Piece*& bucket : rung.buckets) empty_into(all, bucket);
    empty_into(all, rung.rest);
  }
  rungs_.clear();
}

void FarFuture::make_pieces() {
  Piece* const pieces = chunks_.emplace_back(new Piece[kPiecesAtOnce]).get();
  for (std::size_t i = kPiecesAtOnce; i-- > 0;) {
    pieces[i].next = free_;
    free_ = &pieces[i];
  }
}

void FarFuture::empty_into(std::vector<Appointment>& out, Piece*& pieces) {
  while (pieces != nullptr) {
    Piece* const piece = pieces;
    pieces = piece->next;
    const auto begin = piece->appointments.begin();
    out.insert(out.end(), begin, begin + static_cast<std::ptrdiff_t>(piece->count));
    size_ -= piece->count;
    piece->next = free_;
    free_ = piece;
  }
}

Instant FarFuture::end_of(const Rung& rung, std::size_t bucket) {
  const std::uint64_t width_less_one = (std::uint64_t{1} << rung.shift) - 1;
  const std::uint64_t offset = (std::uint64_t{bucket} << rung.shift) + width_less_one;
  if (offset >= nanoseconds_between(rung.start, rung.end)) return rung.end;
  return rung.start + Duration{static_cast<std::int64_t>(offset)};
}

}  // namespace sim
