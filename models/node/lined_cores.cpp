// Cores that serve one request each, while the others wait in line.
#include "models/node/lined_cores.h"

#include "sim/kernel/elementary.h"

namespace models {

void LinedCores::come(Work& work) {
  ++came_;
  if (in_service_count_ < count_) {
    if (shedder_ != nullptr) shedder_->note_no_line();
    busy_.set(kernel_.now(), ++in_service_count_);
    serve(work);
    return;
  }
  work.rank_ = order_.rank(work.request_, work.remaining_, came_);
  preempt_or_wait(work);
}

void LinedCores::preempt_or_wait(Work& work) {
  const sim::Instant now = kernel_.now();
  if (preempts_) {
    Work* const lowest = lowest_in_service();
    settle(*lowest);
    // One that is done at this very instant goes by itself.
    if (lowest->rank_ > work.rank_ && lowest->remaining_ > sim::Duration::zero()) {
      lowest->wakeup_.cancel();
      lowest->in_service_.leave();
      line_.join_first(*lowest, lowest->rank_, now);
      line_level_.set(now, static_cast<std::int64_t>(line_.size()));
      serve(work);
      return;
    }
  }
  line_.join(work, work.rank_, now);
  line_level_.set(now, static_cast<std::int64_t>(line_.size()));
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

void LinedCores::serve(Work& work) {
  if (preempts_) work.rank_ = order_.rank(work.request_, work.remaining_, came_);
  work.since_ = kernel_.now();
  work.in_service_.join_before(in_service_);
  appoint_end(work);
}

void LinedCores::appoint_end(Work& work) {
  if (speed_ == 1.0) {
    appoint(work, kernel_.now() + work.remaining_);
  } else if (speed_ > 0.0) {
    const double takes = static_cast<double>(work.remaining_.count()) / speed_;
    appoint(work, kernel_.now() + sim::to_duration(takes));
  }
}

void LinedCores::settle(Work& work) {
  const sim::Duration passed = kernel_.now() - work.since_;
  const sim::Duration done =
      speed_ == 1.0 ? passed : sim::to_duration(static_cast<double>(passed.count()) * speed_);
  work.remaining_ -= done < work.remaining_ ? done : work.remaining_;
  work.served_ += passed;
  work.since_ = kernel_.now();
}

void LinedCores::go(Work& work) {
  if (work.in_line()) {
    work.leave_line();
    line_level_.set(kernel_.now(), static_cast<std::int64_t>(line_.size()));
    return;
  }
  if (work.in_service_.alone()) return;  // it was sent away
  work.served_ += kernel_.now() - work.since_;
  work.in_service_.leave();
  --in_service_count_;
  if (!line_.empty()) take_next();
  busy_.set(kernel_.now(), in_service_count_);
}

void LinedCores::take_next() {
  const sim::Instant now = kernel_.now();
  while (in_service_count_ < count_ && !line_.empty()) {
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
      ++in_service_count_;
      serve(next);
    } else {
      next.wakeup_.now(next.who_);
    }
  }
  line_level_.set(now, static_cast<std::int64_t>(line_.size()));
}

void LinedCores::set_speed(double speed) {
  for (sim::detail::Link* link = in_service_.after; link != &in_service_; link = link->after) {
    Work& work = static_cast<Work::InService*>(link)->work;
    settle(work);
    work.wakeup_.cancel();
  }
  speed_ = speed;
  for (sim::detail::Link* link = in_service_.after; link != &in_service_; link = link->after)
    appoint_end(static_cast<Work::InService*>(link)->work);
}

}  // namespace models
