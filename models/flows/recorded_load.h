// Recorded load: payments come when a log says that they came.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/arrivals/spread.h"
#include "models/flows/source.h"
#include "sim/input/kinds.h"
#include "sim/input/problem.h"
#include "sim/input/table.h"
#include "sim/input/timestamp.h"
#include "sim/kernel/task.h"
#include "sim/measure/measurements.h"

namespace models {

enum class TimeZero { first_row, as_given };
enum class BadRows { refuse, skip };

struct CountsSpec {
  static constexpr std::string_view kTypeName = "Counts";
  std::string column;
  sim::Duration every = 1s;
  sim::OneOf<Spreads> spread;
  void fields(auto& f) {
    f.required("column", column, "The column with the number of payments.", sim::NotEmpty{});
    f.required("every", every, "How long the interval is that begins at a row's time.",
               sim::AtLeast{1ms});
    f.optional("spread", spread, "When within the interval they come.");
  }
};

class RecordedLoad {
 public:
  static constexpr std::string_view kName = "recorded";
  static constexpr std::string_view kSummary =
      "Recorded: a CSV or NDJSON file, plain, .gz or .zst, says when payments come.";
  struct Spec {
    sim::Located<std::string> recorded;
    std::string path;  // as found from where the process runs; filled in by read_scenario
    std::map<std::string, std::string> columns;
    std::optional<std::string> currency;
    std::optional<std::string> separator;
    sim::TimeFormat time = sim::TimeFormat::automatic;
    TimeZero zero = TimeZero::first_row;
    sim::Duration skip = 0s;
    double speed = 1.0;
    std::int64_t copies = 1;
    sim::Duration apart = 1s;
    BadRows bad_rows = BadRows::refuse;
    std::optional<CountsSpec> counts;

    void fields(auto& f) {
      f.required("recorded", recorded, "The file, relative to the scenario's.", sim::NotEmpty{});
      f.required("columns", columns,
                 "Which column holds what: at is the time; flow, if given, takes only the rows of "
                 "this flow; amount is the money, in units of the currency; all others are keys.");
      f.optional("currency", currency, "Of the amounts, as in \"EUR\"; needed if there are any.");
      f.optional("separator", separator,
                 "Between the columns of a CSV file; by its name if not "
                 "given.");
      f.optional("time", time, "How times are written.");
      f.optional("zero", zero,
                 "What the start of the run is: the time of the first row, or the file's zero.");
      f.optional("skip", skip, "How much of the beginning is passed over.");
      f.optional("speed", speed, "How many times as fast as it was recorded.", sim::Above{0},
                 sim::AtMost{1000000});
      f.optional("copies", copies,
                 "How many times over it comes; the keys of each copy are accounts of its own.",
                 sim::Between{1, 1000});
      f.optional("apart", apart, "How much later each further copy begins.");
      f.optional(
          "bad_rows", bad_rows,
          "What becomes of rows that cannot be read or are out of order: refuse ends the run, "
          "skip counts them.");
      f.optional("counts", counts, "The rows hold numbers of payments, not payments.");
    }
    void verify(sim::Complaints& complaints) const;
    std::vector<std::string> key_names() const;
  };

  RecordedLoad(const Spec& spec, const Source& source);
  sim::Task<> send();

  // Complains if the file cannot be opened or lacks a column.
  static void verify_file(const Spec& spec, sim::Problems& problems);

  const sim::RecordingMeasurements& seen() const { return *seen_; }

 private:
  struct Copy;
  sim::Task<> replay(std::int64_t number);
  sim::Task<> spread_out(Copy& copy, sim::Duration at, std::uint64_t count);
  // False if that ends the run.
  bool passes_over(const sim::Row& row, const std::string& what) const;

  Spec spec_;
  const Source* source_;
  std::unique_ptr<sim::RecordingMeasurements> seen_;
};

}  // namespace models

template <>
struct sim::EnumNames<models::TimeZero> {
  static constexpr std::array<std::pair<models::TimeZero, std::string_view>, 2> names = {
      {{models::TimeZero::first_row, "first_row"}, {models::TimeZero::as_given, "as_given"}}};
};
template <>
struct sim::EnumNames<models::BadRows> {
  static constexpr std::array<std::pair<models::BadRows, std::string_view>, 2> names = {
      {{models::BadRows::refuse, "refuse"}, {models::BadRows::skip, "skip"}}};
};
template <>
struct sim::EnumNames<sim::TimeFormat> {
  static constexpr std::array<std::pair<sim::TimeFormat, std::string_view>, 6> names = {
      {{sim::TimeFormat::automatic, "automatic"},
       {sim::TimeFormat::seconds, "seconds"},
       {sim::TimeFormat::milliseconds, "milliseconds"},
       {sim::TimeFormat::microseconds, "microseconds"},
       {sim::TimeFormat::nanoseconds, "nanoseconds"},
       {sim::TimeFormat::rfc3339, "rfc3339"}}};
};
