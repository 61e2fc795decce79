// A scenario from disk: the file, what it extends, and what the command line sets.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "sim/input/problem.h"
#include "sim/input/value.h"

namespace sim {

inline constexpr std::size_t kLongestExtendsChain = 16;

// Reads `path` and, if it says "extends": "other.json" (relative to its own folder), that one
// first, merged as RFC 7396 has it; then carries out `assignments` ("a.b=VALUE") in order. The
// member "extends" itself does not remain. Nothing if a file cannot be read or is not JSON.
std::optional<Value> load_json_file(const std::string& path, Files& files, Problems& problems,
                                    std::span<const std::string> assignments = {});

// The bytes of a file, at most `most`; a problem at `place` otherwise.
std::optional<std::string> read_whole_file(const std::string& path, std::size_t most,
                                           const Located<std::string>& place, Problems& problems);

}  // namespace sim
