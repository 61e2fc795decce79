// What stops a flow: its minimal cut sets, and what the loss of each single part leaves.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/topology/structure.h"

namespace models {

// So many of the nodes that are alike, or the one part.
struct Loss {
  Part part;
  std::size_t lost = 1;
};

// Parts whose loss together stops a flow, so that none of its payments is answered, though without
// any one of them some would be.
struct CutSet {
  std::vector<Loss> losses;

  std::size_t size() const;
  // In how many ways the nodes can be chosen: 2 of 8 in 28.
  double choices() const;
};

// "link east-south and any 2 of 8: gateway node in a".
std::string in_words(const CutSet& cut);

// Of the payments of a flow.
enum class Payments { some, all };

// True if some payments of the flow, or all, can still be answered when these are lost and callers
// know it. How much load what is left can bear is not looked at.
//
// A node answers an operation if itself, its software, its zone and its region are there and, of
// each call that it makes, enough of those asked can be reached from its zone and answer. A zone
// reaches another by links and zones that are there. An operation is answered where the nodes
// within reach that answer it are as many as its service needs. External parties reach every zone,
// and so do payers who are in none. Where what is lost leaves several islands, each that has all it
// needs goes on: some payments are answered if one of them can, all if none is left that is asked
// and cannot. Of calls by chance one that is answered is enough for some payments. Operations that
// call each other in a circle keep each other up.
bool goes_on(const Structure& structure, std::size_t flow, const std::vector<Loss>& losses,
             Payments payments = Payments::some);

// All minimal cut sets of up to `largest` parts, smaller ones first. Nodes that are alike are
// counted, not told apart. One empty set if the flow cannot be answered even with all there.
// Tries every set of parts_for: see sets_to_try.
std::vector<CutSet> minimal_cuts(const Structure& structure, std::size_t flow, std::size_t largest);

// How many sets there are of up to `largest` parts; an upper bound for what minimal_cuts tries, at
// a few microseconds each.
double sets_to_try(const Structure& structure, std::size_t flow, std::size_t largest);

// What one loss leaves of a service that the flow needs.
struct Weakened {
  std::size_t service = 0;
  std::size_t left = 0;  // nodes
  std::size_t of = 0;
};
struct Impact {
  Part part;
  bool stops = false;                // every payment: a single point of failure
  bool stops_some = false;           // payments, not all of them
  std::vector<Weakened> weakened{};  // services with fewer nodes than before
};

// For each part of parts_for, in that order, what the loss of one of it means.
std::vector<Impact> single_losses(const Structure& structure, std::size_t flow);

}  // namespace models
