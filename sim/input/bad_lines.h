// What becomes of lines of recorded load that cannot be used: the first one ends the reading, or
// they are counted and passed over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

class BadLines {
 public:
  enum class Policy { refuse, skip };

  struct Example {
    std::uint64_t line = 0;
    std::string complaint;
  };

  static constexpr std::size_t kExamples = 5;  // kept of those passed over

  explicit BadLines(Policy policy) : policy_(policy) {}

  // Counts it. True if the reading goes on without this line.
  [[nodiscard]] bool passes_over(std::uint64_t line, std::string_view complaint) {
    ++count_;
    if (examples_.size() < kExamples) examples_.push_back({line, std::string(complaint)});
    return policy_ == Policy::skip;
  }

  std::uint64_t count() const { return count_; }
  // The first ones, in the order of the file.
  const std::vector<Example>& examples() const { return examples_; }

 private:
  Policy policy_;
  std::uint64_t count_ = 0;
  std::vector<Example> examples_{};
};

}  // namespace sim
