// What is wrong with what a user wrote: every problem, each with its place, told together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/value.h"

namespace sim {

// One thing wrong: where, what, and what would be right. `pointer` is a JSON pointer (RFC 6901).
struct Problem {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string pointer;
  std::string what;

  bool operator==(const Problem&) const = default;
};

// Names of what was read, in the order of reading; Position::file counts in it.
class Files {
 public:
  std::uint32_t add(std::string name);
  std::size_t size() const { return names_.size(); }
  // Empty for an index that was never given out.
  std::string_view name(std::uint32_t file) const;
  // Takes over the names of `other` that are missing here. One table must have begun as the other.
  void learn(const Files& other);

 private:
  std::vector<std::string> names_;
};

// A value together with its place, so that what is found out later (a reference to nothing) can be
// told where it was written. Two of them are equal if their values are.
template <class T>
struct Located {
  T value{};
  Position position{};
  std::string pointer{};

  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
  friend bool operator==(const Located& left, const Located& right) {
    return left.value == right.value;
  }
};

// Collects problems. Keeps the first kMost and counts the others.
class Problems {
 public:
  static constexpr std::size_t kMost = 1000;

  void push_back(Problem problem);
  void at(Position position, std::string pointer, std::string what);
  template <class T>
  void at(const Located<T>& place, std::string what) {
    at(place.position, place.pointer, std::move(what));
  }

  bool empty() const { return count_ == 0; }
  std::size_t size() const { return problems_.size(); }
  // How many there were, kept or not.
  std::size_t count() const { return count_; }
  // True when further problems are only counted.
  bool full() const { return problems_.size() >= kMost; }
  const Problem& operator[](std::size_t index) const { return problems_[index]; }
  std::vector<Problem>::const_iterator begin() const { return problems_.begin(); }
  std::vector<Problem>::const_iterator end() const { return problems_.end(); }

  // By file, line and column; problems at one place in the order they were found.
  std::vector<Problem> sorted() const;
  // One line each, sorted, ending in a newline: "draft.json:12:17: /load/0: what is wrong".
  std::string render() const;

  // Names for the positions of problems still to come.
  const Files& files() const { return files_; }
  std::uint32_t add_file(std::string name) { return files_.add(std::move(name)); }
  void know(const Files& files) { files_.learn(files); }

 private:
  std::vector<Problem> problems_;
  std::size_t count_ = 0;
  Files files_;
};

// One problem as a line without its newline; characters that could confuse a terminal are escaped.
std::string render(const Problem& problem);

// `text` in quotation marks as JSON would write it; long ones are cut short.
std::string in_quotes(std::string_view text);

// `pointer` extended by one step, escaped as RFC 6901 asks.
std::string pointer_step(std::string_view pointer, std::string_view name);

}  // namespace sim
