// A queue between services: it keeps messages until consumers have done what they are about.
#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "models/books/books.h"
#include "models/callers/call_site.h"
#include "models/queues/queue_spec.h"
#include "models/request.h"
#include "models/setting.h"
#include "models/steps/assembly.h"
#include "sim/kernel/task.h"
#include "sim/measure/measurements.h"
#include "sim/measure/time_average.h"

namespace models {

// Every message is delivered at least once: again if it is not consumed within the time for that,
// be it that the call failed, that its node died, or that it only takes long. Memory grows with the
// backlog.
class Queue {
 public:
  Queue(const Setting& setting, std::string name, const QueueSpec& spec);
  Queue(const Queue&) = delete;
  ~Queue();

  // Once all operations exist.
  void assemble(Directory& directory);
  // Where the time for publishing is spent.
  PlaceId publishing() const { return publishing_; }

  // A message about what `request` is about, which consumers will send on; its luck and lineage are
  // its own. False if there is no room.
  bool publish(const Request& request, std::uint64_t key);
  // The same after a time, for nobody who would learn that there was no room.
  void publish_unheard(const Request& request, std::uint64_t key, sim::Duration after);

  std::int64_t backlog() const { return backlog_.level(); }
  void reset_measurements(sim::Instant now);
  sim::QueueMeasurements measurements(sim::Instant now) const;

 private:
  struct Message;
  // Keeps a message for as long as somebody may speak of it; the last to let go ends it.
  class Grip {
   public:
    Grip() = default;
    explicit Grip(Message& message);
    Grip(const Grip& other);
    Grip(Grip&& other) noexcept : message_(std::exchange(other.message_, nullptr)) {}
    Grip& operator=(const Grip&) = delete;
    ~Grip();
    explicit operator bool() const { return message_ != nullptr; }
    Message& operator*() const { return *message_; }
    Message* operator->() const { return message_; }

   private:
    Message* message_ = nullptr;
  };
  // Messages of which one may have to wait for another; known by a partition, or a key.
  using LaneId = std::uint64_t;
  struct Lane {
    std::deque<Grip> waiting{};
    const Message* delivered = nullptr;  // the one that the others have to wait for
    bool listed = false;                 // among those that are ready
  };

  Grip make(const Request& request, std::uint64_t key);
  LaneId lane_of(std::uint64_t key) const;
  bool take_in(const Grip& message);
  sim::Task<> take_in_later(Grip message, sim::Duration after);
  void put(const Grip& message, bool first);
  void list(LaneId id, Lane& lane);
  // The next that may be delivered; null if there is none.
  Grip next();
  void deliver_next();
  sim::Task<> deliver(Grip message);
  sim::Task<Outcome> consume(Grip message, std::int64_t delivery);
  void note_consumed(Message& message);
  void give_up(Message& message);
  void leave(Message& message);

  const Setting& setting_;
  std::string name_;
  QueueSpec spec_;
  PlaceId publishing_;
  std::optional<CallSite> site_;
  sim::TimerLine* patience_;
  std::list<Message> messages_;
  std::unordered_map<LaneId, Lane> lanes_;
  std::deque<LaneId> ready_;   // lanes with a message that may be delivered, each once
  sim::detail::Link present_;  // the backlog, oldest first
  sim::TimeAverage busy_;      // consumers
  sim::LevelTotal busy_at_reset_;
  sim::QueueMeasurements counts_;
  sim::TimeAverage backlog_;
  sim::LevelTotal backlog_at_reset_;
};

}  // namespace models
