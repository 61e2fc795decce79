// What every command does that runs scenarios.
#include "sim/command_line/run_study.h"

#include <iostream>

#include "models/explain/offered_work.h"
#include "models/explain/system_facts.h"
#include "sim/command_line/progress.h"
#include "sim/files/sha256.h"
#include "sim/input/json.h"
#include "sim/objectives/judge.h"
#include "sim/study/goals.h"

namespace sim {

namespace {

std::string words_for(Ended ended, std::size_t runs) {
  switch (ended) {
    case Ended::as_planned:
      return runs == 1 ? "horizon reached" : "all replications done";
    case Ended::precise:
      return "precision reached";
    case Ended::not_precise:
      return "precision not reached";
    case Ended::piled_up:
      return "too many payments under way";
    case Ended::out_of_time:
      return "time limit";
    case Ended::interrupted:
      return "interrupted";
    case Ended::wrong_input:
    case Ended::differed:
      break;
  }
  return "broken off";
}

ExitCode code_of(Ended ended) {
  switch (ended) {
    case Ended::as_planned:
    case Ended::precise:
      return ExitCode::done;
    case Ended::not_precise:
    case Ended::piled_up:
    case Ended::out_of_time:
      return ExitCode::inconclusive;
    case Ended::interrupted:
      return ExitCode::interrupted;
    case Ended::wrong_input:
      return ExitCode::wrong_input;
    case Ended::differed:
      break;
  }
  return ExitCode::bug;
}

RunFacts facts_of(const models::Scenario& scenario, const Study& study) {
  RunFacts facts;
  facts.version = HEADROOM_VERSION;
  facts.scenario = scenario.name;
  facts.question = scenario.question;
  facts.resolved = models::write_scenario(scenario);
  facts.sha256 = sha256_of(scenario);
  facts.seed = scenario.run.seed;
  facts.duration = study.duration;
  facts.warmup_reason = study.warm_up.reason;
  facts.warmup_is_too_short = study.warm_up.too_short;
  facts.ended = words_for(study.ended, study.runs.size());
  facts.piled_up = study.ended == Ended::piled_up;
  for (const models::ServiceWork& work :
       models::offered_work(scenario, models::Caches::full).services)
    facts.offered.push_back({.station = work.service,
                             .work = work.work,
                             .highest_work = work.highest_work,
                             .capacity = work.capacity});
  facts.system = models::system_facts(scenario);
  return facts;
}

}  // namespace

std::string sha256_of(const models::Scenario& scenario) {
  return sha256(to_json(models::write_scenario(scenario)));
}

Study run_study(const models::Scenario& scenario, const StudyRequest& request) {
  Progress progress(!request.quiet);
  StudyOptions options{.jobs = request.jobs, .verify = request.verify};
  if (request.time_limit) options.time_limit = std::chrono::duration<double>(*request.time_limit);
  options.is_interrupted = [&] {
    return is_interrupted() || (request.gives_up && request.gives_up());
  };
  options.show = [&](double share) {
    if (request.show) return request.show(share);
    progress.show(share);
  };
  options.recorder = request.recorder;
  const auto goals = [&](const std::vector<Measurements>& runs) {
    return goals_of(scenario, runs);
  };
  return replicate(scenario, goals, options);
}

std::optional<ExitCode> broken_off(const Study& study) {
  if (study.trouble.empty()) return std::nullopt;
  std::cerr << study.trouble << "\n";
  return code_of(study.ended);
}

std::optional<ExitCode> cut_short(const Study& study) {
  if (const auto code = broken_off(study)) return code;
  if (study.ended == Ended::as_planned) return std::nullopt;
  std::cerr << "given up: " << words_for(study.ended, study.runs.size()) << "\n";
  return code_of(study.ended);
}

ExitCode code_for(Ended ended, const std::optional<Verdict>& verdict) {
  const ExitCode code = code_of(ended);
  if (code == ExitCode::interrupted || !verdict) return code;
  if (*verdict == Verdict::fail) return ExitCode::violated;
  return *verdict == Verdict::inconclusive ? ExitCode::inconclusive : code;
}

Reported reported(const models::Scenario& scenario, Study study) {
  RunFacts facts = facts_of(scenario, study);
  Runs runs(std::move(study.runs));
  facts.objectives = judge_all(scenario.objectives, runs);
  Report report = summarize(runs, facts);
  return {std::move(runs), std::move(report)};
}

}  // namespace sim
