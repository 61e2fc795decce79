// Random scenarios that are right: small, and with as much going on in them as possible.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/input/value.h"
#include "sim/kernel/stream.h"

#include "tests/models/audit.h"

namespace models {

// All kinds of steps, options, failures and operations; most times are whole milliseconds, so that
// much happens at one instant.
class RandomScenario {
 public:
  explicit RandomScenario(std::uint64_t seed);

  sim::Value make();
  // What holds in this one, though not in all. Where nothing may be left in the end, load and
  // failures end long before the run; but who is overloaded may still need longer.
  Promises promises() const;

 private:
  using Value = sim::Value;

  bool chance(std::uint64_t one_in) { return bits_.below(one_in) == 0; }
  std::uint64_t number(std::uint64_t least, std::uint64_t most) {
    return least + bits_.below(most - least + 1);
  }
  // "3ms"
  Value time(std::uint64_t least, std::uint64_t most);
  Value duration();
  Value rate();
  Value share(std::uint64_t least, std::uint64_t most);
  Value one_of(const std::vector<const char*>& names);

  Value zones();
  Value network();
  Value service(std::size_t index);
  Value line(bool has_threads, bool has_cores);
  Value balancing(bool plain);
  Value health();
  Value steps(std::size_t index, int depth, std::size_t least);
  Value step(std::size_t index, int depth);
  Value store();
  Value store_disk();
  void say_what_is_kept(Value& store);
  Value ring_change();
  Value leader();
  Value quorum(std::uint64_t copies);
  Value access();
  void say_who_recognises(Value& flow);
  Value lock_service();
  Value lock(std::size_t index, int depth);
  Value cache();
  Value look_up(std::size_t index, int depth);
  Value call(std::size_t index);
  Value publish(std::size_t index);
  Value queue(std::size_t index);
  void add_options(Value& call);
  Value pool();
  Value retry();
  Value load(std::size_t index);
  Value failure();
  Value disk_failure();
  Value any_nodes();
  void say_when(Value& happening, bool may_recur);
  Value operation();
  void add_cells(Value& scenario);
  std::uint64_t first_of(std::uint64_t unit) const;
  Value cut_over(std::uint64_t from, std::uint64_t to, std::uint64_t at_first, Value at);
  std::string service_name(std::size_t index) const { return "s" + std::to_string(index); }
  struct Service {
    std::uint64_t nodes;
    bool cores;
    bool external;
  };
  struct Store {
    std::string name;
    std::uint64_t nodes = 1;
    std::uint64_t copies = 1;
    std::uint64_t leaving = 0;  // these of the nodes, from the first on
    bool changes = false;       // who its nodes are
    bool backed_up = false;
    bool cores = false;
    bool disk = false;
    bool by_quorum = false;
    bool keeps_all = false;  // nothing acknowledged is lost
    bool fenced = true;      // there are never two who write
    bool is_fresh = true;    // no read is stale
  };

  std::string any_service(bool with_cores);
  std::string any_fleet();
  std::string any_node(bool with_cores);
  std::string any_node_of(const Store& store);
  std::string any_link();

  sim::Stream bits_;
  std::vector<Service> services_;
  std::size_t zones_ = 0;
  std::vector<std::string> links_;  // "near-far"
  std::vector<Store> stores_;
  bool has_payees_ = false;
  bool recognises_some_ = false;  // repetitions, for some time
  bool recognises_all_ = true;
  bool has_locks_ = false;
  bool quiet_ = true;
  bool in_cache_ = false;
  std::uint64_t partitions_ = 0;
};

}  // namespace models
