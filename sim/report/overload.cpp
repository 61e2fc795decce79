// Whether an overload went by with what had set it off, or stayed.
#include "sim/report/overload.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/report/flow_report.h"
#include "sim/report/number_text.h"
#include "sim/report/seconds.h"
#include "sim/report/triggers.h"
#include "sim/report/windows.h"

namespace sim {

namespace {

using detail::Trigger;
using detail::Window;

constexpr double kAsBefore = 0.95;         // of the good share before
constexpr double kFarBelow = 0.8;          // likewise
constexpr double kSameLoad = 1.1;          // times the load before
constexpr double kReturning = 0.1;         // a change between the last two quarters
constexpr std::size_t kInARow = 3;         // windows
constexpr std::size_t kFewestWindows = 8;  // windows after a trigger
constexpr std::size_t kFewestBefore = 3;
constexpr double kWorks = 0.5;  // a system with a smaller good share had collapsed before

std::string over_text(const Trigger& trigger) {
  return trigger.what + (trigger.is_several ? " were over at " : " was over at ") +
         instant_text(trigger.ended);
}

class Judge {
 public:
  explicit Judge(const Measurements& measured)
      : measured_(measured),
        windows_(detail::windows_of(measured)),
        limit_(detail::first_lasting_failure(measured, windows_)),
        triggers_(detail::find_triggers(measured, windows_)),
        aftermaths_(measured.timeline_events.size()) {
    std::erase_if(triggers_, [this](const Trigger& trigger) { return trigger.from >= limit_; });
  }

  // To be asked once.
  Overload verdict();
  // After that: of each event of the run.
  std::vector<Aftermath> take_aftermaths() { return std::move(aftermaths_); }

 private:
  // A trigger, put together with those that began before all was as before, and the window when it
  // was.
  struct Story {
    std::vector<Trigger> parts;
    Trigger trigger;
    std::optional<std::size_t> back;
  };

  // Of the trigger at `i`; moves on to the next one that is not part of it.
  Story follow(std::size_t& i) const;
  bool is_as_before(const Window& window) const;
  bool are_as_before(std::size_t from, std::size_t to) const;
  std::optional<std::size_t> first_as_before(std::size_t from, std::size_t to) const;
  Overload without_before() const;
  Overload recovered(const Trigger& trigger, std::size_t back) const;
  Overload not_recovered(const Trigger& trigger) const;
  OverloadCost cost(const Trigger& trigger, std::size_t until) const;
  void note_aftermath(const Story& story, const Overload& overload);
  std::optional<std::string> why_undecided(const Trigger& trigger, const Condition& at_end) const;
  Condition condition(std::size_t from, std::size_t to) const {
    return detail::condition_over(measured_, windows_, from, to);
  }

