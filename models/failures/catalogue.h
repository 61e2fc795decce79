// Everything that can go wrong. To add a failure: write its kind, add it to the list.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>

#include "models/failures/disk_failures.h"
#include "models/failures/node_failures.h"
#include "models/failures/place_failures.h"
#include "sim/input/kinds.h"

namespace models {

// It befalls victims, numbered from 0, each of which may begin and end to suffer by itself, in
// turns. nodes(): those that callers should stop sending to; one each if victims are nodes.
template <class Kind>
concept FailureKind = requires(Kind failure, const typename Kind::Spec spec, std::size_t victim) {
  { failure.victims() } -> std::same_as<std::size_t>;
  { failure.victim(victim) } -> std::same_as<std::string>;
  failure.nodes();
  failure.begin(victim);
  failure.end(victim);
  spec.target();
};

using Failures = sim::Kinds<Crash, Slow, Pause, Down, FalseAlarm, SlowDisk, FullDisk, LoseDisk,
                            Lose, Cut, Degrade>;
static_assert(Failures::all<[]<class Kind>() { return FailureKind<Kind>; }>());

}  // namespace models
