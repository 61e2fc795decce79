// Cores shared by everybody at once: processor sharing. Nobody waits; each is served at an equal
// share of the cores, and never faster than one core.
#pragma once

#include <algorithm>
#include <set>
#include <utility>

#include "models/node/cores.h"

namespace models {

// All in service attain work at the same pace, so whoever will be done first stays the first until
// somebody comes who needs less: only that one has an appointment.
class SharedCores final : public Cores {
 public:
  SharedCores(const Spec& spec, std::string name) : Cores(spec), waiting_(*this, std::move(name)) {}

  bool has_free() const override {
    return static_cast<std::int64_t>(in_service_.size()) < spec_.count;
  }
  void set_speed(double speed) override;
  const sim::TimeAverage& line() const override { return line_level_; }
  void restart_max() override {
    Cores::restart_max();
    line_level_.restart_max();
  }

 private:
  struct SoonerDone {
    bool operator()(const Work* one, const Work* other) const {
      return std::pair(one->finish_, one->arrival_) < std::pair(other->finish_, other->arrival_);
    }
  };

  std::size_t waiting() const override { return in_service_.size(); }
  void come(Work& work) override;
  void go(Work& work) override;
  // What each has of a core, and the work that it attains with it per nanosecond.
  double share() const;
  double pace() const { return share() * speed_; }
  void settle();
  void appoint_first();
  // One who will not be the next to be done.
  void appoint_deadline(Work& work) const;
  double still_needs(const Work& work) const { return std::max(0.0, work.finish_ - attained_); }
  void note_level();

  std::set<Work*, SoonerDone> in_service_;
  double had_ = 0;       // nanoseconds on a core by one who has been there since nobody was
  double attained_ = 0;  // nanoseconds of work by the same
  sim::Instant since_;   // when these were right
  std::uint64_t came_ = 0;
  double speed_ = 1.0;
  sim::TimeAverage line_level_;
  Waiting waiting_;
};

}  // namespace models
