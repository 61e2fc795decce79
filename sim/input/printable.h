// Text that a terminal shows and does not obey.
#pragma once

#include <string>
#include <string_view>

namespace sim {

// Control characters (C0, DEL and C1) are written as JSON writes them: "\u001b". All else stays.
std::string printable(std::string_view text);

}  // namespace sim
