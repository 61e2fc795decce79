// Failures of places and of the ways between them: a zone is lost, a link is cut or degraded.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/events/targets.h"
#include "models/topology/network.h"
#include "sim/input/fields.h"
#include "sim/input/problem.h"

namespace models {

// A failure that befalls one place or link as a whole.
class PlaceFailure {
 public:
  PlaceFailure(std::string target, Targets& targets)
      : target_(std::move(target)), network_(targets.network()) {}

  std::size_t victims() const { return 1; }
  std::string victim(std::size_t) const { return target_; }
  const std::vector<Targets::Victim>& nodes() const { return nodes_; }
  bool befalls_nodes() const { return false; }
  void end(std::size_t) { disturbance_.reset(); }

 protected:
  std::string target_;
  Network& network_;
  std::vector<Targets::Victim> nodes_;  // that go down with it, or are at its ends
  std::optional<Network::Disturbance> disturbance_;
};

class Lose : public PlaceFailure {
 public:
  static constexpr std::string_view kName = "lose";
  static constexpr std::string_view kSummary =
      "A zone or region is gone: its nodes die without a word, and nothing gets in or out.";
  struct Spec {
    sim::Located<std::string> lose;
    void fields(auto& f) { f.required("lose", lose, "zone:b or region:east."); }
    const sim::Located<std::string>& target() const { return lose; }
  };
  Lose(const Spec& spec, Targets& targets);
  bool befalls_nodes() const { return true; }
  // Nodes that have come since are lost too.
  void begin(std::size_t);
  void end(std::size_t);

 private:
  Targets& targets_;
};

class Cut : public PlaceFailure {
 public:
  static constexpr std::string_view kName = "cut";
  static constexpr std::string_view kSummary = "Nothing passes a link, in both directions or one.";
  struct Spec {
    sim::Located<std::string> cut;
    void fields(auto& f) {
      f.required("cut", cut, "link:east-south, or link:east>south for one direction.");
    }
    const sim::Located<std::string>& target() const { return cut; }
  };
  Cut(const Spec& spec, Targets& targets) : PlaceFailure(*spec.cut, targets) {
    nodes_ = targets.nodes(target_);
  }
  void begin(std::size_t);
};

class Degrade : public PlaceFailure {
 public:
  static constexpr std::string_view kName = "degrade";
  static constexpr std::string_view kSummary =
      "A link takes longer or loses messages, in both directions or one.";
  struct Spec {
    sim::Located<std::string> degrade;
    double factor = 1;
    sim::Duration added = 0s;
    sim::Fraction loss;
    void fields(auto& f) {
      f.required("degrade", degrade,
                 "link:east-south, link:east>south for one direction, or zone:b for the messages "
                 "within.");
      f.optional("factor", factor, "How many times as long messages take.", sim::AtLeast{0},
                 sim::AtMost{1000000});
      f.optional("added", added, "What is added to the time of each message.", sim::AtMost{1h});
      f.optional("loss", loss, "The share of messages lost, and sent again.", sim::Below{1});
    }
    void verify(sim::Complaints& complaints) const {
      if (factor == 1 && added == 0s && loss.value == 0)
        complaints.about("degrade", "needs factor, added or loss");
    }
    const sim::Located<std::string>& target() const { return degrade; }
  };
  Degrade(const Spec& spec, Targets& targets)
      : PlaceFailure(*spec.degrade, targets),
        degradation_{.factor = spec.factor, .added = spec.added, .loss = spec.loss.value} {
    nodes_ = targets.nodes(target_);
  }
  void begin(std::size_t);

 private:
  Degradation degradation_;
};

}  // namespace models
