#include "sim/input/problem.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "sim/input/printable.h"

namespace sim {

namespace {

// Long texts are cut so that a complaint stays one line.
constexpr std::size_t kLongestQuote = 80;

// Not in the middle of a UTF-8 sequence.
std::string_view shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

std::uint32_t Files::add(std::string name) {
  names_.push_back(std::move(name));
  return static_cast<std::uint32_t>(names_.size() - 1);
}

std::string_view Files::name(std::uint32_t file) const {
  return file < names_.size() ? std::string_view(names_[file]) : std::string_view();
}

void Files::learn(const Files& other) {
  for (std::size_t i = names_.size(); i < other.names_.size(); ++i) {
    names_.push_back(other.names_[i]);
  }
}

void Problems::push_back(Problem problem) {
  ++count_;
  if (!full()) problems_.push_back(std::move(problem));
}

void Problems::at(Position position, std::string pointer, std::string what) {
  Problem problem{.file{},
                  .line = position.line,
                  .column = position.column,
                  .pointer = std::move(pointer),
                  .what = std::move(what)};
  if (position.line > 0) problem.file = files_.name(position.file);
  push_back(std::move(problem));
}

std::vector<Problem> Problems::sorted() const {
  std::vector<std::size_t> order(problems_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [this](std::size_t index) {
    const Problem& problem = problems_[index];
    return std::tie(problem.file, problem.line, problem.column);
  };
  std::ranges::sort(order, [&](std::size_t left, std::size_t right) {
    return place(left) != place(right) ? place(left) < place(right) : left < right;
  });
  std::vector<Problem> all;
  for (const std::size_t index : order) all.push_back(problems_[index]);
  return all;
}

std::string Problems::render() const {
  std::string text;
  for (const Problem& problem : sorted()) text += sim::render(problem) + "\n";
  if (count_ > size()) text += "and " + std::to_string(count_ - size()) + " more problems\n";
  return text;
}

std::string render(const Problem& problem) {
  std::string place = printable(problem.file);
  if (problem.line > 0) {
    if (place.empty()) place = "line";
    place += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  }
  if (!place.empty()) place += ": ";
  if (!problem.pointer.empty()) place += printable(problem.pointer) + ": ";
  return place + printable(problem.what);
}

std::string in_quotes(std::string_view text) {
  const std::string_view shown = shortened(text, kLongestQuote);
  std::string quote;
  for (const char character : shown) {
    if (character == '"' || character == '\\') quote += '\\';
    quote += character;
  }
  return '"' + printable(quote) + (shown.size() < text.size() ? "...\"" : "\"");
}

std::string pointer_step(std::string_view pointer, std::string_view name) {
  std::string extended(pointer);
  extended += '/';
  for (const char character : name) {
    if (character == '~') {
      extended += "~0";
    } else if (character == '/') {
      extended += "~1";
    } else {
      extended += character;
    }
  }
  return extended;
}

}  // namespace sim
