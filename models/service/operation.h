// What a service can be asked for.
#pragma once

#include <optional>
#include <string>

#include "models/outcome.h"
#include "models/request.h"
#include "models/steps/program.h"
#include "sim/kernel/task.h"

namespace models {

class Node;
class Service;

class Operation {
 public:
  Operation(Service& service, const Setting& setting, std::string name);

  const std::string& name() const { return name_; }
  // Once all operations it may refer to exist.
  void assemble(const std::vector<StepSpec>& steps, Directory& directory);

  // A request inside a node, from the line to the answer.
  sim::Task<Outcome> perform(Node& node, Request request, const Heard& heard) const;

  // Whether something may have been done when nobody knows how it ended.
  bool has_effect() const;

 private:
  Service& service_;
  const Setting& setting_;
  std::string name_;
  std::uint64_t purpose_;
  std::optional<Program> program_;
};

}  // namespace models
