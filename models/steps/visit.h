// A request inside a node: what the steps of an operation work on.
#pragma once

#include "models/callers/attention.h"
#include "models/node/node.h"
#include "models/outcome.h"
#include "models/request.h"
#include "sim/kernel/task.h"

namespace models {

struct Visit {
  Node& node;
  const Request& request;  // which outlives it
  const Heard& heard;
  sim::Duration in_line{};  // so far
  sim::Duration on_core{};  // so far
};

}  // namespace models
