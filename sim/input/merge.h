// Changing a scenario before it is read: by another one that extends it, and by --set.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/input/problem.h"
#include "sim/input/value.h"

namespace sim {

// JSON merge patch, RFC 7396: objects are merged, null removes, all else replaces. What comes from
// the patch keeps its position there.
Value merge_patch(Value base, const Value& patch);

// Carries out "services.gateway.nodes=12" or "/services/gateway/nodes=12". The value is read as
// JSON if it is JSON and taken as text otherwise; null removes. Numbers in the path count in
// lists; members that are not there are made. A path that cannot be followed is a problem. What
// was set has the position of a file called "--set services.gateway.nodes=12"; the second form
// takes the place to name from `file`.
void set_path(Value& root, std::string_view assignment, Problems& problems);
void set_path(Value& root, std::string_view assignment, std::uint32_t file, Problems& problems);

}  // namespace sim
