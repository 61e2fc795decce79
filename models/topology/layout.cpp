// From names to numbers.
#include "models/topology/layout.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace models {

namespace {

using ZoneIds = std::vector<ZoneId>;

ZoneId zone_id(std::size_t index) {
  return {static_cast<std::uint32_t>(index)};
}

ZoneIds zones_of_region(const Layout& layout, std::size_t region) {
  ZoneIds zones;
  for (std::size_t zone = 0; zone < layout.zones.size(); ++zone) {
    if (layout.zones[zone].region == region) zones.push_back(zone_id(zone));
  }
  return zones;
}

// None if nothing is called so.
ZoneIds zones_called(const Layout& layout, const std::string& name) {
  const auto region = std::find(layout.regions.begin(), layout.regions.end(), name);
  if (region != layout.regions.end()) {
    return zones_of_region(layout, static_cast<std::size_t>(region - layout.regions.begin()));
  }
  const auto zone = zone_called(layout, name);
  return zone ? ZoneIds{*zone} : ZoneIds{};
}

struct End {
  std::string name;
  ZoneIds zones;
};

void add_link(Layout& layout, const End& one, const End& other,
              const sim::OneOf<Durations>& latency, double loss,
              const std::optional<sim::ByteRate>& capacity = std::nullopt) {
  const auto add = [&](const End& from, const End& to) {
    layout.links.push_back(
        {from.name + ">" + to.name, from.zones, to.zones, latency, loss, capacity});
  };
  add(one, other);
  add(other, one);
}

void add_places(Layout& layout, const Zones& zones) {
  std::map<std::string, std::size_t> regions;
  for (const auto& [_, told] : zones) regions[*told.region];
  if (zones.empty()) regions[""];
  for (auto& [name, number] : regions) {
    number = layout.regions.size();
    layout.regions.push_back(name);
  }
  for (const auto& [name, told] : zones) layout.zones.push_back({name, regions[*told.region]});
  if (zones.empty()) layout.zones.push_back({});
}

// Between each two zones of a region that no link joins yet.
void add_links_within_regions(Layout& layout, const sim::OneOf<Durations>& latency) {
  std::set<std::pair<ZoneIds, ZoneIds>> joined;
  for (const Link& link : layout.links) joined.emplace(link.from, link.to);
  for (std::size_t one = 0; one < layout.zones.size(); ++one) {
    for (std::size_t other = one + 1; other < layout.zones.size(); ++other) {
      if (layout.zones[one].region != layout.zones[other].region) continue;
      const End here{layout.zones[one].name, {zone_id(one)}};
      const End there{layout.zones[other].name, {zone_id(other)}};
      if (!joined.contains({here.zones, there.zones})) add_link(layout, here, there, latency, 0);
    }
  }
}

void add_links_between_regions(Layout& layout) {
  for (std::size_t one = 0; one < layout.regions.size(); ++one) {
    for (std::size_t other = one + 1; other < layout.regions.size(); ++other) {
      add_link(layout, {layout.regions[one], zones_of_region(layout, one)},
               {layout.regions[other], zones_of_region(layout, other)}, {}, 0);
    }
  }
}

// The part of `text` after `prefix`; nothing if it does not begin so.
std::optional<std::string_view> after(std::string_view prefix, std::string_view text) {
  if (!text.starts_with(prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

std::optional<Target> find_link(const Layout& layout, std::string_view name) {
  std::optional<Target> found;
  for (std::uint32_t index = 0; index < layout.links.size(); ++index) {
    const LinkId link{index};
    if (layout.links[index].name == name) return Target{.zones = {}, .links = {link}};
    if (both_ways(layout.links[index]) != name) continue;
    if (found) return std::nullopt;
    found = Target{.zones = {},
                   .links = {std::min(link, link.opposite()), std::max(link, link.opposite())}};
  }
  return found;
}

}  // namespace

std::string both_ways(const Link& link) {
  std::string name = link.name;
  std::replace(name.begin(), name.end(), '>', '-');
  return name;
}

Layout lay_out(const Zones& zones, const NetworkSpec* network) {
  Layout layout;
  add_places(layout, zones);
  if (network == nullptr) {
    add_links_within_regions(layout, {});
    add_links_between_regions(layout);
    return layout;
  }
  layout.same_zone = network->same_zone;
  for (const LinkSpec& link : network->links) {
    const End one{*link.between.first, zones_called(layout, *link.between.first)};
    const End other{*link.between.second, zones_called(layout, *link.between.second)};
    if (one.zones.empty() || other.zones.empty()) continue;
    add_link(layout, one, other, link.latency, link.loss.value, link.capacity);
  }
  add_links_within_regions(layout, network->same_region);
  return layout;
}

std::optional<Target> find(const Layout& layout, std::string_view name) {
  if (const auto zone = after("zone:", name)) {
    const auto called = zone_called(layout, *zone);
    if (called && !zone->empty()) return Target{.zones = {*called}, .links = {}};
  } else if (const auto region = after("region:", name)) {
    const auto called = std::find(layout.regions.begin(), layout.regions.end(), *region);
    if (called == layout.regions.end() || called->empty()) return std::nullopt;
    const auto index = static_cast<std::size_t>(called - layout.regions.begin());
    return Target{.zones = zones_of_region(layout, index), .links = {}};
  } else if (const auto link = after("link:", name)) {
    return find_link(layout, *link);
  }
  return std::nullopt;
}

std::vector<std::string> names_in(const Layout& layout) {
  std::vector<std::string> names;
  for (const Layout::Place& zone : layout.zones) {
    if (!zone.name.empty()) names.push_back("zone:" + zone.name);
  }
  for (const std::string& region : layout.regions) {
    if (!region.empty()) names.push_back("region:" + region);
  }
  for (std::size_t link = 0; link < layout.links.size(); link += 2) {
    names.push_back("link:" + both_ways(layout.links[link]));
  }
  for (const Link& link : layout.links) names.push_back("link:" + link.name);
  return names;
}

std::optional<ZoneId> zone_called(const Layout& layout, std::string_view name) {
  for (std::size_t zone = 0; zone < layout.zones.size(); ++zone) {
    if (layout.zones[zone].name == name) return zone_id(zone);
  }
  return std::nullopt;
}

std::vector<ZoneId> zones_touched(const Target& target, const Layout& layout) {
  std::vector<ZoneId> zones = target.zones;
  for (const LinkId id : target.links) {
    const Link& link = layout.links[id.index];
    zones.insert(zones.end(), link.from.begin(), link.from.end());
    zones.insert(zones.end(), link.to.begin(), link.to.end());
  }
  return zones;
}

}  // namespace models
