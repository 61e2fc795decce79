// What a user types. The one place that sees CLI11.
#include "sim/command_line/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "sim/command_line/commands.h"
#include "sim/command_line/options.h"
#include "sim/command_line/standard_output.h"
#include "sim/input/suggest.h"
#include "sim/study/side_by_side.h"

namespace sim {

namespace {

// CLI11 2.1 takes "-1", and whatever is too large, for the largest number there is.
std::string is_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, seed);
  const bool fine = error == std::errc() && stopped == end;
  return fine ? std::string() : "must be a whole number below 2^64, not " + text;
}

std::string is_name_of_file(const std::string& text) {
  return text.empty() ? "must not be empty" : std::string();
}

// Takes one of these words, as CLI::IsMember does, but says which was probably meant.
void takes_one_of(CLI::Option& option, const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : "|") + word;
  option.type_name(all);
  option.check([words](const std::string& word) {
    const bool known = std::find(words.begin(), words.end(), word) != words.end();
    return known ? std::string() : not_known(word, words);
  });
}

void add_scenario_options(CLI::App& command, ScenarioOptions& options) {
  command.add_option("SCENARIO", options.scenario, "The scenario, a JSON file")->required();
  command
      .add_option("--set", options.assignments,
                  "Changes a field: --set services.gateway.nodes=12; may be given repeatedly")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  command.add_option("--seed", options.seed, "Another seed than the scenario's")
      ->type_name("NUMBER")
      ->check(is_seed);
}

void add_format(CLI::App& command, std::string& format, const std::vector<std::string>& formats) {
  CLI::Option& option =
      *command.add_option("--format", format, "How results are printed")->capture_default_str();
  takes_one_of(option, formats);
}

void add_jobs(CLI::App& command, std::int64_t& jobs) {
  jobs = cores_of_this_machine();
  command.add_option("--jobs", jobs, "Runs at a time; no result depends on it")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
}

void add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App& compare =
      *app.add_subcommand("compare", "Is B better than A, and is the difference real?");
  compare.footer(
      "Example: headroom compare scenarios/lose-a-zone.json --set services.account.nodes=15");
  compare.add_option("A", options.first.scenario, "A scenario, or the report.json of a run")
      ->required();
  compare.add_option("B", options.second, "Another one; if not given, A with what --set changes");
  compare
      .add_option("--set", options.changes,
                  "Changes a field of B: --set services.gateway.nodes=12; may be given repeatedly")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  compare.add_option("--seed", options.first.seed, "Another seed than that of A, for both")
      ->type_name("NUMBER")
      ->check(is_seed);
  compare.add_option("--runs", options.runs, "Runs of each at least; 10 or what A and B ask for")
      ->type_name("NUMBER")
      ->check(CLI::Range(2, 100000));
  add_jobs(compare, options.jobs);
  add_format(compare, options.format, {"text", "json", "markdown"});
  compare.add_flag("--quiet", options.quiet, "Shows no progress");
}

void add_check(CLI::App& app, CheckOptions& options) {
  CLI::App& check = *app.add_subcommand("check", "Do scenarios still meet their objectives?");
  check.footer("Example: headroom check scenarios/lose-a-zone.json scenarios/replay.json");
  check.add_option("SCENARIO", options.scenarios, "Scenarios, JSON files")->required();
  check
      .add_option("--set", options.assignments,
                  "Changes a field of all of them: --set run.replications=20; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  check.add_option("--seed", options.seed, "Another seed than the scenarios'")
      ->type_name("NUMBER")
      ->check(is_seed);
  check.add_option("--junit", options.junit, "Writes the verdicts as JUnit XML")
      ->type_name("FILE")
      ->check(is_name_of_file);
  check
      .add_option("--baseline", options.baseline,
                  "Folder of reports: what differs from them for certain is told; a report that "
                  "is not there yet is kept")
      ->type_name("DIR")
      ->check(is_name_of_file);
  check.add_flag("--accept", options.accept, "Replaces the reports of the baseline by these");
  add_jobs(check, options.jobs);
  add_format(check, options.format, {"text", "markdown"});
  check.add_flag("--quiet", options.quiet, "Shows no progress");
}

void add_sweep(CLI::App& app, SweepOptions& options) {
  CLI::App& sweep = *app.add_subcommand("sweep", "What if these parameters vary?");
  sweep.footer(
      "Example: headroom sweep scenarios/lose-a-zone.json --vary services.account.nodes=9..15:3");
  add_scenario_options(sweep, options.scenario);
  sweep
      .add_option("--vary", options.vary,
                  "Values of a field, or FROM..TO:STEP; of several, every combination is a point")
      ->type_name("PATH=V1,V2,...")
      ->required()
      ->allow_extra_args(false)
      ->take_all();
  CLI::Option* const store =
      sweep
          .add_option("--store", options.store,
                      "Folder where finished points are kept; what is there is not computed again")
          ->type_name("DIR")
          ->check(is_name_of_file);
  CLI::Option* const shard =
      sweep
          .add_option("--shard", options.shard,
                      "Computes a part of the points for the store, such as 3/16")
          ->type_name("I/N")
          ->needs(store);
  CLI::Option* const on =
      sweep
          .add_option("--on", options.on,
                      "Has a cluster compute the points; it must see the store and the scenario")
          ->check(CLI::IsMember({"slurm"}))
          ->needs(store)
          ->excludes(shard);
  sweep.add_option("--tasks", options.tasks, "How many tasks the cluster gets")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 100000))
      ->needs(on);
  sweep.add_option("--out", options.out, "Folder for sweep.json, sweep.csv and summary.md")
      ->type_name("DIR")
      ->check(is_name_of_file);
  sweep
      .add_option(
          "--jobs", options.jobs,
          "Runs at a time, on this machine (all its cores if not given) or in each task (1)")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 4096));
  add_format(sweep, options.format, {"text", "json", "markdown", "csv"});
  sweep.add_flag("--quiet", options.quiet, "Prints nothing; the exit code tells");
}

