// How much memory a run takes at most, by counting what is asked for and given back.
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <gtest/gtest.h>
#include <new>
#include <string>

#include "sim/files/packed_file.h"

#include "tests/models/failures/bank.h"
#include "tests/sim/files/temporary_folder.h"

namespace {

std::size_t held = 0;
std::size_t most_held = 0;

// What is asked for stands behind its size.
void* take(std::size_t size, std::size_t alignment) {
  const std::size_t whole = (alignment + size + alignment - 1) / alignment * alignment;
  auto* const block = static_cast<std::byte*>(std::aligned_alloc(alignment, whole));
  if (block == nullptr) throw std::bad_alloc();
  *reinterpret_cast<std::size_t*>(block) = size;
  held += size;
  most_held = std::max(most_held, held);
  return block + alignment;
}

void give_back(void* what, std::size_t alignment) {
  if (what == nullptr) return;
  std::byte* const block = static_cast<std::byte*>(what) - alignment;
  held -= *reinterpret_cast<std::size_t*>(block);
  std::free(block);
}

constexpr std::size_t kUsual = __STDCPP_DEFAULT_NEW_ALIGNMENT__;

}  // namespace

void* operator new(std::size_t size) {
  return take(size, kUsual);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return take(size, std::max(static_cast<std::size_t>(alignment), kUsual));
}
void operator delete(void* what) noexcept {
  give_back(what, kUsual);
}
void operator delete(void* what, std::size_t) noexcept {
  give_back(what, kUsual);
}
void operator delete(void* what, std::align_val_t alignment) noexcept {
  give_back(what, std::max(static_cast<std::size_t>(alignment), kUsual));
}
void operator delete(void* what, std::size_t, std::align_val_t alignment) noexcept {
  give_back(what, std::max(static_cast<std::size_t>(alignment), kUsual));
}

namespace models {
namespace {

// Bytes at the most at once while it runs, beyond what there was before.
std::size_t most_memory(const Bank& bank) {
  const Scenario scenario = scenario_of(bank.text());
  const std::size_t before = held;
  most_held = held;
  run(scenario);
  return most_held - before;
}

// Frames of stories are kept in chunks of that size; one more or less is a matter of chance. Two
// are less than a pointer for each of the 18000 payments by which the longer run is longer.
constexpr std::size_t kChunk = 65536;

// Of the first run the machine keeps what it has pooled, so that only the second and third compare.
// The chart of a run has as many windows in 10 s as in 100 s.
void expect_no_growth(Bank bank) {
  bank.run = R"("duration": "10s")";
  most_memory(bank);
  const std::size_t one = most_memory(bank);
  bank.run = R"("duration": "100s")";
  const std::size_t ten_times_as_long = most_memory(bank);
  EXPECT_GT(one, 10'000);
  EXPECT_LE(ten_times_as_long, one + 2 * kChunk);
}

TEST(Memory, does_not_grow_with_the_length_of_a_run) {
  expect_no_growth({.load = R"({"flow": "pay", "rate": "200/s", "arrivals": "steady",
                                "keys": {"payer": {"uniform": 1}}})"});
}

TEST(Memory, does_not_grow_with_the_number_of_accounts_that_pay) {
  expect_no_growth({.bank = R"("nodes": 4, "balance": "ring")",
                    .load = R"({"flow": "pay", "rate": "200/s", "arrivals": "steady",
                                "keys": {"payer": {"uniform": 1000000000}}})"});
}

TEST(Memory, does_not_grow_while_all_payments_time_out_and_are_tried_again) {
  expect_no_growth({.flow = R"("timeout": "10ms", "retry": {"tries": 3, "backoff": "5ms"})",
                    .load = R"({"flow": "pay", "rate": "200/s", "arrivals": "steady"})"});
}

TEST(Memory, does_not_grow_while_nodes_crash_and_are_checked) {
  expect_no_growth({.bank = R"("nodes": 2, "health": {"interval": "10ms"})",
                    .load = R"({"flow": "pay", "rate": "200/s", "arrivals": "steady"})",
                    .rest = R"("failures": [
                        {"mtbf": "20ms", "mttr": "20ms", "crash": "bank/*"}])"});
}

// 24 bytes in the queue of those who think, and there half a piece of 496 for each bucket of 64 and
// a pointer for every eighth; 4 for how often it has thought.
TEST(Memory, of_a_member_of_a_population_that_thinks_is_small) {
  const auto members = [](int count) {
    return most_memory(
        {.run = R"("duration": "1ms")",
         .load = R"({"flow": "pay", "think": {"exponential": "1h"}, "population": )" +
                 std::to_string(count) + "}"});
  };
  members(1000);
  const std::size_t few = members(1000);
  EXPECT_LE((members(101'000) - few) / 100'000, 24U + 4U + 1U + 4U);
}

TEST(Memory, does_not_grow_with_a_recording) {
  const sim::testing::TemporaryFolder folder;
  for (const char* const suffix : {"", ".gz", ".zst"}) {
    const std::string path = folder.file("load.csv") + suffix;
    sim::PackedFile file(path);
    ASSERT_FALSE(file.write("at,payer\n"));
    for (int row = 0; row < 20'000; ++row)
      ASSERT_FALSE(file.write(std::to_string(row * 5) + "," + std::to_string(row) + "\n"));
    ASSERT_FALSE(file.commit());
    expect_no_growth({.load = R"({"flow": "pay", "recorded": ")" + path +
                              R"(", "time": "milliseconds",
                                   "columns": {"at": "at", "payer": "payer"}})"});
  }
}

}  // namespace
}  // namespace models
