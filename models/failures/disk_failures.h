// Failures of the disks of stores: they become slow, or are full.
#pragma once

#include <cstddef>
#include <string_view>

#include "models/failures/node_failures.h"
#include "sim/input/fields.h"

namespace models {

class DiskFailure : public NodeFailure {
 public:
  DiskFailure(const TargetNames& names, Targets& targets)
      : NodeFailure(names, targets), targets_(targets) {}

 protected:
  Store& store_of(std::size_t index) const;
  std::size_t node_number(std::size_t index) const;

 private:
  Targets& targets_;
};

class SlowDisk : public DiskFailure {
 public:
  static constexpr std::string_view kName = "slow_disk";
  static constexpr std::string_view kSummary =
      "The disk of a store's node takes longer for everything, and health checks pass.";
  struct Spec {
    TargetNames slow_disk;
    double factor = 10;
    void fields(auto& f) {
      f.required("slow_disk", slow_disk, "store/node, or store/* for any; or a list of these.");
      f.optional("factor", factor, "How many times as long everything takes.",
                 sim::Between{1, 1000000});
    }
    const TargetNames& target() const { return slow_disk; }
  };
  SlowDisk(const Spec& spec, Targets& targets)
      : DiskFailure(spec.slow_disk, targets), factor_(spec.factor) {}
  void begin(std::size_t index);
  void end(std::size_t index);

 private:
  double factor_;
};

class FullDisk : public DiskFailure {
 public:
  static constexpr std::string_view kName = "full_disk";
  static constexpr std::string_view kSummary =
      "The disk of a store's node has no room: writes there fail, reads and health checks go on.";
  struct Spec {
    TargetNames full_disk;
    void fields(auto& f) {
      f.required("full_disk", full_disk, "store/node, or store/* for any; or a list of these.");
    }
    const TargetNames& target() const { return full_disk; }
  };
  FullDisk(const Spec& spec, Targets& targets) : DiskFailure(spec.full_disk, targets) {}
  void begin(std::size_t index);
  void end(std::size_t index);
};

class LoseDisk : public DiskFailure {
 public:
  static constexpr std::string_view kName = "lose_disk";
  static constexpr std::string_view kSummary =
      "A store's node dies with all that is on its disk; when it is repaired, the disk is empty.";
  struct Spec {
    TargetNames lose_disk;
    void fields(auto& f) {
      f.required("lose_disk", lose_disk, "store/node, or store/* for any; or a list of these.");
    }
    const TargetNames& target() const { return lose_disk; }
  };
  LoseDisk(const Spec& spec, Targets& targets);
  void begin(std::size_t index);
  void end(std::size_t index);
};

}  // namespace models
