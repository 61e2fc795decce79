// Articulation points, largest flows and drawings, by Boost.Graph.
#include "models/topology/dependency_graph.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/graph/graphviz.hpp>
#include <iterator>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <utility>

namespace models {

namespace {

// The nodes of a service in one zone, or an external party.
struct Post {
  std::string name;
  std::size_t service;
  std::size_t zone;  // of an external party: the number of zones
  long nodes;
};

std::vector<Post> posts_of(const Structure& structure, const std::vector<std::size_t>& services) {
  std::vector<Post> posts;
  for (const std::size_t index : services) {
    const Structure::Service& service = structure.services[index];
    if (service.external) {
      posts.push_back({"external " + service.name, index, structure.zones.size(), 1});
      continue;
    }
    for (std::size_t zone = 0; zone < service.nodes.size(); ++zone) {
      if (service.nodes[zone] == 0) continue;
      const std::string& where = structure.zones[zone].name;
      posts.push_back({service.name + (where.empty() ? "" : " in " + where), index, zone,
                       static_cast<long>(service.nodes[zone])});
    }
  }
  return posts;
}

// Pairs of services of which the first cannot do without the second.
std::set<std::pair<std::size_t, std::size_t>> needed_calls(const Structure& structure,
                                                           std::size_t flow) {
  std::set<std::pair<std::size_t, std::size_t>> calls;
  for (const std::size_t operation : needed_operations(structure, flow)) {
    const Structure::Operation& caller = structure.operations[operation];
    for (const Structure::Call& call : caller.calls) {
      if (call.needed == 0 && !call.by_chance) continue;
      for (const std::size_t asked : call.operations) {
        if (structure.operations[asked].is_branch) continue;
        calls.emplace(caller.service, structure.operations[asked].service);
      }
    }
  }
  return calls;
}

// Who asks whom, as far as zones reach each other with nothing lost.
struct Paths {
  std::vector<Post> posts;
  std::vector<std::size_t> entries;                           // posts that clients ask
  std::vector<std::pair<std::size_t, std::size_t>> requests;  // from post to post
};

Paths paths_of(const Structure& structure, std::size_t flow) {
  Paths paths;
  paths.posts = posts_of(structure, needed_services(structure, flow));
  const auto calls = needed_calls(structure, flow);
  auto island = islands(structure, std::vector<bool>(structure.zones.size(), true),
                        std::vector<bool>(structure.links.size(), true));
  const std::size_t outside = structure.zones.size();
  const auto reaches = [&](std::size_t one, std::size_t other) {
    return one == outside || other == outside || island[one] == island[other];
  };
  const std::size_t entry = structure.operations[structure.flows.at(flow).entry].service;
  for (std::size_t from = 0; from < paths.posts.size(); ++from) {
    const Post& caller = paths.posts[from];
    if (caller.service == entry) paths.entries.push_back(from);
    for (std::size_t to = 0; to < paths.posts.size(); ++to) {
      const Post& asked = paths.posts[to];
      if (from == to || !reaches(caller.zone, asked.zone)) continue;
      if (calls.contains({caller.service, asked.service})) paths.requests.emplace_back(from, to);
    }
  }
  return paths;
}

using FlowTraits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct FlowVertex {
  boost::default_color_type color{};
  FlowTraits::edge_descriptor predecessor{};
};
struct FlowEdge {
  long capacity = 0;
  long residual = 0;
  FlowTraits::edge_descriptor reverse{};
};
using FlowGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, FlowVertex, FlowEdge>;

constexpr long kNoLimit = 1'000'000'000'000;

// Each post as two vertices, 2n where requests come in and 2n + 1 where they go out, joined by as
// much as it has nodes; then the clients and the goal.
class Flow {
 public:
  explicit Flow(const Paths& paths)
      : paths_(paths), graph_(2 * paths.posts.size() + 2), clients_(2 * paths.posts.size()) {
    for (std::size_t post = 0; post < paths.posts.size(); ++post) {
      join(2 * post, 2 * post + 1, paths.posts[post].nodes);
    }
    for (const std::size_t entry : paths.entries) join(clients_, 2 * entry, kNoLimit);
    for (const auto& [from, to] : paths.requests) join(2 * from + 1, 2 * to, kNoLimit);
  }

  Ways ways_to(std::size_t service) {
    for (std::size_t post = 0; post < paths_.posts.size(); ++post) {
      if (paths_.posts[post].service == service) join(2 * post + 1, clients_ + 1, kNoLimit);
    }
    const long most = boost::edmonds_karp_max_flow(
        graph_, clients_, clients_ + 1,
        boost::capacity_map(boost::get(&FlowEdge::capacity, graph_))
            .residual_capacity_map(boost::get(&FlowEdge::residual, graph_))
            .reverse_edge_map(boost::get(&FlowEdge::reverse, graph_))
            .color_map(boost::get(&FlowVertex::color, graph_))
            .predecessor_map(boost::get(&FlowVertex::predecessor, graph_)));
    Ways ways{.service = service, .count = static_cast<std::size_t>(most)};
    const auto reached = reached_from_clients();
    for (std::size_t post = 0; post < paths_.posts.size(); ++post) {
      if (reached[2 * post] && !reached[2 * post + 1]) {
        ways.narrowest.push_back(paths_.posts[post].name);
      }
    }
    return ways;
  }

