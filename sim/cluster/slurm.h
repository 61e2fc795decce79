// Work for a cluster that Slurm manages: an array of tasks, submitted and watched by the commands
// that every such cluster has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sim {

struct SlurmArray {
  std::string name;
  std::string command;              // for a shell; its number is in $SLURM_ARRAY_TASK_ID
  std::vector<std::int64_t> tasks;  // their numbers, ascending
  std::int64_t cores = 1;           // of each
  std::string log;  // file for what a task writes; %a in it is its number, %A that of the job
};

class SlurmJob {
 public:
  // Options that only this cluster knows (partition, account, time limit) come from the
  // environment, as sbatch has it: SBATCH_PARTITION and so on. Nothing, and why, if Slurm does not
  // take the job.
  static std::optional<SlurmJob> submit(const SlurmArray& array, std::string& why);

  enum class State { under_way, ended, not_known };
  State state() const;
  void cancel() const;
  const std::string& number() const { return number_; }

 private:
  explicit SlurmJob(std::string number) : number_(std::move(number)) {}

  std::string number_;
};

// "0-4,7": as sbatch wants the numbers of tasks, which are ascending.
std::string task_list(const std::vector<std::int64_t>& tasks);

}  // namespace sim
