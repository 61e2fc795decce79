// Whether an overload went by with what had set it off, or stayed: a metastable failure. (Bronson,
// Aghayev, Charapko & Zhu, Metastable Failures in Distributed Systems, HotOS 2021.)
#pragma once

#include "sim/measure/measurements.h"
#include "sim/report/report.h"

namespace sim {

// Compares the share of payments that went well before the first trigger with that after each.
// "As before" means at least 95 % of that share. A trigger after which it was not as before when
// the next one began is judged together with that one. Then:
//   recovered  it was as before, from some window on (three in a row, and the rest as a whole);
//   stayed     it was below 80 % of before in the last quarter of the time after it, with at most
//              1.1 times the load of before, and neither the share nor the number of payments under
//              way was still returning;
//   undecided  otherwise, and if less time is left than the trigger took, or fewer than 8 windows.
// Time under a failure that was not over by the end of the run is left out.
Overload judge_overload(const Measurements& measured);
// Of several runs: the worst verdict, with the evidence of the first run that has it, and how many
// have.
Overload judge_overload(const std::vector<Measurements>& runs);

// How it went on after an event of a run that had set off an overload, alone or with others.
struct Aftermath {
  OverloadVerdict verdict = OverloadVerdict::none;  // none: it had set off none
  std::optional<double> well_again{};               // when, if not at once; seconds
};

// Of each event of the run, in their order.
std::vector<Aftermath> aftermaths(const Measurements& measured);

}  // namespace sim
