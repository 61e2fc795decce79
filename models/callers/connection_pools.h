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
class Operation;

class ConnectionPools {
 public:
  using Connection = ConnectionPool::Connection;

  ConnectionPools(const Setting& setting, std::string caller, const Pool& spec)
      : setting_(setting), caller_(std::move(caller)), spec_(spec) {}
  ConnectionPools(const ConnectionPools&) = delete;

  const std::string& caller() const { return caller_; }
  const Pool& spec() const { return spec_; }

  // What a call is for: a node that was chosen for a key.
  struct Called {
    const Operation& operation;
    Node& chosen;
    std::uint64_t key;
  };
  // Nothing if none was free, and good, in time. `caller`: which of its nodes.
  sim::Task<std::optional<Connection>> take(std::size_t caller, Called called, Request request);
  // When a call over it was answered.
  void give_back(Connection connection, const Request& request);
  // Served if the node is there and takes connections; unreachable or refused if not.
  sim::Task<Outcome> shake_hands(Node& node, Request request) const;

 private:
  Address address_of(const Called& called, const Request& request) const;
  ConnectionPool& pool(std::size_t caller, const Address& address, const Request& request);
  sim::Task<std::optional<Connection>> take_good(ConnectionPool& pool, Called called,
                                                 Request request);
  sim::Task<std::optional<Connection>> give_up() const;
  sim::Task<bool> is_good(Connection& connection, Called called, Request request) const;
  sim::Task<bool> ask(const ConnectionPool& pool, ConnectionPool::Idle idle, Called called,
                      Request request) const;
  sim::Task<bool> lose_patience() const;
  sim::Task<> grow_old(ConnectionPool& pool, Request request, ConnectionPool::Idle idle);
  sim::Task<> replace(Request request, Connection old);
  sim::Task<Outcome> work(Node& node, Request request) const;

  const Setting& setting_;
  std::string caller_;
  Pool spec_;
  // By node of the caller and home of the node called; made when first asked for.
  std::vector<std::vector<std::unique_ptr<ConnectionPool>>> pools_;
};

}  // namespace models
