// What a service can be asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/outcome.h"
#include "models/request.h"
#include "models/steps/program.h"
#include "sim/kernel/task.h"

namespace models {

class Cells;
struct Address;
class Node;
class Service;

class Operation {
 public:
  Operation(Service& service, const Setting& setting, const std::string& name);
  Operation(const Operation&) = delete;
  virtual ~Operation() = default;

  // A request inside a node, from the line to the answer. The request outlives it.
  sim::Task<Outcome> perform(Node& node, const Request& request, const Heard& heard) const;

  // The node to ask, as callers in a zone see it; null if they believe none to be up.
  virtual Node* choose(std::uint32_t zone, std::uint64_t key, sim::Draws draws) const;
  // Whether something may have been done when nobody knows how it ended.
  virtual bool has_effect() const = 0;
  // Where connections lead for a key of which a node was chosen by callers in a zone.
  virtual Address address(Node& chosen, std::uint32_t zone, std::uint64_t key) const;
  // Of the request and of the answer, in bytes.
  struct Size {
    std::uint64_t there = 0;
    std::uint64_t back = 0;
  };
  // What these carry besides what all messages do.
  virtual Size records() const { return {}; }
  // Whether only nodes that have the key can do it, so that no other key may stand in for it.
  virtual bool needs_its_key() const { return false; }
  // Whose units own the keys that it is about; none if it is done for all keys everywhere.
  virtual const Cells* cells() const { return nullptr; }

 protected:
  // What is done while a thread is held, if there are any: steps, or if that is null, other work.
  virtual const Program* steps() const { return nullptr; }
  virtual sim::Task<Outcome> work(Visit& visit) const;
  Service& service() const { return service_; }
  const Setting& setting() const { return setting_; }

 private:
  Service& service_;
  const Setting& setting_;
  std::uint64_t purpose_;
};

// One that is a list of steps.
class Procedure : public Operation {
 public:
  Procedure(Service& service, const Setting& setting, const std::string& name);

  // Once all operations it may refer to exist.
  void assemble(const std::vector<StepSpec>& steps, Directory& directory);
  bool has_effect() const override;

 private:
  const Program* steps() const override { return &*program_; }

  std::string path_;
  std::optional<Program> program_;
};

// One that is done by the nodes of the unit that owns the key.
class UnitProcedure final : public Procedure {
 public:
  using Procedure::Procedure;

  Node* choose(std::uint32_t zone, std::uint64_t key, sim::Draws draws) const override;
  bool needs_its_key() const override { return true; }
  const Cells* cells() const override;
};

}  // namespace models
