// No damage to a file of recorded load may crash or hang its reader, or be passed on unnoticed.
#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/timestamp.h"

#include "tests/sim/files/packed.h"
#include "tests/sim/input/read_rows.h"

namespace sim {
namespace {

using testing::gzipped;
using testing::read_file;
using testing::read_rows;
using testing::ReadTable;
using testing::TemporaryFolder;
using testing::zstandard;

constexpr int kRounds = 400;

std::string small_csv() {
  std::string text = "at,payer,\"no\"\"te\"\r\n";
  for (int i = 0; i < 40; ++i) {
    text += std::to_string(i) + ".5," + std::to_string(i * 31) + ",\"a, \"\"b\"\"\r\nc\"\r\n";
  }
  return text;
}

std::string small_ndjson() {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += R"({"at":)" + std::to_string(i) + R"(.5,"x":[1,{"y":"\u00e4\n"}],"payer":"A)" +
            std::to_string(i) + "\\t\"}\n";
  }
  return text;
}

// Flips bits, cuts, drops, doubles and inserts, as broken disks and careless programs do.
class Damage {
 public:
  explicit Damage(std::uint64_t seed) : random_(seed) {}

  std::string to(std::string text) {
    for (auto wounds = 1 + below(4); wounds > 0 && !text.empty(); --wounds) wound(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

  void wound(std::string& text) {
    constexpr std::string_view kInteresting = "\"\\,{}[]:\n\r\0\xff-e.";
    const auto at = below(text.size());
    switch (below(5)) {
      case 0:
        text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 1:
        text.resize(at);
        break;
      case 2:
        text.erase(at, 1 + below(20));
        break;
      case 3:
        text.insert(at, text.substr(below(text.size()), below(20)));
        break;
      default:
        text[at] = kInteresting[below(kInteresting.size())];
    }
  }

  std::mt19937_64 random_;
};

void expect_sense(const ReadTable& table, std::size_t columns) {
  std::uint64_t before = 0;
  for (const auto& row : table.rows) {
    EXPECT_EQ(row.fields.size(), columns);
    EXPECT_GT(row.line, before);
    before = row.line;
    for (const auto& field : row.fields) {
      TimestampReader reader;
      static_cast<void>(reader.read(field));
    }
  }
  before = 0;
  for (const auto& [line, complaint] : table.malformed) {
    EXPECT_FALSE(complaint.empty());
    EXPECT_GT(line, before);
    before = line;
  }
}

TEST(DamagedTable, of_plain_text_still_gives_whole_rows_in_the_order_of_their_lines) {
  const TemporaryFolder folder;
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    Damage damage(round);
    const auto number = std::to_string(round);
    const auto csv = folder.with(number + ".csv", damage.to(small_csv()));
    const auto ndjson = folder.with(number + ".ndjson", damage.to(small_ndjson()));
    const auto either = folder.with(number, damage.to(small_ndjson()));
    expect_sense(read_file(csv, {{"payer"}, {"at"}}), 2);
    expect_sense(read_file(ndjson, {{"payer"}, {"at"}}), 2);
    expect_sense(read_file(either, {{"payer"}, {"at", true}}), 2);
  }
}

TEST(DamagedTable, of_compressed_text_gives_rows_of_the_original_or_fails) {
  const auto columns = std::vector<WantedColumn>{{"payer"}, {"at"}};
  for (const auto& text : {small_csv(), small_ndjson()}) {
    const auto whole = read_rows("x", text, columns);
    for (const auto& packed : {gzipped(text), zstandard(text)}) {
      const TemporaryFolder folder;
      for (std::uint64_t round = 0; round < kRounds; ++round) {
        const auto path = folder.with(std::to_string(round), Damage(round).to(packed));
        const auto table = read_file(path, columns);
        expect_sense(table, 2);
        // Whatever says that it is good must be good. The first bytes decide on the encoding, so
        // damage to them makes plain text without the columns.
        if (table.failure.empty() && table.malformed.empty() && !table.rows.empty()) {
          EXPECT_GE(table.rows.size(), whole.rows.size()) << round;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sim
