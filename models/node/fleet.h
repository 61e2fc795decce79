// Nodes that belong together, and what those who use them believe of them: what failures and the
// log of events know of a service, a store or a lock service.
#pragma once

#include <memory>
#include <vector>

#include "models/node/node.h"

namespace models {

class Fleet {
 public:
  virtual const std::vector<std::unique_ptr<Node>>& nodes() const = 0;
  // Must be called whenever a node, or the way to it, begins or ceases to answer or to drain.
  virtual void notice(Node& node) = 0;
  // Whether it takes those who use it a while to learn that a node is down.
  virtual bool has_health_checks() const = 0;
  // Whether they everywhere would send to this node, if operators let them.
  virtual bool believed_everywhere(const Node& node) const = 0;

 protected:
  ~Fleet() = default;
};

}  // namespace models
