// Decimal numbers of recorded load as whole numbers of a small unit, never by way of a double.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/input/parsed.h"

namespace sim {

// What becomes of digits beyond the unit that are not 0.
enum class Excess { refused, dropped };

// text x 10^decimals, for a number as JSON writes it ("-12.5", "1e-05"); leading zeros and a
// leading
// '+' or '.' are let pass. ("104.06", 2) is 10406.
Parsed<std::int64_t> parse_fixed_point(std::string_view text, int decimals, Excess excess);

// value / 10^decimals with all decimals: (10406, 2) is "104.06".
void append_fixed_point(std::int64_t value, int decimals, std::string& text);

}  // namespace sim
