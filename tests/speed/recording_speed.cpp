// Rows per second of recorded load: opened, unpacked, taken apart, and the time, the payer and the
// amount of each row read as RecordedLoad reads them; nobody pays.
#include <array>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <stdlib.h>
#include <string>

#include "sim/files/packed_file.h"
#include "sim/input/fixed_point.h"
#include "sim/input/key.h"
#include "sim/input/table.h"
#include "sim/input/timestamp.h"
#include "sim/kernel/stream.h"

namespace {

constexpr std::int64_t kRows = 300'000;

struct Payment {
  std::int64_t microseconds;
  std::uint64_t payer;
  std::uint64_t merchant;
  std::int64_t cents;
};

std::string seconds_of(const Payment& payment) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%ld.%06ld000", payment.microseconds / 1'000'000,
                payment.microseconds % 1'000'000);
  return text.data();
}

std::string date_of(const Payment& payment) {
  const std::int64_t seconds = payment.microseconds / 1'000'000;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "2023-11-16T18:%02ld:%02ld.%06ldZ", seconds / 60,
                seconds % 60, payment.microseconds % 1'000'000);
  return text.data();
}

std::string csv_row(const Payment& payment, const std::string& at) {
  std::array<char, 128> text{};
  std::snprintf(text.data(), text.size(), "%s,%lu,%lu,%ld.%02ld,EUR,web\n", at.c_str(),
                payment.payer, payment.merchant, payment.cents / 100, payment.cents % 100);
  return text.data();
}

std::string ndjson_row(const Payment& payment, const std::string& at) {
  std::array<char, 192> text{};
  std::snprintf(text.data(), text.size(),
                R"({"at": %s, "payer": %lu, "merchant": %lu, "amount": %ld.%02ld, )"
                R"("currency": "EUR", "class": "web"})"
                "\n",
                at.c_str(), payment.payer, payment.merchant, payment.cents / 100,
                payment.cents % 100);
  return text.data();
}

// The files that are read, for as long as the program runs.
class Recordings {
 public:
  Recordings() {
    std::string folder = std::filesystem::temp_directory_path() / "headroom-speed-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr)
      throw std::runtime_error("no folder for recordings: " + folder);
    folder_ = folder;
  }
  Recordings(const Recordings&) = delete;
  Recordings& operator=(const Recordings&) = delete;
  ~Recordings() { std::filesystem::remove_all(folder_); }

  // Written when first asked for; its rows depend on its name alone.
  std::string file(const std::string& name) const {
    const std::string path = folder_ / name;
    if (!std::filesystem::exists(path)) write(path, name);
    return path;
  }

 private:
  static void write(const std::string& path, const std::string& name) {
    const bool has_dates = name.find("dates") != std::string::npos;
    const bool is_json = name.find("ndjson") != std::string::npos;
    sim::Stream chance(1, "recording");
    Payment payment{};
    sim::PackedFile file(path);
    bool good = is_json || !file.write("at,payer,merchant,amount,currency,class\n");
    for (std::int64_t row = 0; row < kRows; ++row) {
      payment.microseconds += static_cast<std::int64_t>(chance.next() % 400);
      payment.payer = chance.next() % 10'000'000;
      payment.merchant = chance.next() % 5'000;
      payment.cents = static_cast<std::int64_t>(100 + chance.next() % 50'000);
      const std::string time = has_dates ? date_of(payment) : seconds_of(payment);
      const std::string at = is_json && has_dates ? '"' + time + '"' : time;
      good = good && !file.write(is_json ? ndjson_row(payment, at) : csv_row(payment, at));
    }
    if (!good || file.commit()) std::fprintf(stderr, "cannot write %s\n", path.c_str());
  }

  std::filesystem::path folder_;
};

void rows(benchmark::State& state, const std::string& path) {
  std::int64_t rows = 0;
  for (auto _ : state) {
    sim::Table table(path, {{"at"}, {"amount"}, {"payer"}});
    sim::TimestampReader times;
    sim::Row row;
    std::uint64_t sum = 0;
    for (; table.next(row) == sim::RowState::row; ++rows) {
      const auto at = times.read(row.fields[0]);
      const auto amount = sim::parse_fixed_point(row.fields[1], 2, sim::Excess::refused);
      if (!at || !amount) state.SkipWithError("a row cannot be read");
      sum += static_cast<std::uint64_t>(at.value + amount.value) + sim::parse_key(row.fields[2]);
    }
    benchmark::DoNotOptimize(sum);
  }
  if (rows != static_cast<std::int64_t>(state.iterations()) * kRows)
    state.SkipWithError("the file cannot be read");
  state.SetItemsProcessed(rows);
}

}  // namespace

int main(int argc, char** argv) {
  const Recordings recordings;
  for (const char* const name :
       {"seconds.csv", "dates.csv", "seconds.csv.zst", "dates.csv.zst", "seconds.csv.gz",
        "seconds.ndjson", "dates.ndjson", "seconds.ndjson.zst"})
    benchmark::RegisterBenchmark(
        name, [&recordings, name](benchmark::State& state) { rows(state, recordings.file(name)); });
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
