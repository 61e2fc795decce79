// Whole numbers of 128 bits: sums over a run, of nanoseconds and of
// money, must never wrap or round.
#pragma once

namespace sim {

__extension__ using Uint128 = unsigned __int128;
__extension__ using Int128 = __int128;

}  // namespace sim
