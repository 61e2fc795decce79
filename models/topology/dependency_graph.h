// The structure as a graph, from the clients over the nodes that call to those that are called:
// what holds it together, how many ways lead through it, and its drawing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/topology/structure.h"

namespace models {

// Names of what is the only way from the clients to something else that the flow needs: "gateway
// in a", "external bank". What nothing lies behind is never among them, however much it is needed:
// minimal_cuts has that too. (Articulation points of the undirected graph.)
std::vector<std::string> bottlenecks(const Structure& structure, std::size_t flow);

// How many ways, no two through the same node, lead from the clients to a service: so many nodes
// must be lost to separate it from them, and `narrowest` says where they stand (Menger's theorem).
// An external party counts as one node. How many nodes the load takes is not looked at, nor that
// the nodes of a zone may fail together.
struct Ways {
  std::size_t service = 0;
  std::size_t count = 0;
  std::vector<std::string> narrowest{};
};

// For each of needed_services, in that order.
std::vector<Ways> ways_to_services(const Structure& structure, std::size_t flow);

// Flows, services with their nodes, and calls, in the language of Graphviz; what is done without if
// it does not answer is dashed.
std::string dot_text(const Structure& structure);

}  // namespace models
