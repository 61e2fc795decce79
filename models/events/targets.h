// What a failure can befall, found by the names that a scenario gives it.
#pragma once

#include <string>
#include <vector>

#include "models/setting.h"

namespace models {

class Cells;
class Fleet;
class Node;
class Service;
class Store;

// The names have been checked when the scenario was read.
class Targets {
 public:
  struct Victim {
    Fleet* fleet;
    Node* node;
  };
  // "risk/2", "risk/*" or "risk"; all nodes in "zone:b" or "region:east", and at
  // both ends of "link:east-south".
  virtual std::vector<Victim> nodes(const std::string& name) = 0;
  virtual Service& service(const std::string& name) = 0;
  virtual Store& store(const std::string& name) = 0;
  virtual Cells& cells(const std::string& name) = 0;
  virtual Network& network() = 0;

 protected:
  ~Targets() = default;
};

}  // namespace models