  const Measurements& measured_;
  detail::Windows windows_;
  std::size_t limit_;  // windows from here on are left out
  std::vector<Trigger> triggers_;
  std::vector<Aftermath> aftermaths_;
  Condition before_;
  double level_ = 0;  // good share that is as before
};

// One in which more than half was still under way at the end of the run tells nothing good.
bool Judge::is_as_before(const Window& window) const {
  if (window.offered == window.declined) return true;
  if (2 * window.unfinished() > window.offered) return false;
  return static_cast<double>(window.good) >= level_ * static_cast<double>(window.good + window.bad);
}

bool Judge::are_as_before(std::size_t from, std::size_t to) const {
  Window sum;
  for (std::size_t i = from; i < to; ++i) {
    sum.offered += windows_.all[i].offered;
    sum.good += windows_.all[i].good;
    sum.bad += windows_.all[i].bad;
    sum.declined += windows_.all[i].declined;
  }
  return is_as_before(sum);
}

std::optional<std::size_t> Judge::first_as_before(std::size_t from, std::size_t to) const {
  const std::size_t in_a_row = std::min(kInARow, to - from);
  for (std::size_t w = from; w < to && w + in_a_row <= to; ++w) {
    const auto first = windows_.all.begin() + static_cast<std::ptrdiff_t>(w);
    const bool holds = std::all_of(first, first + static_cast<std::ptrdiff_t>(in_a_row),
                                   [this](const Window& window) { return is_as_before(window); });
    if (holds && are_as_before(w, to)) return w;
  }
  return std::nullopt;
}

Overload Judge::without_before() const {
  const std::size_t quarter = (limit_ - triggers_.front().from) / 4;
  const auto share = condition(limit_ - quarter, limit_).good_share;
  if (share && *share >= kAsBefore) return {.reason = "Payments went well after all triggers."};
  return {.verdict = OverloadVerdict::undecided,
          .reason = "There is no time before " + triggers_.front().what + " to compare with.",
          .trigger = triggers_.front().what,
          .began = triggers_.front().began,
          .ended = triggers_.front().ended};
}

Overload Judge::recovered(const Trigger& trigger, std::size_t back) const {
  if (are_as_before(trigger.from, back)) return {.reason = "No trigger made payments go badly."};
  const double later = std::max(0.0, static_cast<double>(back) * windows_.width - trigger.ended);
  const std::string when = back <= trigger.to ? "from then on" : duration_text(later) + " later";
  return {.verdict = OverloadVerdict::recovered,
          .reason = "Recovered: " + over_text(trigger) + "; " + when +
                    " payments went as well as before.",
          .trigger = trigger.what,
          .began = trigger.began,
          .ended = trigger.ended,
          .recovery = back <= trigger.to ? 0.0 : later,
          .before = before_,
          .at_end = condition(back, limit_),
          .cost = cost(trigger, back)};
}

OverloadCost Judge::cost(const Trigger& trigger, std::size_t until) const {
  OverloadCost cost{.from = static_cast<double>(trigger.to) * windows_.width,
                    .until = std::min(static_cast<double>(until) * windows_.width,
                                      detail::seconds(measured_.end)),
                    .payments_lost = 0};
  Uint128 at_risk = 0;
  for (std::size_t i = trigger.to; i < until; ++i) {
    cost.payments_lost += windows_.all[i].lost;
    at_risk += windows_.all[i].at_risk;
  }
  if (const auto currency = detail::common_currency(measured_.flows))
    cost.money = MoneySum{at_risk, *currency};
  return cost;
}

std::optional<std::string> Judge::why_undecided(const Trigger& trigger,
                                                const Condition& at_end) const {
  const std::size_t count = limit_ - trigger.to;
  const double time_after = static_cast<double>(count) * windows_.width;
  if (count < kFewestWindows || time_after < trigger.ended - trigger.began) {
    return "The run ends too early after " + trigger.what + " to tell whether all is well again.";
  }
  if (!at_end.good_share) return "Too few payments had ended to tell whether all is well again.";
  if (at_end.offered > kSameLoad * before_.offered) {
    return "Payments go worse than before " + trigger.what + ", but the load is also higher.";
  }
  const std::size_t quarter = count / 4;
  const Condition third = condition(limit_ - 2 * quarter, limit_ - quarter);
  if (at_end.under_way < (1 - kReturning) * third.under_way ||
      *at_end.good_share > third.good_share.value_or(0) + kReturning) {
    return "After " + trigger.what + " the system was still on its way back when the run ended.";
  }
  if (*at_end.good_share >= kFarBelow * *before_.good_share) {
    return "After " + trigger.what + " payments go worse than before, though most go well.";
  }
  return std::nullopt;
}

Overload Judge::not_recovered(const Trigger& trigger) const {
  const std::size_t quarter = std::max<std::size_t>(1, (limit_ - trigger.to) / 4);
  Overload overload{.verdict = OverloadVerdict::undecided,
                    .reason = {},
                    .trigger = trigger.what,
                    .began = trigger.began,
                    .ended = trigger.ended,
                    .recovery = {},
                    .before = before_,
                    .at_end = condition(std::max(trigger.to, limit_ - quarter), limit_),
                    .cost = cost(trigger, limit_)};
  if (const auto why = why_undecided(trigger, *overload.at_end)) {
    overload.reason = *why;
    return overload;
  }
  const double good = *overload.at_end->good_share;
  overload.verdict = OverloadVerdict::stayed;
  overload.reason = "The overload stayed: " + over_text(trigger) + ", yet in the last " +
                    duration_text(static_cast<double>(quarter) * windows_.width) + " " +
                    (good > 0 ? "only " + percent_text(good) : std::string("none")) +
                    " of the payments went well, where " + percent_text(*before_.good_share) +
                    " had before, under no higher load.";
  return overload;
}

Overload Judge::verdict() {
  if (triggers_.empty()) return {.reason = "Nothing came and went that could set off an overload."};
  const std::size_t first = triggers_.front().from;
  if (first < windows_.measured_from + kFewestBefore) return without_before();
  before_ = condition(windows_.measured_from, first);
  if (!before_.good_share || *before_.good_share < kWorks) {
    return {.reason = "Payments went badly even before " + triggers_.front().what + "."};
  }
  level_ = kAsBefore * *before_.good_share;
  Overload worst{.reason = "No trigger made payments go badly."};
  for (std::size_t i = 0; i < triggers_.size();) {
    const Story story = follow(i);
    if (!story.back && are_as_before(story.trigger.from, limit_)) continue;
    const Overload overload =
        story.back ? recovered(story.trigger, *story.back) : not_recovered(story.trigger);
    note_aftermath(story, overload);
    const bool is_worse = overload.verdict > worst.verdict ||
                          (overload.verdict == OverloadVerdict::recovered &&
                           overload.verdict == worst.verdict && overload.recovery > worst.recovery);
    if (is_worse) worst = overload;
  }
  return worst;
}

void Judge::note_aftermath(const Story& story, const Overload& overload) {
  const bool took_longer = overload.recovery && *overload.recovery > 0;
  for (const Trigger& part : story.parts) {
    if (!part.event || overload.verdict == OverloadVerdict::none) continue;
    Aftermath& aftermath = aftermaths_[*part.event];
    aftermath.verdict = overload.verdict;
    if (took_longer) aftermath.well_again = story.trigger.ended + *overload.recovery;
  }
}

Judge::Story Judge::follow(std::size_t& i) const {
  Story story{.parts = {triggers_[i]}, .trigger = triggers_[i], .back = {}};
  Trigger& trigger = story.trigger;
  for (++i;; ++i) {
    const bool is_last = i == triggers_.size();
    const std::size_t next = is_last ? limit_ : std::min(limit_, triggers_[i].from);
    if (next > trigger.to) story.back = first_as_before(trigger.to, next);
    if (story.back || is_last) break;
    trigger.to = std::max(trigger.to, triggers_[i].to);
    trigger.ended = std::max(trigger.ended, triggers_[i].ended);
    story.parts.push_back(triggers_[i]);
  }
  trigger.to = std::min(trigger.to, limit_);
  trigger.what = detail::in_words(story.parts);
  trigger.is_several = story.parts.size() > 1;
  return story;
}

// The worse, the more.
int rank(OverloadVerdict verdict) {
  switch (verdict) {
    case OverloadVerdict::none:
      return 0;
    case OverloadVerdict::recovered:
      return 1;
    case OverloadVerdict::undecided:
      return 2;
    case OverloadVerdict::stayed:
      return 3;
  }
  return 0;
}

}  // namespace

Overload judge_overload(const Measurements& measured) {
  return Judge(measured).verdict();
}

std::vector<Aftermath> aftermaths(const Measurements& measured) {
  Judge judge(measured);
  judge.verdict();
  return judge.take_aftermaths();
}

Overload judge_overload(const std::vector<Measurements>& runs) {
  Overload worst;
  std::size_t alike = 0;
  for (const Measurements& run : runs) {
    Overload overload = judge_overload(run);
    if (worst.reason.empty() || rank(overload.verdict) > rank(worst.verdict)) {
      worst = std::move(overload);
      alike = 1;
    } else if (overload.verdict == worst.verdict) {
      ++alike;
    }
  }
  if (runs.size() > 1 && worst.verdict != OverloadVerdict::none) {
    worst.reason +=
        " So it was in " + std::to_string(alike) + " of " + std::to_string(runs.size()) + " runs.";
  }
  return worst;
}

}  // namespace sim
