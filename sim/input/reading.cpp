#include "sim/input/reading.h"

#include <utility>

namespace sim {

std::string Reading::pointer() const {
  if (parent_ == nullptr) return {};
  std::string above = parent_->pointer();
  switch (step_) {
    case Step::none:
      return above;
    case Step::name:
      return pointer_step(above, name_);
    case Step::index:
      return pointer_step(above, std::to_string(index_));
  }
  return above;
}

void Reading::complain(Position position, std::string what) const {
  problems_.at(position, problems_.full() ? std::string() : pointer(), std::move(what));
}

}  // namespace sim
