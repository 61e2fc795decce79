// What operators do: deploy, scale, drain, back up, change who belongs to a store, cut keys over
// from cell to cell. To add one: write its kind, add it to the list.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/cells/cells_spec.h"
#include "models/events/event_log.h"
#include "models/events/targets.h"
#include "models/stores/backup_spec.h"
#include "models/stores/ring_change.h"
#include "sim/input/fields.h"
#include "sim/input/kinds.h"
#include "sim/input/problem.h"
#include "sim/kernel/crowd.h"
#include "sim/kernel/task.h"

namespace models {

// What an operator works with.
struct Workplace {
  sim::Kernel& kernel;
  sim::Crowd& crowd;
  EventLog& log;
  Targets& targets;
};

// Node by node, batch by batch: drained, restarted, taken in again.
class Deploy {
 public:
  static constexpr std::string_view kName = "deploy";
  static constexpr std::string_view kSummary =
      "A rolling deploy: batches of nodes are drained, restarted and taken in again.";
  struct Spec {
    sim::Located<std::string> deploy;
    std::int64_t batch = 1;
    sim::Duration drain = 30s;
    sim::Duration restart = 10s;
    sim::Duration pause = 0s;
    void fields(auto& f) {
      f.required("deploy", deploy, "The service.");
      f.optional("batch", batch, "Nodes at a time.", sim::AtLeast{1});
      f.optional("drain", drain,
                 "How long nodes may finish what they have; then the rest is lost.");
      f.optional("restart", restart, "How long a node takes to start again.");
      f.optional("pause", pause, "Between two batches.");
    }
    const sim::Located<std::string>& target() const { return deploy; }
  };
  Deploy(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

 private:
  sim::Task<> redeploy(std::vector<Targets::Victim> batch);

  Spec spec_;
  Workplace& workplace_;
};

class Scale {
 public:
  static constexpr std::string_view kName = "scale";
  static constexpr std::string_view kSummary = "Changes how many nodes a service has.";
  struct Spec {
    sim::Located<std::string> scale;
    std::int64_t to = 1;
    sim::Duration startup = 0s;
    void fields(auto& f) {
      f.required("scale", scale, "The service.");
      f.required("to", to, "How many nodes it has then.", sim::Between{1, 100000});
      f.optional("startup", startup, "How long a new node takes until it works.");
    }
    const sim::Located<std::string>& target() const { return scale; }
  };
  Scale(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

 private:
  Spec spec_;
  Workplace& workplace_;
};

// Follows the load: the number of nodes is that at which cores would be as busy as aimed for.
class Autoscale {
 public:
  static constexpr std::string_view kName = "autoscale";
  static constexpr std::string_view kSummary =
      "Scales a service with its load, so that its cores are as busy as aimed for.";
  struct Spec {
    sim::Located<std::string> autoscale;
    std::int64_t min = 1;
    std::int64_t max = 1;
    sim::Fraction busy{0.6};
    sim::Fraction tolerance{0.1};
    sim::Duration interval = 15s;
    sim::Duration startup = 60s;
    sim::Duration calm = 300s;
    void fields(auto& f) {
      f.required("autoscale", autoscale, "The service; it has cores.");
      f.required("min", min, "The fewest nodes.", sim::Between{1, 100000});
      f.required("max", max, "The most nodes.", sim::Between{1, 100000});
      f.optional("busy", busy, "The share of its cores that should be busy.", sim::AtLeast{0.01});
      f.optional("tolerance", tolerance, "How far from that nothing is done, relatively.");
      f.optional("interval", interval, "How often it looks.", sim::AtLeast{1ms});
      f.optional("startup", startup, "How long a new node takes until it works.");
      f.optional("calm", calm, "For how long fewer nodes must have been enough before any goes.");
    }
    void verify(sim::Complaints& complaints) const {
      if (max < min) complaints.about("max", "must not be less than min");
    }
    const sim::Located<std::string>& target() const { return autoscale; }
  };
  Autoscale(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

 private:
  std::int64_t wanted(std::int64_t nodes, double busy_cores, std::int64_t cores_each) const;

  Spec spec_;
  Workplace& workplace_;
};

class Drain {
 public:
  static constexpr std::string_view kName = "drain";
  static constexpr std::string_view kSummary =
      "Sends no new requests to nodes; what they have is finished.";
  struct Spec {
    sim::Located<std::string> drain;
    void fields(auto& f) { f.required("drain", drain, "zone:a, service/2 or service/*."); }
    const sim::Located<std::string>& target() const { return drain; }
  };
  Drain(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

 private:
  Spec spec_;
  Workplace& workplace_;
};

class BackUp {
 public:
  static constexpr std::string_view kName = "backup";
  static constexpr std::string_view kSummary = "Makes a backup of a store.";
  struct Spec {
    sim::Located<std::string> backup;
    BackupKind kind = BackupKind::full;
    void fields(auto& f) {
      f.required("backup", backup, "The store, which says where its backups go.");
      f.optional("kind", kind, "full, incremental or log.");
    }
    const sim::Located<std::string>& target() const { return backup; }
  };
  BackUp(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

 private:
  Spec spec_;
  Workplace& workplace_;
};

class Join {
 public:
  static constexpr std::string_view kName = "join";
  static constexpr std::string_view kSummary =
      "Nodes join a store: keys move to them, whose data is streamed there.";
  struct Spec {
    sim::Located<std::string> join;
    std::int64_t nodes = 1;
    std::int64_t at_a_time = 1;
    Owns owns = Owns::with_data;
    void fields(auto& f) {
      f.required("join", join, "The store.");
      f.optional("nodes", nodes, "How many.", sim::Between{1, 1000});
      f.optional("at_a_time", at_a_time, "So many of them join before the data moves.",
                 sim::Between{1, 1000});
      f.optional("owns", owns,
                 "When they are asked for their keys: with_data, or at_once, with quorums, as if "
                 "they had data.");
    }
    const sim::Located<std::string>& target() const { return join; }
  };
  Join(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  void prepare(sim::Duration at);
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

 private:
  Spec spec_;
  Workplace& workplace_;
  std::vector<std::size_t> changes_;
};

class Leave {
 public:
  static constexpr std::string_view kName = "leave";
  static constexpr std::string_view kSummary =
      "A node leaves a store once others have the data that it has.";
  struct Spec {
    sim::Located<std::string> leave;
    void fields(auto& f) { f.required("leave", leave, "store/node."); }
    const sim::Located<std::string>& target() const { return leave; }
  };
  Leave(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  void prepare(sim::Duration at);
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

 private:
  Store& store() const;

  Spec spec_;
  Workplace& workplace_;
  std::size_t change_ = 0;
};

// Step by step: cut off, handed over, and heard of by and by. Cut-overs of the same cells wait for
// those before them.
class CutOver {
 public:
  static constexpr std::string_view kName = "cut_over";
  static constexpr std::string_view kSummary =
      "Partitions of cells go from one unit to another: calls about their keys are refused until "
      "they have, and by each caller until it has heard of it.";
  struct Spec {
    sim::Located<std::string> cut_over;
    sim::Located<std::string> from;
    sim::Located<std::string> to;
    std::optional<std::pair<std::int64_t, std::int64_t>> partitions;
    sim::Fraction share{1};
    std::optional<std::int64_t> step;
    sim::Duration cut = 0s;
    sim::Duration spread = 0s;
    sim::Duration pause = 0s;
    void fields(auto& f) {
      f.required("cut_over", cut_over, "The cells.");
      f.required("from", from, "The unit that loses partitions.");
      f.required("to", to, "The unit that gets them.");
      f.optional("partitions", partitions,
                 "The first and the last of them; all that the unit has then if not given.");
      f.optional("share", share, "Only this part of them, those that come first.", sim::Above{0});
      f.optional("step", step, "So many at a time; all at once if not given.", sim::AtLeast{1});
      f.optional("cut", cut,
                 "How long calls about them are refused before they change hands. What is under "
                 "way in the unit goes on meanwhile.");
      f.optional("spread", spread,
                 "How long it takes from then until all callers know: each hears of it at an "
                 "instant of its own, and refuses calls until then.");
      f.optional("pause", pause, "Between two steps, from when all know of the one before.");
    }
    const sim::Located<std::string>& target() const { return cut_over; }
  };
  CutOver(const Spec& spec, Workplace& workplace) : spec_(spec), workplace_(workplace) {}
  sim::Task<> carry_out(sim::Duration at, std::optional<sim::Duration> lasts);

  // The partitions that go, when these units own them.
  static std::vector<std::uint32_t> chosen(const Spec& spec, const std::vector<UnitId>& owners,
                                           UnitId from);

 private:
  Spec spec_;
  Workplace& workplace_;
};

using Operators = sim::Kinds<Deploy, Scale, Autoscale, Drain, BackUp, Join, Leave, CutOver>;

struct OperatorSpec {
  static constexpr std::string_view kTypeName = "OperatorAction";
  sim::Duration at = 0s;
  std::optional<sim::Duration> lasts;
  sim::Keyed<Operators> what;
  void fields(auto& f) {
    f.required("at", at, "When it begins.");
    f.optional("for", lasts, "For drain and autoscale: how long; to the end if not given.",
               sim::Above{0s});
    f.inlined(what);
  }
  void verify(sim::Complaints& complaints) const;
};

}  // namespace models
