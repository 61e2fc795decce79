// The points of a sweep that are not there yet, computed by a cluster.
#pragma once

#include "sim/command_line/command_line.h"
#include "sim/command_line/options.h"
#include "sim/command_line/sweep_plan.h"
#include "sim/command_line/sweep_points.h"

namespace sim {

// Submits an array of tasks, each a shard of the sweep into the same store, and waits for it; what
// tasks left undone because they were killed is submitted again. An interrupt cancels the job.
ExitCode compute_on_slurm(const SweepOptions& options, const SweepPlan& plan,
                          FinishedPoints& finished);

}  // namespace sim
