// What objectives can be about, and what can be asked of each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/objectives/objective.h"

namespace sim::detail {

// What a list of measures says of one of them, whatever it is a measure of.
struct Facts {
  std::string_view name;
  Unit unit;
  Better better;
};

// "lock services", and "lock service".
std::string in_words(Objective::Of of);
std::string one_in_words(Objective::Of of);

std::optional<Facts> find_facts(Objective::Of of, std::string_view measure);
std::vector<std::string_view> names_for(Objective::Of of);
std::vector<std::string_view> all_names();

// No two kinds have a measure in common.
std::optional<Objective::Of> asked_of(std::string_view measure);

}  // namespace sim::detail
