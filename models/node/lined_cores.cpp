// Cores that serve one request each, while the others wait in line.
#include "models/node/lined_cores.h"

#include "sim/kernel/elementary.h"

namespace models {

void LinedCores::come(Work& work) {
  const sim::Instant now = work.came_;
  ++came_;
  if (busy_.level() < spec_.count) {
    if (shedder_ != nullptr) shedder_->note_no_line();
    change_busy(now, 1);
    serve(work, now);
    return;
  }
  work.rank_ = spec_.order.rank(work.request_, work.remaining_, came_);
  preempt_or_wait(work, now);
}

void LinedCores::preempt_or_wait(Work& work, sim::Instant now) {
  if (preempts_) {
    Work* const lowest = lowest_in_service();
    settle(*lowest, now);
    // One that is done at this very instant goes by itself.
    if (lowest->rank_ > work.rank_ && lowest->remaining_ > sim::Duration::zero()) {
      lowest->wakeup_.cancel();
      lowest->in_service_.leave();
      line_.join_first(*lowest, lowest->rank_, now);
      note_line(now);
      serve(work, now);
      return;
    }
  }
  line_.join(work, work.rank_, now);
  note_line(now);
}

// Of the highest rank number, the one that was put on a core last.
Cores::Work* LinedCores::lowest_in_service() {
  Work* lowest = nullptr;
  for (sim::detail::Link* link = in_service_.after; link != &in_service_; link = link->after) {
    Work& work = static_cast<Work::InService*>(link)->work;
    if (lowest == nullptr || work.rank_ >= lowest->rank_) lowest = &work;
  }
  return lowest;
}

void LinedCores::serve(Work& work, sim::Instant now) {
  if (preempts_) work.rank_ = spec_.order.rank(work.request_, work.remaining_, came_);
  work.since_ = now;
  work.in_service_.join_before(in_service_);
  appoint_end(work, now);
}

void LinedCores::appoint_end(Work& work, sim::Instant now) {
  if (speed_ == 1.0) {
    appoint(work, now + work.remaining_, now);
  } else if (speed_ > 0.0) {
    const double takes = static_cast<double>(work.remaining_.count()) / speed_;
    appoint(work, now + sim::to_duration(takes), now);
  }
}

void LinedCores::settle(Work& work, sim::Instant now) {
  const sim::Duration passed = now - work.since_;
  const sim::Duration done =
      speed_ == 1.0 ? passed : sim::to_duration(static_cast<double>(passed.count()) * speed_);
  work.remaining_ -= done < work.remaining_ ? done : work.remaining_;
  work.served_ += passed;
  work.since_ = now;
}

void LinedCores::go(Work& work) {
  const sim::Instant now = work.now();
  if (work.in_line()) {
    work.leave_line();
    note_line(now);
    return;
  }
  if (work.in_service_.alone()) return;  // it was sent away
  work.served_ += now - work.since_;
  work.in_service_.leave();
  if (line_.empty()) {
    change_busy(now, -1);
    return;
  }
  const std::int64_t in_service = take_next(now, busy_.level() - 1);
  if (in_service != busy_.level()) change_busy(now, in_service - busy_.level());
}

std::int64_t LinedCores::take_next(sim::Instant now, std::int64_t in_service) {
  while (in_service < spec_.count && !line_.empty()) {
    auto& next = static_cast<Work&>(line_.first());
    const sim::Duration waited = now - next.since();
    next.leave_line();
    next.outcome_ = Outcome::served;
    if (next.request_.deadline < now) {
      next.outcome_ = Outcome::expired;
    } else if (shedder_ != nullptr && shedder_->sheds(now, waited)) {
      next.outcome_ = Outcome::shed;
    }
    if (next.outcome_ == Outcome::served) {
      ++in_service;
      serve(next, now);
    } else {
      next.wakeup_.now(next.who_);
    }
  }
  note_line(now);
  return in_service;
}

void LinedCores::set_speed(double speed) {
  const sim::Instant now = spec_.kernel.now();
  for (sim::detail::Link* link = in_service_.after; link != &in_service_; link = link->after) {
    Work& work = static_cast<Work::InService*>(link)->work;
    settle(work, now);
    work.wakeup_.cancel();
  }
  speed_ = speed;
  for (sim::detail::Link* link = in_service_.after; link != &in_service_; link = link->after)
    appoint_end(static_cast<Work::InService*>(link)->work, now);
}

}  // namespace models
