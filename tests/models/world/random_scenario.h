// Random scenarios that are right: small, and with as much going on in them as possible.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/input/value.h"
#include "sim/kernel/stream.h"

namespace models {

// All kinds of steps, options, failures and operations; most times are whole milliseconds, so that
// much happens at one instant.
class RandomScenario {
 public:
  explicit RandomScenario(std::uint64_t seed);

  sim::Value make();
  // Whether load and failures end long enough before the run that nothing may be left under way.
  bool ends_quietly() const { return quiet_; }

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
  Value any_nodes();
  void say_when(Value& happening, bool may_recur);
  Value operation();
  std::string service_name(std::size_t index) const { return "s" + std::to_string(index); }
  std::string any_service(bool with_cores);
  std::string any_node(bool with_cores);

  struct Service {
    std::uint64_t nodes;
    bool cores;
    bool external;
  };

  sim::Stream bits_;
  std::vector<Service> services_;
  std::size_t zones_ = 0;
  bool linked_ = false;
  bool has_locks_ = false;
  bool quiet_ = true;
  bool in_cache_ = false;
};

}  // namespace models
