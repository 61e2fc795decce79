// Whole numbers of 128 bits: sums of nanoseconds over a run must never wrap or round.
#pragma once

namespace sim {

__extension__ using Uint128 = unsigned __int128;

}  // namespace sim
