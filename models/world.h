// Everything that exists in one run: builds it, connects it, owns it. Belongs to one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/books/books.h"
#include "models/caches/cache.h"
#include "models/cells/cells.h"
#include "models/failures/failure.h"
#include "models/flows/flow.h"
#include "models/flows/load.h"
#include "models/locks/lock_service.h"
#include "models/operations/operations.h"
#include "models/queues/queue.h"
#include "models/scenario.h"
#include "models/service/service.h"
#include "models/setting.h"
#include "models/steps/assembly.h"
#include "models/stores/store.h"
#include "models/topology/network.h"
#include "sim/kernel/crowd.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/stream.h"
#include "sim/measure/measurements.h"

namespace models {

class World final : Directory, Targets {
 public:
  using Recorder = std::function<void(const Flow&, const Intent&)>;

  // The scenario must outlive the world. `recorder`, if not empty, is told of every payment. Worlds
  // of different replications differ in what is left to chance, and in nothing else.
  explicit World(const Scenario& scenario, Recorder recorder = {}, std::uint64_t replication = 0);
  World(const World&) = delete;
  ~World();

  // Asked now and then with the simulated time: false ends the run.
  using GoesOn = std::function<bool(sim::Instant)>;
  // Told of every event, once it has happened; may be empty.
  using Watch = std::function<void()>;
  // Nothing, or what turned out to be wrong with a recorded load: then there are no measurements.
  std::optional<std::string> run(const GoesOn& goes_on, const Watch& watch = {});

  // Payments that have begun and not ended.
  static constexpr std::int64_t kUnderWayMost = models::kUnderWayMost;
  std::int64_t under_way() const { return under_way_; }
  // So many of them, or of messages in a queue, that there is no memory for more.
  bool piled_up() const;
  std::uint64_t events() const { return kernel_.events(); }
  sim::Instant now() const { return kernel_.now(); }
  std::uint64_t fingerprint() const { return kernel_.fingerprint(); }

  // Of what has been run.
  const sim::Measurements& measurements() const { return measured_; }

 private:
  Service& service(const std::string& name) override { return *services_.at(name); }
  Store& store(const std::string& name) override { return *stores_.at(name); }
  LockService& lock_service(const std::string& name) override { return *locks_.at(name); }
  Cells& cells(const std::string& name) override { return *cells_.at(name); }
  Cache& cache(const std::string& name) override { return *caches_.at(name); }
  Queue& queue(const std::string& name) override { return *queues_.at(name); }
  const Scenario& scenario() const override { return scenario_; }
  std::vector<Victim> nodes(const std::string& name) override;
  Fleet& fleet_called(const std::string& name);
  Network& network() override { return network_; }

  void build_services();
  void build_stores();
  Service& add_service(const std::string& name, const ServiceSpec& spec);
  void build_locks();
  void build_flows();
  void build_loads(const Recorder& recorder);
  void build_failures();
  void build_operators();
  // All if none is named.
  std::vector<std::uint32_t> zones_of(const std::vector<sim::Located<std::string>>& named) const;
  std::uint32_t zone_called(const std::string& name) const;
  void begin();
  void advance(sim::Instant end, const Watch& watch);
  void end_warmup();
  void measure_wires(sim::Instant now);
  void sample_window();
  struct LevelSeries {
    sim::Uint128 Service::Areas::* area;
    std::vector<std::vector<sim::LevelTotal>>* windows;
    std::vector<sim::Uint128> before;  // of each service, at the end of the last window
  };
  void finish();

  const Scenario& scenario_;
  sim::Seed seed_;
  sim::Measurements measured_;
  sim::Kernel kernel_;
  Network network_;
  TimeSpent spent_;
  Books books_;
  Fencing fencing_;
  WaitsFor waits_for_;
  Setting setting_;
  EventLog log_;
  std::map<std::string, std::unique_ptr<Cells>> cells_;
  std::map<std::string, std::unique_ptr<Cache>> caches_;
  std::map<std::string, std::unique_ptr<Queue>> queues_;
  std::map<std::string, std::unique_ptr<Service>> services_;  // nodes of stores too
  std::map<std::string, std::unique_ptr<Store>> stores_;
  std::map<std::string, std::unique_ptr<LockService>> locks_;
  std::vector<Fleet*> fleets_;  // services, then what they use, by name
  std::vector<std::unique_ptr<Flow>> flows_;
  std::vector<std::unique_ptr<Source>> sources_;
  std::vector<std::unique_ptr<Loads::Any>> loads_;
  std::vector<std::unique_ptr<Failure>> failures_;
  Workplace workplace_;
  std::vector<std::unique_ptr<Operators::Any>> operators_;
  std::int64_t under_way_ = 0;
  std::optional<std::string> trouble_;
  std::vector<LevelSeries> levels_;  // of services over time
  sim::Instant sampled_;
  sim::Crowd crowd_;  // last, so that the coroutines go before what they refer to
};

}  // namespace models