struct Options {
  RunOptions run;
  CheckOptions check;
  CompareOptions compare;
  SweepOptions sweep;
  ExplainOptions explain;
  std::string kind;
};

void add_commands(CLI::App& app, Options& options) {
  CLI::App& run = *app.add_subcommand("run", "What happens under this load and these failures?");
  run.footer("Example: headroom run scenarios/lose-a-zone.json --set services.account.nodes=15");
  add_scenario_options(run, options.run.scenario);
  add_format(run, options.run.format, report_formats());
  run.add_option("--out", options.run.out, "Folder for report.json, summary.md and timeline.csv")
      ->type_name("DIR")
      ->check(is_name_of_file);
  run.add_option("--record", options.run.record,
                 "Writes the load as a CSV file that can be replayed; .gz and .zst are compressed")
      ->type_name("FILE")
      ->check(is_name_of_file);
  add_jobs(run, options.run.jobs);
  run.add_option("--time-limit", options.run.time_limit,
                 "Stops after so many seconds and reports what was finished by then")
      ->type_name("SECONDS")
      ->check(CLI::PositiveNumber);
  run.add_flag("--verify", options.run.verify,
               "Runs everything twice more than needed and compares event by event");
  run.add_flag("--quiet", options.run.quiet, "Prints nothing; the exit code tells");

  add_check(app, options.check);
  add_compare(app, options.compare);
  add_sweep(app, options.sweep);

  CLI::App& explain = *app.add_subcommand(
      "explain", "What does the model think my system is; where are its single points of failure?");
  explain.footer("Example: headroom explain scenarios/online-payment.json");
  add_scenario_options(explain, options.explain.scenario);
  add_format(explain, options.explain.format, {"text", "json"});

  CLI::App& schema = *app.add_subcommand("schema", "Prints the JSON Schema of scenarios");
  schema.footer("Example: headroom schema > scenario.schema.json");

  CLI::App& list = *app.add_subcommand("list", "What may a scenario contain?");
  list.footer("Example: headroom list balancing");
  takes_one_of(*list.add_option("KIND", options.kind, "Which catalogue; all of them if not given"),
               catalogue_names());
}

ExitCode dispatch(const CLI::App& app, const Options& options) {
  const std::string command = app.get_subcommands().front()->get_name();
  if (command == "run") return run_scenario(options.run);
  if (command == "check") return check_scenarios(options.check);
  if (command == "compare") return compare_scenarios(options.compare);
  if (command == "sweep") return sweep_scenario(options.sweep);
  if (command == "explain") return explain_scenario(options.explain);
  if (command == "schema") return print_schema();
  return list_kinds(options.kind);
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// "--sett=x" is "--sett".
std::string without_value(const std::string& option) {
  return option.substr(0, option.find('='));
}

// After parsing has failed: a sentence about the first word that is not understood; nothing if all
// are, or if it is a word too many.
std::optional<std::string> complaint_about_unknown_words(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  for (const std::string& word : command.remaining()) {
    if (word.starts_with('-') && word != "-")
      return not_known(without_value(word), options_of(command), "is not an option here");
    if (chosen.empty()) return not_known(word, commands_of(app), "is not a command");
  }
  return std::nullopt;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App app("Headroom: how much load a payment system can take, and what each failure costs.",
               "headroom");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("headroom ") + HEADROOM_VERSION);
  app.footer("Example: headroom run scenarios/online-payment.json");
  Options options;
  add_commands(app, options);
  // Beyond a limit on the size of files, writing fails as it does on a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked_for_help = error.get_exit_code() == 0;
    if (asked_for_help) {
      app.exit(error);
      return static_cast<int>(written(ExitCode::done));
    }
    if (const auto complaint = complaint_about_unknown_words(app)) {
      std::cerr << *complaint << "\nRun with --help for more information.\n";
    } else {
      app.exit(error);
    }
    return static_cast<int>(ExitCode::wrong_input);
  }
  try {
    return static_cast<int>(dispatch(app, options));
  } catch (const std::exception& error) {
    std::cerr << "headroom: this is a bug in Headroom: " << error.what() << "\n";
    return static_cast<int>(ExitCode::bug);
  }
}

}  // namespace sim
