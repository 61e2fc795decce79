// Lines, indented by level.
#include "models/topology/topology_text.h"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/quantity.h"
#include "sim/kernel/elementary.h"

namespace models {

namespace {

std::vector<std::size_t> indexes(const std::vector<ZoneId>& zones) {
  std::vector<std::size_t> all;
  for (const ZoneId zone : zones) all.push_back(zone.index);
  return all;
}

class Text {
 public:
  Text(const Layout& layout, const Structure& structure) : layout_(layout), structure_(structure) {}

  std::string write() {
    for (std::size_t region = 0; region < layout_.regions.size(); ++region) write_region(region);
    write_parties();
    write_links();
    for (const Structure::Flow& flow : structure_.flows) write_flow(flow);
    return std::move(text_);
  }

 private:
  void line(std::size_t level, std::string_view words) {
    text_.append(2 * level, ' ').append(words).append("\n");
  }

  void write_region(std::size_t region) {
    const std::string& name = layout_.regions[region];
    if (!name.empty()) line(0, "region " + name);
    for (std::size_t zone = 0; zone < layout_.zones.size(); ++zone) {
      if (layout_.zones[zone].region == region) write_zone(name.empty() ? 0 : 1, zone);
    }
  }

  void write_zone(std::size_t level, std::size_t zone) {
    const std::string& name = layout_.zones[zone].name;
    line(level, name.empty() ? "everywhere" : "zone " + name);
    for (const Structure::Service& service : structure_.services) {
      if (zone >= service.nodes.size() || service.nodes[zone] == 0 || service.external) continue;
      const std::size_t nodes = service.nodes[zone];
      line(level + 1,
           service.name + ": " + std::to_string(nodes) + (nodes == 1 ? " node" : " nodes"));
    }
  }

  void write_parties() {
    for (const Structure::Service& service : structure_.services) {
      if (service.external) line(0, "external " + service.name);
    }
  }

  void write_links() {
    const auto mean = [](const sim::OneOf<Durations>& latency) {
      return sim::print(sim::to_duration(RandomDuration(latency).mean()));
    };
    line(0, "one way, on average");
    line(1, "within a zone: " + mean(layout_.same_zone));
    for (std::size_t index = 0; index < layout_.links.size(); index += 2) {
      const Link& link = layout_.links[index];
      const std::string loss =
          link.loss > 0 ? ", " + sim::print(sim::Fraction{link.loss}) + " lost" : "";
      line(1, "link " + both_ways(link) + ": " + mean(link.latency) + loss);
    }
  }

  void write_flow(const Structure::Flow& flow) {
    line(0, "flow " + flow.name);
    written_.assign(structure_.operations.size(), false);
    write_operation(1, flow.entry, "");
  }

  void write_operation(std::size_t level, std::size_t index, const std::string& remark) {
    const Structure::Operation& operation = structure_.operations[index];
    const bool again = written_[index] && !operation.calls.empty();
    line(level, operation.name + remark + (again ? " (as above)" : ""));
    if (again) return;
    written_[index] = true;
    for (const Structure::Call& call : operation.calls) write_call(level + 1, call);
  }

  void write_call(std::size_t level, const Structure::Call& call) {
    const bool all = call.needed >= call.operations.size();
    if (call.by_chance) {
      line(level, call.needed == 0 ? "by chance one of these, or none" : "by chance one of these");
      ++level;
    } else if (!all && call.needed > 0) {
      line(level, std::to_string(call.needed) + " of");
      ++level;
    }
    for (const std::size_t asked : call.operations) {
      write_operation(level, asked,
                      call.needed == 0 && !call.by_chance ? " (goes on without)" : "");
    }
  }

  const Layout& layout_;
  const Structure& structure_;
  std::string text_;
  std::vector<bool> written_;  // operations of the flow
};

}  // namespace

Structure structure_of(const Layout& layout) {
  Structure structure;
  structure.regions = layout.regions;
  for (const Layout::Place& zone : layout.zones) {
    structure.zones.push_back({.name = zone.name, .region = zone.region});
  }
  for (std::size_t index = 0; index < layout.links.size(); index += 2) {
    const Link& link = layout.links[index];
    structure.links.push_back(
        {.name = both_ways(link), .one_end = indexes(link.from), .other_end = indexes(link.to)});
  }
  return structure;
}

std::string topology_text(const Layout& layout, const Structure& structure) {
  return Text(layout, structure).write();
}

}  // namespace models
