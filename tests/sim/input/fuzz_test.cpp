// No input may crash, hang or pass unchecked: a right scenario, damaged at random, thousands of
// times. Whatever is still read must read back the same from what is written.
#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <string_view>

#include "sim/input/json.h"
#include "sim/input/merge.h"

#include "tests/sim/input/sample.h"

namespace sim {
namespace {

constexpr std::array<std::string_view, 20> kPieces = {
    "{",    "}",     "[",  "]",  "\"", ",",  ":",    "null",     "true",   "-1",
    "1e99", "\\u00", "//", "/*", "0",  "ms", "\xFF", "\"cpu\":", "\"//\"", "18446744073709551616"};

// Flips a bit, cuts, repeats, or puts a piece in.
void damage(std::string& text, std::mt19937_64& draws) {
  if (text.empty()) return;
  const std::size_t at = draws() % text.size();
  switch (draws() % 5) {
    case 0:
      text[at] = static_cast<char>(text[at] ^ static_cast<char>(1U << (draws() % 8)));
      return;
    case 1:
      text.resize(at);
      return;
    case 2:
      text.erase(at, draws() % 20);
      return;
    case 3:
      text.insert(at, text.substr(draws() % text.size(), draws() % 200));
      return;
    default:
      text.insert(at, kPieces[draws() % kPieces.size()]);
  }
}

// True if the text was read.
bool is_read_soundly(const std::string& text) {
  const auto told = sample::tell<sample::Scenario>(text);
  EXPECT_EQ(told.value.has_value(), told.problems.empty()) << text;
  if (!told.value) return false;
  const auto again = sample::tell<sample::Scenario>(to_json(write(*told.value)));
  EXPECT_EQ(again.value, told.value) << text << again.problems;
  return true;
}

TEST(Fuzz, a_damaged_scenario_is_refused_or_read_soundly) {
  std::mt19937_64 draws(7);
  int read_after_all = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string text(sample::kText);
    for (std::uint64_t hits = 1 + draws() % 3; hits > 0; --hits) damage(text, draws);
    if (is_read_soundly(text)) ++read_after_all;
  }
  EXPECT_GT(read_after_all, 50);  // or the second half of is_read_soundly is not tested
}

TEST(Fuzz, every_beginning_of_a_scenario_is_refused_with_one_problem) {
  const std::string whole(sample::kText);
  const std::size_t last = whole.rfind('}');
  for (std::size_t size = 0; size <= last; ++size) {
    const auto told = sample::tell<sample::Scenario>(std::string_view(whole).substr(0, size));
    EXPECT_FALSE(told.value) << size;
    EXPECT_EQ(told.count, 1U) << size << "\n" << told.problems;
  }
}

TEST(Fuzz, damaged_patches_and_assignments_do_no_harm) {
  std::mt19937_64 draws(11);
  for (int i = 0; i < 2000; ++i) {
    std::string patch_text(sample::kText);
    damage(patch_text, draws);
    std::string assignment = "services.gateway.operations.pay.0.cpu={\"exponential\": \"1ms\"}";
    damage(assignment, draws);
    Problems problems;
    auto base = parse_json(sample::kText, 0, problems);
    ASSERT_TRUE(base);
    if (const auto patch = parse_json(patch_text, 1, problems)) {
      *base = merge_patch(std::move(*base), *patch);
    }
    if (!base->is_object()) continue;
    set_path(*base, assignment, problems);
    (void)is_read_soundly(to_json(*base));
  }
}

TEST(Fuzz, texts_of_random_bytes_are_refused) {
  std::mt19937_64 draws(13);
  for (int i = 0; i < 5000; ++i) {
    std::string text(1 + draws() % 40, ' ');
    for (char& character : text) character = static_cast<char>(draws() % 256);
    EXPECT_FALSE(sample::tell<sample::Scenario>(text).value);
  }
}

TEST(Fuzz, depth_and_length_do_no_harm) {
  for (const std::string_view piece :
       {"[", "{\"a\":", "{\"name\":[", "//", "/*", "\"", "\\", "-"}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += piece;
    EXPECT_FALSE(sample::tell<sample::Scenario>(text).value) << piece;
  }
  const std::string name(5'000'000, 'x');
  EXPECT_TRUE(sample::tell<sample::Scenario>("{\"name\": \"" + name + "\"}").value);
  EXPECT_EQ(sample::tell<sample::Scenario>("{\"name\": \"x\", \"" + name + "\": 1}").count, 1U);
  EXPECT_FALSE(sample::tell<sample::Scenario>(
                   "{\"name\": \"x\", \"seed\": " + std::string(5'000'000, '9') + "}")
                   .value);
  EXPECT_EQ(sample::tell<sample::Scenario>("{\"name\": \"x\", \"loss\": \"" + name + "\"}").count,
            1U);
}

}  // namespace
}  // namespace sim
