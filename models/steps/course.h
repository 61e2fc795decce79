// How far somebody has got with the steps of a program. Who takes them does, in one coroutine:
//   while (course.goes_on()) {
//     if (visit.node.paused()) co_await visit.node.running().passage();
//     if (course.is_late()) break;
//     Taking taking = course.next();
//     course.note(co_await taking);
//   }
#pragma once

#include "models/steps/catalogue.h"
#include "models/steps/program.h"

namespace models {

class Course {
 public:
  Course(const Program& program, Visit& visit)
      : visit_(visit), next_(program.steps_.data()), end_(next_ + program.steps_.size()) {}

  // Until a step is not served, or all are.
  bool goes_on() const { return next_ != end_ && is_done(outcome_); }
  // Whether nobody waits any more for the next step; then there is none.
  bool is_late() {
    const bool late = visit_.request.deadline < visit_.node.now();
    if (late) outcome_ = Outcome::expired;
    return late;
  }
  Taking next() { return (next_++)->take(visit_); }
  void note(Outcome outcome) {
    if (outcome != Outcome::served) outcome_ = outcome;
  }
  Outcome outcome() const { return outcome_; }

 private:
  Visit& visit_;
  const Step* next_;
  const Step* end_;
  Outcome outcome_ = Outcome::served;
};

}  // namespace models
