// What the loss of single parts of a system, and of pairs of them, does to a flow.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/topology/structure.h"

namespace models {

// A service that is left with fewer nodes than the peak of the load takes.
struct Shortage {
  std::string part;  // whose loss leaves it so
  std::string service;
  std::size_t left = 0;  // nodes
  std::size_t of = 0;
  std::size_t needed = 0;
  bool operator==(const Shortage&) const = default;
};

// Parts are in words: "zone a", "external bank", "link a-b and any 1 of 3: risk node in c".
struct WeakPoints {
  std::string flow;
  std::vector<std::string> stopping;         // single parts without which no payment is answered
  std::vector<std::string> stopping_pairs;   // none of whose parts stops it alone
  bool pairs_are_tried = true;               // false: there are too many
  std::vector<std::string> stopping_some;    // single parts without which some are not answered
  std::vector<Shortage> leaving_too_little;  // of parts that stop nothing
};

// Of each flow. It is about what stays so once callers know what is lost: see goes_on in cuts.h.
std::vector<WeakPoints> weak_points(const Structure& structure);

}  // namespace models
