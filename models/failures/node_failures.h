// Failures of nodes: they crash, slow down, stand still, or are only thought to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/events/targets.h"
#include "models/failures/target_names.h"
#include "sim/input/fields.h"

namespace models {

inline constexpr std::string_view kWhichNodes =
    "service/node, service/* for any, zone:a or region:east for all there; or a list of these.";

// A failure that befalls nodes: each of them may also fail by itself, with a clock of its own.
class NodeFailure {
 public:
  NodeFailure(const TargetNames& names, Targets& targets);

  std::size_t victims() const { return victims_.size(); }
  std::string victim(std::size_t index) const;
  const std::vector<Targets::Victim>& nodes() const { return victims_; }
  bool befalls_nodes() const { return true; }

 protected:
  void notice(std::size_t index) const;
  Node& node(std::size_t index) const { return *victims_[index].node; }

 private:
  std::vector<Targets::Victim> victims_;
};

class Crash : public NodeFailure {
 public:
  static constexpr std::string_view kName = "crash";
  static constexpr std::string_view kSummary =
      "The process dies: what is inside is lost, and connections are refused until it is repaired.";
  struct Spec {
    TargetNames crash;
    void fields(auto& f) { f.required("crash", crash, kWhichNodes); }
    const TargetNames& target() const { return crash; }
  };
  Crash(const Spec& spec, Targets& targets) : NodeFailure(spec.crash, targets) {}
  void begin(std::size_t index);
  void end(std::size_t index);
};

class Slow : public NodeFailure {
 public:
  static constexpr std::string_view kName = "slow";
  static constexpr std::string_view kSummary =
      "A gray failure: work on cores and waits take longer, and health checks pass.";
  struct Spec {
    TargetNames slow;
    double factor = 2;
    void fields(auto& f) {
      f.required("slow", slow, kWhichNodes);
      f.optional("factor", factor, "How many times as long everything takes.",
                 sim::Between{1, 1000000});
    }
    const TargetNames& target() const { return slow; }
  };
  Slow(const Spec& spec, Targets& targets)
      : NodeFailure(spec.slow, targets), factor_(spec.factor) {}
  void begin(std::size_t index);
  void end(std::size_t index);

 private:
  double factor_;
};

class Pause : public NodeFailure {
 public:
  static constexpr std::string_view kName = "pause";
  static constexpr std::string_view kSummary =
      "The node stands still, as in a garbage collection, and then goes on where it was.";
  struct Spec {
    TargetNames pause;
    void fields(auto& f) { f.required("pause", pause, kWhichNodes); }
    const TargetNames& target() const { return pause; }
  };
  Pause(const Spec& spec, Targets& targets) : NodeFailure(spec.pause, targets) {}
  void begin(std::size_t index);
  void end(std::size_t index);
};

class Down : public NodeFailure {
 public:
  static constexpr std::string_view kName = "down";
  static constexpr std::string_view kSummary =
      "A party does not answer: requests to it are lost, and their callers hear nothing.";
  struct Spec {
    TargetNames down;
    void fields(auto& f) {
      f.required("down", down, "The service, most often an external one; or as with a crash.");
    }
    const TargetNames& target() const { return down; }
  };
  Down(const Spec& spec, Targets& targets) : NodeFailure(spec.down, targets) {}
  void begin(std::size_t index);
  void end(std::size_t index);
};

class FalseAlarm : public NodeFailure {
 public:
  static constexpr std::string_view kName = "false_alarm";
  static constexpr std::string_view kSummary = "Health checks of a node fail although it works.";
  struct Spec {
    TargetNames false_alarm;
    void fields(auto& f) { f.required("false_alarm", false_alarm, kWhichNodes); }
    const TargetNames& target() const { return false_alarm; }
  };
  FalseAlarm(const Spec& spec, Targets& targets) : NodeFailure(spec.false_alarm, targets) {}
  void begin(std::size_t index);
  void end(std::size_t index);
};

}  // namespace models
