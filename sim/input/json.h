// JSON text to values and back. Comments (// and /* */) and a byte-order mark are allowed when
// reading; everything else is as RFC 8259 has it, and duplicate names are refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/input/problem.h"
#include "sim/input/value.h"

namespace sim {

inline constexpr std::size_t kJsonDepthLimit = 64;
inline constexpr std::size_t kJsonSizeLimit = std::size_t{16} << 20;  // bytes
inline constexpr std::size_t kJsonValueLimit = 1'000'000;             // values in one text

// Nothing if `text` is not JSON or beyond a limit. A duplicate name is a problem as well, but the
// rest (with the first of the two) is returned, so that its problems can be told along with it.
std::optional<Value> parse_json(std::string_view text, std::uint32_t file, Problems& problems);

// The same bytes for the same value, everywhere. With `indent` 0 all is on one line; otherwise
// short lists of plain values still are. Ends without a newline. Bytes that are no UTF-8 become
// U+FFFD.
std::string to_json(const Value& value, int indent = 2);

}  // namespace sim