 private:
  void join(std::size_t from, std::size_t to, long capacity) {
    const auto there = boost::add_edge(from, to, FlowEdge{.capacity = capacity}, graph_).first;
    const auto back = boost::add_edge(to, from, FlowEdge{}, graph_).first;
    graph_[there].reverse = back;
    graph_[back].reverse = there;
  }

  // Over edges with something left: the side of the clients of the narrowest cut next to them.
  std::vector<bool> reached_from_clients() const {
    std::vector<bool> reached(boost::num_vertices(graph_), false);
    std::vector<std::size_t> open{clients_};
    reached[clients_] = true;
    while (!open.empty()) {
      const std::size_t from = open.back();
      open.pop_back();
      const auto [first, last] = boost::out_edges(from, graph_);
      for (auto edge = first; edge != last; ++edge) {
        const std::size_t to = boost::target(*edge, graph_);
        if (graph_[*edge].residual <= 0 || reached[to]) continue;
        reached[to] = true;
        open.push_back(to);
      }
    }
    return reached;
  }

  const Paths& paths_;
  FlowGraph graph_;
  std::size_t clients_;
};

struct Box {
  std::string text;
  std::string shape;
};
struct Arrow {
  std::string style;
};
using Drawing = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Box, Arrow>;

std::string box_text(const Structure& structure, const Structure::Service& service) {
  std::string text = service.name;
  for (std::size_t zone = 0; !service.external && zone < service.nodes.size(); ++zone) {
    if (service.nodes[zone] == 0) continue;
    const std::string& where = structure.zones[zone].name;
    text += "\n" + (where.empty() ? "nodes" : where) + ": " + std::to_string(service.nodes[zone]);
  }
  return text;
}

// Services first, then flows. Of several calls from one service to another there is one arrow,
// which is solid if one of them is needed.
Drawing drawing_of(const Structure& structure) {
  Drawing drawing;
  for (const Structure::Service& service : structure.services) {
    boost::add_vertex({box_text(structure, service), service.external ? "ellipse" : "box"},
                      drawing);
  }
  std::map<std::pair<std::size_t, std::size_t>, bool> needed;
  for (const Structure::Operation& operation : structure.operations) {
    for (const Structure::Call& call : operation.calls) {
      for (const std::size_t asked : call.operations) {
        if (structure.operations[asked].is_branch) continue;
        needed[{operation.service, structure.operations[asked].service}] |=
            call.needed > 0 || call.by_chance;
      }
    }
  }
  for (const auto& [pair, is_needed] : needed) {
    boost::add_edge(pair.first, pair.second, {is_needed ? "solid" : "dashed"}, drawing);
  }
  for (const Structure::Flow& flow : structure.flows) {
    const auto from = boost::add_vertex({flow.name, "plaintext"}, drawing);
    boost::add_edge(from, structure.operations[flow.entry].service, {"solid"}, drawing);
  }
  return drawing;
}

}  // namespace

std::vector<std::string> bottlenecks(const Structure& structure, std::size_t flow) {
  const Paths paths = paths_of(structure, flow);
  const std::size_t clients = paths.posts.size();
  boost::adjacency_list<boost::setS, boost::vecS, boost::undirectedS> graph(clients + 1);
  for (const std::size_t entry : paths.entries) boost::add_edge(clients, entry, graph);
  for (const auto& [from, to] : paths.requests) boost::add_edge(from, to, graph);
  std::set<std::size_t> points;
  boost::articulation_points(graph, std::inserter(points, points.end()));
  points.erase(clients);
  std::vector<std::string> names;
  for (const std::size_t post : points) names.push_back(paths.posts[post].name);
  return names;
}

std::vector<Ways> ways_to_services(const Structure& structure, std::size_t flow) {
  const Paths paths = paths_of(structure, flow);
  std::vector<Ways> all;
  for (const std::size_t service : needed_services(structure, flow)) {
    all.push_back(Flow(paths).ways_to(service));
  }
  return all;
}

std::string dot_text(const Structure& structure) {
  const Drawing drawing = drawing_of(structure);
  std::ostringstream text;
  boost::write_graphviz(
      text, drawing,
      [&](std::ostream& out, auto vertex) {
        out << "[label=" << boost::escape_dot_string(drawing[vertex].text)
            << ", shape=" << drawing[vertex].shape << "]";
      },
      [&](std::ostream& out, auto edge) { out << "[style=" << drawing[edge].style << "]"; });
  return text.str();
}

}  // namespace models
