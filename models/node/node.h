// A node: threads, cores and those who wait for them; what befalls it, and what it then does to
// the requests inside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/balancing/backend.h"
#include "models/lines/catalogue.h"
#include "models/lines/shedding.h"
#include "models/node/any_cores.h"
#include "models/outcome.h"
#include "models/topology/wire.h"
#include "sim/kernel/gate.h"
#include "sim/kernel/residents.h"
#include "sim/kernel/slots.h"
#include "sim/measure/measurements.h"

namespace models {

// What each node of a fleet is like.
struct NodeSpec {
  std::optional<std::int64_t> cores{};       // none: as many as are needed
  std::optional<std::int64_t> threads{};     // none: a request never waits for a thread
  std::optional<std::int64_t> line_limit{};  // none: the line is as long as it gets
  std::optional<Shedding::Spec> shedding{};
  std::optional<sim::ByteRate> interface{};  // none: as much as there is passes at once
  double speed = 1.0;
};

// What the nodes of a fleet share; it outlives them.
struct NodesInCommon {
  NodesInCommon(sim::Kernel& on, const NodeSpec& like, const Order& in_order);
  NodesInCommon(const NodesInCommon&) = delete;

  sim::Kernel& kernel;
  NodeSpec spec;
  Order order;
  Levels levels;  // of all of them together
  Cores::Spec cores;
};

// Conditions nest: a node that two failures have crashed is up when both are over.
//
// With thousands of nodes a payment finds its node in no cache. So what each payment reads or
// writes comes first, in as few cache lines as hold it: who the node is and whether it answers, who
// is inside, its cores. What failures, reports and people want to know comes after.
class alignas(64) Node : public Backend {
 public:
  Node(NodesInCommon& common, std::string label, std::size_t index, std::uint32_t in_zone,
       double with_weight = 1.0);
  Node(const Node&) = delete;

  const std::string& label() const { return label_; }
  sim::Instant now() const { return kernel_.now(); }
  // Its place among the nodes of its service.
  std::size_t index() const { return index_; }

  // Whether a request that comes now is let in: served, or refused, or rejected.
  Outcome admit() const {
    if (crashed_ > 0 || silenced_ > 0) return Outcome::refused;
    return !common_.spec.line_limit || has_room() ? Outcome::served : Outcome::rejected;
  }
  sim::Residents& residents() { return residents_; }
  // None if a request never waits for a thread.
  sim::Slots* threads() { return threads_ ? &threads_->slots : nullptr; }
  Cores& cores() { return **cores_; }
  // Null if it has no capacity.
  Interface* interface() { return interface_.get(); }
  // Requests go on to their next step, or answer, only while this is open.
  sim::Gate& running() { return running_; }
  std::int64_t rank_for_thread(const Request& request) {
    return common_.order.rank(request, sim::Duration::zero(), ++threads_->came);
  }

  // The thread that a request holds; given back when the request is done or lost.
  class Thread {
   public:
    explicit Thread(Node& node) : node_(node) {}
    Thread(const Thread&) = delete;
    ~Thread() {
      if (!lease_) return;
      lease_.reset();
      node_.note_threads();
    }
    // False if none is free: then there is a line.
    bool take_free() {
      sim::Slots::Lease lease = node_.threads_->slots.take_free();
      if (!lease) return false;
      lease_.emplace(std::move(lease));
      node_.note_threads_held();
      return true;
    }
    // Right before waiting in line.
    void ask() { node_.note_threads(1); }
    void take(sim::Slots::Lease lease) {
      if (lease) lease_.emplace(std::move(lease));
      node_.note_threads();
    }
    bool held() const { return lease_.has_value(); }

   private:
    Node& node_;
    std::optional<sim::Slots::Lease> lease_;
  };

  // Loses what is inside and takes nothing in until it is repaired.
  void crash();
  void repair();
  // Stands still and answers nobody, then goes on where it was.
  void pause();
  void resume();
  // Works `factor` times as slowly; several such factors multiply.
  void slow(double factor);
  void end_slow(double factor);
  // How long something takes now that takes `usual` on a healthy node.
  sim::Duration slowed(sim::Duration usual) const;
  // Its power or its zone is gone: it does not even refuse.
  void fall_silent() {
    ++silenced_;
    note_service();
  }
  void speak() {
    --silenced_;
    note_service();
  }
  // Takes in nothing new; what is inside is finished.
  void drain() { ++draining_; }
  void end_drain() { --draining_; }
  // Health checks fail although it works.
  void raise_false_alarm() { ++false_alarms_; }
  void end_false_alarm() { --false_alarms_; }

  // A node that scaling has taken away; it may be enlisted again, and works once it has started.
  void retire() {
    retired_ = true;
    drain();
    note_service();
  }
  void enlist() {
    retired_ = false;
    starting_ = true;
    ++lives_;
  }
  void put_to_work() {
    starting_ = false;
    end_drain();
    note_service();
  }
  bool retired() const { return retired_; }

  bool up() const { return crashed_ == 0; }
  // How often it has died, or was started again after it had been taken away.
  std::uint64_t lives() const { return lives_; }
  // How often it has come to lead nothing any more, as a node of a store.
  std::uint64_t demotions() const { return demotions_; }
  void note_demotion() { ++demotions_; }
  bool silent() const { return silenced_ > 0; }
  bool paused() const { return paused_ > 0; }
  bool draining() const { return draining_ > 0; }
  // What a health check finds.
  bool answers_checks() const { return up() && !silent() && !paused() && false_alarms_ == 0; }
  bool idle() const { return residents_.count() == 0; }

  void reset_measurements(sim::Instant now);
  // Since the last reset.
  sim::NodeMeasurements measurements(sim::Instant now) const;
  void note_served() { ++served_; }
  std::int64_t in_line() const;

 private:
  struct Threads {
    Threads(const NodesInCommon& common, std::string name, sim::Shedder* shedder)
        : slots(common.kernel, std::move(name), *common.spec.threads, shedder),
          held(common.kernel.now()),
          line(common.kernel.now()) {}

    sim::Slots slots;
    std::int64_t came = 0;
    sim::TimeAverage held;
    sim::TimeAverage line;
    sim::LevelTotal held_at_reset{};
    sim::LevelTotal line_at_reset{};
  };

  // Where the line has a limit.
  bool has_room() const;
  void note_service();
  double slowness() const;
  void set_speed();
  void note_threads_held() {
    threads_->held.set(now(), *common_.spec.threads - threads_->slots.free());
  }
  void note_threads(std::int64_t joining = 0);

  NodesInCommon& common_;
  sim::Kernel& kernel_;
  int crashed_ = 0;
  int silenced_ = 0;
  int paused_ = 0;
  std::uint32_t index_;
  std::int64_t served_ = 0;
  sim::Residents residents_;
  std::unique_ptr<Threads> threads_;
  std::optional<AnyCores> cores_;

  std::string label_;
  std::unique_ptr<sim::Shedder> shedder_;
  std::unique_ptr<Interface> interface_;
  sim::Gate running_;
  std::uint64_t lives_ = 0;
  std::uint64_t demotions_ = 0;
  bool retired_ = false;
  bool starting_ = false;
  int draining_ = 0;
  int false_alarms_ = 0;
  std::vector<double> slow_factors_;
  sim::TimeAverage in_service_;  // 1 or 0
  sim::LevelTotal in_service_at_reset_;
  sim::LevelTotal busy_at_reset_;
  sim::LevelTotal cores_line_at_reset_;
};

}  // namespace models
