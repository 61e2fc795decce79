// Work for a cluster that Slurm manages.
#include "sim/cluster/slurm.h"

#include <cstddef>

#include "sim/cluster/process.h"

namespace sim {

namespace {

// Up to the end of its first line.
std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::string task_list(const std::vector<std::int64_t>& tasks) {
  std::string list;
  for (std::size_t i = 0; i < tasks.size();) {
    std::size_t last = i;
    while (last + 1 < tasks.size() && tasks[last + 1] == tasks[last] + 1) ++last;
    if (!list.empty()) list += ',';
    list += std::to_string(tasks[i]);
    if (last > i) list += "-" + std::to_string(tasks[last]);
    i = last + 1;
  }
  return list;
}

std::optional<SlurmJob> SlurmJob::submit(const SlurmArray& array, std::string& why) {
  const auto finished = run_program(
      {"sbatch", "--parsable", "--job-name=" + array.name, "--array=" + task_list(array.tasks),
       "--cpus-per-task=" + std::to_string(array.cores), "--output=" + array.log,
       "--wrap=exec " + array.command},
      why);
  if (!finished) return std::nullopt;
  // "123", or "123;cluster"; warnings may stand before it.
  std::string text = finished->output;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::string last = text.substr(text.rfind('\n') + 1);
  const std::string number = last.substr(0, last.find(';'));
  const bool is_number =
      !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
  if (finished->exit_code == 0 && is_number) return SlurmJob(number);
  why = "sbatch did not take the job: " + text;
  return std::nullopt;
}

SlurmJob::State SlurmJob::state() const {
  std::string why;
  const auto finished = run_program({"squeue", "--noheader", "--jobs=" + number_}, why);
  if (!finished) return State::not_known;
  if (finished->exit_code == 0)
    return first_line(finished->output).empty() ? State::ended : State::under_way;
  // Slurm forgets jobs some minutes after their end.
  const bool is_forgotten = finished->output.find("Invalid job id") != std::string::npos;
  return is_forgotten ? State::ended : State::not_known;
}

void SlurmJob::cancel() const {
  std::string why;
  run_program({"scancel", number_}, why);
}

}  // namespace sim
