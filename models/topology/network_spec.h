// What a scenario says of zones and of the network between them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/durations/catalogue.h"
#include "sim/input/codec.h"
#include "sim/input/problem.h"
#include "sim/input/quantity.h"

namespace models {

using namespace std::chrono_literals;  // 250ms, 3s, 2h

// A building of its own, as it were: what stands in it is lost together.
struct Zone {
  struct Spec {
    static constexpr std::string_view kTypeName = "Zone";
    sim::Located<std::string> region;

    void fields(auto& f) {
      f.optional("region", region,
                 "Zones of one region are linked to each other, each pair by a link of its own. "
                 "Zones that name no region form one.");
    }
    bool operator==(const Spec&) const = default;
  };
};
using Zones = std::map<std::string, Zone::Spec>;

struct LinkSpec {
  static constexpr std::string_view kTypeName = "Link";
  std::pair<sim::Located<std::string>, sim::Located<std::string>> between;
  sim::OneOf<Durations> latency{};
  sim::Fraction loss{};
  std::optional<sim::ByteRate> capacity;

  void fields(auto& f) {
    f.required("between", between,
               "The two regions or zones that it joins. A link of a region serves all its zones.");
    f.required("latency", latency, "How long a message takes one way.");
    f.optional("loss", loss, "The share of messages that are lost, each way, and sent again.",
               sim::Below{1});
    f.optional("capacity", capacity,
               "Bytes that it carries per time, each way; as many as there are if not given.",
               sim::Above{0});
  }
  bool operator==(const LinkSpec&) const = default;
};

struct NetworkSpec {
  static constexpr std::string_view kTypeName = "Network";
  sim::OneOf<Durations> same_zone{};
  sim::OneOf<Durations> same_region{};
  std::vector<LinkSpec> links;
  sim::Bytes message{1000};
  sim::Duration retransmit = 200ms;  // Linux: the shortest time-out of TCP
  sim::Duration give_up = 127s;      // Linux: 6 retries to connect, from 1 s on, doubling

  void fields(auto& f) {
    f.optional("same_zone", same_zone, "How long a message takes within a zone.");
    f.optional("same_region", same_region,
               "How long a message takes one way between two zones of a region.");
    f.optional("links", links,
               "Links between regions or single zones. One between two zones of a region stands in "
               "for theirs.");
    f.optional(
        "message", message,
        "The size of a request, and of an answer, besides records of stores; it counts where "
        "links or interfaces have a capacity.");
    f.optional("retransmit", retransmit,
               "After how long a lost message is sent again; doubles each time, up to 120s.",
               sim::Above{0s}, sim::AtMost{120s});
    f.optional("give_up", give_up, "How long a caller tries to reach a place that no way leads to.",
               sim::Above{0s}, sim::AtMost{24h});
  }
  bool operator==(const NetworkSpec&) const = default;
};

// Complains about links between names that are no zone or region, to themselves, or given twice,
// and about regions that no way leads to. `network` is null if there is none: then all is well.
void verify_network(const Zones& zones, const NetworkSpec* network, sim::Problems& problems);

}  // namespace models
