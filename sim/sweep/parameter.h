// What a sweep varies: a field of the scenario, and the values that it takes one after the other.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

// As --set takes them.
struct Parameter {
  std::string path;
  std::vector<std::string> values;
};

inline constexpr std::size_t kMostValues = 100'000;  // of a parameter, and points of a grid

// "services.risk.nodes=9,12,18", "services.risk.nodes=6..24:6", "load.0.rate=1000/s..4000/s:500/s":
// values and ranges, separated by commas; commas in brackets or quotation marks belong to a value.
// A range goes from its first value in equal steps as far as its last one, exactly. Nothing, and a
// sentence in `why`, if it is none of these.
std::optional<Parameter> parse_parameter(std::string_view text, std::string& why);

}  // namespace sim
