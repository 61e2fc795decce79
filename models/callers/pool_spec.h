// What a scenario says of the connections that callers keep.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/kernel/time.h"

namespace models {

using namespace std::chrono_literals;  // 250ms, 3s, 2h

struct Handshake {
  static constexpr std::string_view kTypeName = "Handshake";
  std::int64_t round_trips = 2;
  sim::Duration cpu = 0s;

  void fields(auto& f) {
    f.optional(
        "round_trips", round_trips,
        "How often something goes there and back: 1 for TCP, 2 with TLS 1.3, 3 with TLS 1.2.",
        sim::Between{0, 10});
    f.optional("cpu", cpu, "How long it takes a core of the node at speed 1.");
  }
  bool operator==(const Handshake&) const = default;
};

// Before an open connection is used the other side is asked if it is there.
struct Validation {
  static constexpr std::string_view kTypeName = "Validation";
  static constexpr std::string_view kShorthand = "timeout";
  sim::Duration timeout = 5s;
  std::optional<std::int64_t> at_once;
  bool role = false;

  void fields(auto& f) {
    f.optional("timeout", timeout,
               "How long to wait for an answer before the connection is closed and the next one is "
               "tried.",
               sim::Above{0s});
    f.optional("at_once", at_once,
               "How many connections of a pool can be asked at once; 1: one after the other. As "
               "many as are needed if not given.",
               sim::AtLeast{1});
    f.optional("role", role,
               "Whether it is also asked if it leads; if not, a leader of old passes as well.");
  }
  bool operator==(const Validation&) const = default;
};

// What becomes of open connections to a node of a store that leads nothing any more.
enum class Demoted : std::uint8_t { close, keep };

struct Pool {
  static constexpr std::string_view kTypeName = "Pool";
  static constexpr std::string_view kShorthand = "size";
  std::int64_t size = 10;
  std::optional<sim::Duration> acquire;
  std::optional<sim::Duration> lifetime;
  sim::Fraction jitter{0};
  bool warm = false;
  Handshake handshake;
  std::optional<Validation> validate;
  Demoted demoted = Demoted::close;

  void fields(auto& f) {
    f.required("size", size,
               "The most connections of each caller to each node; where they are kept when leaders "
               "change, "
               "to each leader of the start, whoever leads now.",
               sim::Between{1, 100'000});
    f.optional("acquire", acquire,
               "How long to wait for a connection when all are in use, or until one is found to be "
               "good; the time-out of the call counts from when there is one.",
               sim::Above{0s});
    f.optional("lifetime", lifetime, "The age at which a connection is not used any more.",
               sim::Above{0s});
    f.optional("jitter", jitter,
               "By how much of the lifetime connections may be given up earlier, each by a part "
               "drawn at random.");
    f.optional("warm", warm,
               "Whether all connections are open when a caller first calls a node, and are opened "
               "anew when they are too old, not first when they are needed.");
    f.optional("handshake", handshake, "What it costs to open one.");
    f.optional("validate", validate,
               "Open connections are checked before each use; used as they are if not given.");
    f.optional(
        "demoted", demoted,
        "What becomes of connections to a node of a store that has led and leads no shard any "
        "more: close (at once), or keep: whoever has one goes on to ask that node, which refuses "
        "writes, "
        "until the connection is too old, breaks or is found out.");
  }
  void verify(sim::Complaints& complaints) const {
    if (jitter.value > 0 && !lifetime) complaints.about("jitter", "needs a lifetime to vary");
    if (validate && validate->role && demoted == Demoted::close)
      complaints.about("validate",
                       "role has no meaning if connections to a leader of old are "
                       "closed; say that they are kept: demoted");
  }
  bool operator==(const Pool&) const = default;
};

}  // namespace models

template <>
struct sim::EnumNames<models::Demoted> {
  static constexpr std::array<std::pair<models::Demoted, std::string_view>, 2> names = {
      {{models::Demoted::close, "close"}, {models::Demoted::keep, "keep"}}};
};
