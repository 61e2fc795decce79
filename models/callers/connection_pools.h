// All connections from one caller, which may have many nodes, to one service.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/callers/connection_pool.h"
#include "models/outcome.h"
#include "models/request.h"
#include "models/setting.h"
#include "sim/kernel/task.h"

namespace models {

class Node;

class ConnectionPools {
 public:
  using Connection = ConnectionPool::Connection;

  ConnectionPools(const Setting& setting, std::string caller, const Pool& spec)
      : setting_(setting), caller_(std::move(caller)), spec_(spec) {}
  ConnectionPools(const ConnectionPools&) = delete;

  const std::string& caller() const { return caller_; }
  const Pool& spec() const { return spec_; }

  // Nothing if none was free in time. `caller`: which of its nodes.
  sim::Task<std::optional<Connection>> take(std::size_t caller, Node& node, Request request);
  // When a call over it was answered.
  void give_back(Connection connection, Node& node, const Request& request);
  // Served if the node is there and takes connections; unreachable or refused if not.
  sim::Task<Outcome> shake_hands(Node& node, Request request) const;

 private:
  ConnectionPool& pool(std::size_t caller, Node& node, const Request& request);
  sim::Task<> grow_old(ConnectionPool& pool, Node& node, Request request,
                       ConnectionPool::Idle idle);
  sim::Task<> replace(Node& node, Request request, Connection old);
  sim::Task<Outcome> work(Node& node, Request request) const;

  const Setting& setting_;
  std::string caller_;
  Pool spec_;
  // By node of the caller and node called; made when first asked for.
  std::vector<std::vector<std::unique_ptr<ConnectionPool>>> pools_;
};

}  // namespace models
