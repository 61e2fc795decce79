// Appointments beyond a horizon, sorted by time only as far as is needed to know which come first:
// a ladder queue (Tang, Goh & Thng 2005, ACM TOMACS 15 (3), 175). Each rung divides a stretch of
// time into buckets of equal width, the rung above it divides one of its buckets. So an appointment
// is moved a few times in its life, however many are pending.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/kernel/appointment.h"

namespace sim {

class FarFuture {
 public:
  FarFuture() = default;
  FarFuture(const FarFuture&) = delete;

  bool empty() const { return rungs_.empty(); }
  // How many are here.
  std::size_t size() const { return size_; }

  // Must be later than what refill() has last returned, and something must be here.
  void push(const Appointment& appointment) {
    std::size_t rung = rungs_.size() - 1;
    while (appointment.at > rungs_[rung].end) --rung;
    put(rungs_[rung], appointment);
    ++size_;
  }

  // Takes over appointments of which none is later than `end` and which come before all that are
  // here. Leaves `appointments` empty.
  void take_over(std::vector<Appointment>& appointments, Instant end);

  // Gives the earliest appointments into `earliest`, which is empty, and returns until when these
  // are all there are. Something must be here.
  Instant refill(std::vector<Appointment>& earliest);

  // Gives away all there are, in any order, behind what is in `all`.
  void give_away(std::vector<Appointment>& all);

 private:
  // Appointments of one bucket, in pieces of memory that all buckets share.
  struct Piece {
    static constexpr std::size_t kMost = 20;
    Piece* next;
    std::size_t count;
    std::array<Appointment, kMost> appointments;
  };
  struct Rung {
    Instant start;
    Instant end;             // the last instant that belongs to it
    int shift = 0;           // a bucket is 2^shift nanoseconds wide
    std::size_t cursor = 0;  // the first bucket that has not been given away
    std::vector<Piece*> buckets{};
    Piece* rest = nullptr;  // later than all buckets
  };

  static std::uint64_t nanoseconds_between(Instant start, Instant at) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count()) -
           static_cast<std::uint64_t>(start.time_since_epoch().count());
  }
  void put(Rung& rung, const Appointment& appointment) {
    const std::uint64_t bucket = nanoseconds_between(rung.start, appointment.at) >> rung.shift;
    Piece*& first = bucket < rung.buckets.size() ? rung.buckets[bucket] : rung.rest;
    if (first == nullptr || first->count == Piece::kMost) first = new_piece(first);
    first->appointments[first->count++] = appointment;
  }
  Piece* new_piece(Piece* next) {
    if (free_ == nullptr) [[unlikely]]
      make_pieces();
    Piece* const piece = free_;
    free_ = piece->next;
    piece->next = next;
    piece->count = 0;
    return piece;
  }
  void make_pieces();
  void empty_into(std::vector<Appointment>& out, Piece*& pieces);
  static Instant end_of(const Rung& rung, std::size_t bucket);

  std::vector<Rung> rungs_;  // the last begins first
  std::size_t size_ = 0;
  std::vector<Appointment> divided_;  // while a bucket becomes a rung
  std::vector<std::unique_ptr<Piece[]>> chunks_;
  Piece* free_ = nullptr;
};

}  // namespace sim
