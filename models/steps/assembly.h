// What a step is given when it is put together: where it stands, and the way to what it refers to.
#pragma once

#include <cstdint>
#include <string>

#include "models/setting.h"

namespace models {

class LockService;
class Cache;
class Operation;
class Queue;
class Scenario;
class Service;
class Store;

// Finds what steps refer to by name; the names have been checked.
class Directory {
 public:
  virtual Service& service(const std::string& name) = 0;
  virtual Store& store(const std::string& name) = 0;
  virtual LockService& lock_service(const std::string& name) = 0;
  virtual Cache& cache(const std::string& name) = 0;
  virtual Queue& queue(const std::string& name) = 0;
  virtual const Scenario& scenario() const = 0;

 protected:
  ~Directory() = default;
};

struct Assembly {
  const Setting& setting;
  Directory& directory;
  std::string caller;  // the service or flow whose steps or calls these are
  std::string path;    // "gateway.pay/cpu"; the same in every run
  PlaceId on_a_core;
  PlaceId in_line;
  PlaceId elsewhere;           // waiting for something that is not modelled
  Service* service = nullptr;  // whose nodes take the step

  Assembly inside(const std::string& step) const {
    Assembly inner = *this;
    inner.path += "/" + step;
    return inner;
  }
  // Names what is drawn here.
  std::uint64_t purpose() const { return sim::hash_of(path); }
};

}  // namespace models
