// headroom run: one world, one report.
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

#include "models/explain/offered_work.h"
#include "models/world.h"
#include "sim/command_line/commands.h"
#include "sim/command_line/load_scenario.h"
#include "sim/command_line/progress.h"
#include "sim/files/sha256.h"
#include "sim/input/codec.h"
#include "sim/input/json.h"
#include "sim/input/quantity.h"
#include "sim/input/recording_writer.h"
#include "sim/kernel/check.h"
#include "sim/report/summarize.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

std::int64_t power_of_ten(int exponent) {
  return exponent == 0 ? 1 : 10 * power_of_ten(exponent - 1);
}

// Writes down the payments of a run, for replay.
class Recording {
 public:
  Recording(const std::string& path, const models::Scenario& scenario)
      : keys_(scenario.key_names()) {
    if (path.empty()) return;
    // Balancing by key goes by a key of each payment's own if the scenario has none.
    if (keys_.empty()) keys_.emplace_back("payer");
    RecordingWriter::Columns columns;
    columns.keys = keys_;
    columns.amounts = {"amount"};
    columns.decimals = 0;
    for (const models::LoadSpec& load : scenario.load)
      if (const auto currency = load.currency())
        columns.decimals = std::max(columns.decimals, decimals_of(*currency));
    for (const models::LoadSpec& load : scenario.load)
      if (const auto currency = load.currency())
        scale_of(*load.flow) = power_of_ten(columns.decimals - decimals_of(*currency));
    writer_ = std::make_unique<RecordingWriter>(path, columns);
  }

  models::World::Recorder recorder() {
    if (!writer_) return {};
    return [this](const models::Flow& flow, const models::Intent& intent) {
      const std::span keys(intent.keys.data(), keys_.size());
      const std::int64_t amount = intent.amount * scale_of(flow.name());
      if (!error_)
        error_ = writer_->write(intent.due - kStart, flow.name(), keys, std::span(&amount, 1));
    };
  }
  const std::optional<std::string>& error() const { return error_; }
  void finish() {
    if (writer_ && !error_) error_ = writer_->commit();
  }

 private:
  // Of an amount of a flow: minor units of the column in one of its own.
  std::int64_t& scale_of(const std::string& flow) {
    return scales_.try_emplace(flow, 1).first->second;
  }

  std::vector<std::string> keys_;
  std::map<std::string, std::int64_t> scales_;
  std::unique_ptr<RecordingWriter> writer_;
  std::optional<std::string> error_;
};

// How a run ended.
struct Ending {
  std::string words = "horizon reached";
  ExitCode code = ExitCode::done;
  bool piled_up = false;  // too many payments were under way to go on
};

RunFacts facts_of(const models::Scenario& scenario, const Ending& ending) {
  RunFacts facts;
  facts.version = HEADROOM_VERSION;
  facts.scenario = scenario.name;
  facts.question = scenario.question;
  facts.resolved = write(scenario);
  facts.sha256 = sha256(to_json(facts.resolved));
  facts.seed = scenario.run.seed;
  facts.duration = scenario.run.duration;
  facts.ended = ending.words;
  facts.piled_up = ending.piled_up;
  for (const models::ServiceWork& work : models::offered_work(scenario).services)
    facts.offered.push_back({.station = work.service,
                             .work = work.work,
                             .highest_work = work.highest_work,
                             .capacity = work.capacity});
  return facts;
}

// Nothing if a recorded load turned out to be wrong; that has been told.
std::optional<Ending> run(models::World& world, const models::Scenario& scenario,
                          const RunOptions& options, const Recording& recording) {
  Ending ending;
  Progress progress(!options.quiet, scenario.run.duration);
  const auto trouble = world.run([&](Instant now) {
    progress.show(now);
    if (world.under_way() > models::World::kUnderWayMost)
      ending = {"too many payments under way", ExitCode::inconclusive, true};
    if (is_interrupted()) ending = {"interrupted", ExitCode::interrupted, false};
    return ending.words == Ending{}.words && !recording.error();
  });
  if (!trouble) return ending;
  std::cerr << *trouble << "\n";
  return std::nullopt;
}

ExitCode not_written(const std::string& why) {
  std::cerr << why << "\n";
  return ExitCode::not_written;
}

}  // namespace

std::vector<std::string> report_formats() {
  std::vector<std::string> names;
  for (const ReportWriter& writer : kWriters) names.emplace_back(writer.name);
  return names;
}

ExitCode run_scenario(const RunOptions& options) {
  const auto scenario = load_scenario(options.scenario);
  if (!scenario) return ExitCode::wrong_input;
  catch_interrupts();
  Recording recording(options.record, *scenario);
  models::World world(*scenario, recording.recorder());
  std::optional<Ending> ending;
  try {
    ending = run(world, *scenario, options, recording);
  } catch (const BrokenInvariant& broken) {
    throw BrokenInvariant(std::string(broken.what()) + "; scenario " + options.scenario.scenario +
                          ", seed " + std::to_string(scenario->run.seed) + ", at " +
                          print(world.now() - kStart));
  }
  if (!ending) return ExitCode::wrong_input;
  recording.finish();
  if (recording.error()) return not_written(*recording.error());
  const Report report = summarize(Runs({world.measurements()}), facts_of(*scenario, *ending));
  if (!options.out.empty())
    if (const auto error = write_reports(options.out, report, world.measurements()))
      return not_written(*error);
  if (!options.quiet) {
    std::cout << find_writer(options.format)->write(report);
    if (!std::cout.flush()) return not_written("standard output could not be written");
  }
  return ending->code;
}

}  // namespace sim
