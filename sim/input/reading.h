// Where in a scenario a reader is: knows its JSON pointer, and where to complain.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/input/problem.h"
#include "sim/input/value.h"

namespace sim {

// One step of the way down, on the stack of whoever reads; the pointer is put together only when
// there is something to complain about. Must not outlive the Reading it was made from.
class Reading {
 public:
  explicit Reading(Problems& problems) : problems_(problems) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  // `name` must outlive what is returned.
  Reading at(std::string_view name) const { return Reading(*this, Step::name, name, 0); }
  Reading at(std::size_t index) const { return Reading(*this, Step::index, {}, index); }
  // The same place, for a value that stands for the whole of what would be inside.
  Reading here() const { return Reading(*this, Step::none, {}, 0); }

  bool is_root() const { return parent_ == nullptr; }
  std::string pointer() const;
  Problems& problems() const { return problems_; }

  // At the place this is about, on the line of `value`.
  void complain(const Value& value, std::string what) const { complain(value.position(), what); }
  void complain(Position position, std::string what) const;

 private:
  enum class Step { none, name, index };
  Reading(const Reading& parent, Step step, std::string_view name, std::size_t index)
      : problems_(parent.problems_), parent_(&parent), step_(step), name_(name), index_(index) {}

  Problems& problems_;
  const Reading* parent_ = nullptr;
  Step step_ = Step::none;
  std::string_view name_;
  std::size_t index_ = 0;
};

}  // namespace sim
