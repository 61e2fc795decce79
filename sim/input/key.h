// The keys of recorded load (accounts, merchants), which may be numbers or any text, as numbers.
#pragma once

#include <cstdint>
#include <string_view>

namespace sim {

// A whole number from 0 to 2^64-1, written plainly, is itself. Any other text ("DE89 3704", "-3",
// "007", which is another account than "7") gets a number by its bytes: 64-bit FNV-1a, mixed by the
// finalizer of SplitMix64. The same text has the same number in every run and on every machine.
// Two texts share one with a probability of about 3e-8 among a million, 3e-2 among a billion.
std::uint64_t parse_key(std::string_view text);

}  // namespace sim
