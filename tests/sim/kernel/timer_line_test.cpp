// Time-outs in a line happen as if each were an appointment of its own.
#include "sim/kernel/timer_line.h"

#include <gmock/gmock.h>
#include <memory>
#include <optional>

#include "sim/kernel/crowd.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/within.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Waits for a timer that the test sets and cancels.
struct Alarm {
  Timer& timer;
  Kernel& kernel;
  TimerLine& line;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> who) { kernel.set(timer, line, who); }
  void await_resume() const {}
};

Task<> note_alarm(Diary& diary, Timer& timer, TimerLine& line, std::string name) {
  Alarm alarm{timer, diary.kernel(), line};
  co_await alarm;
  diary.note(name);
}

TEST(TimerLine, there_is_one_for_each_duration) {
  Kernel kernel;
  EXPECT_EQ(&kernel.timers(5ns), &kernel.timers(5ns));
  EXPECT_NE(&kernel.timers(5ns), &kernel.timers(6ns));
  EXPECT_TRUE(kernel.timers(5ns).duration() == 5ns);
}

TEST(TimerLine, timers_fall_due_in_the_order_in_which_they_were_set) {
  Kernel kernel;
  Diary diary(kernel);
  Timer timers[3];
  auto first = note_alarm(diary, timers[0], kernel.timers(7ns), "first");
  auto second = note_alarm(diary, timers[1], kernel.timers(5ns), "second");
  auto third = note_alarm(diary, timers[2], kernel.timers(7ns), "third");
  begin(first);
  kernel.run_until(kStart + 2ns);
  begin(second);
  begin(third);
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("7 first", "7 second", "9 third"));
  EXPECT_EQ(kernel.events(), 3U);
}

TEST(TimerLine, a_cancelled_timer_never_happened) {
  Kernel kernel;
  Diary diary(kernel);
  Timer timers[3];
  auto first = note_alarm(diary, timers[0], kernel.timers(7ns), "first");
  auto second = note_alarm(diary, timers[1], kernel.timers(7ns), "second");
  auto third = note_alarm(diary, timers[2], kernel.timers(7ns), "third");
  begin(first);
  begin(second);
  kernel.run_until(kStart + 2ns);
  begin(third);
  timers[0].leave();
  timers[1].leave();
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("9 third"));
  EXPECT_EQ(kernel.events(), 1U);
}

TEST(TimerLine, a_timer_that_is_renewed_falls_due_once) {
  Kernel kernel;
  Diary diary(kernel);
  Timer timer;
  TimerLine& line = kernel.timers(7ns);
  auto first = note_alarm(diary, timer, line, "first");
  auto second = note_alarm(diary, timer, line, "second");
  begin(first);
  kernel.run_until(kStart + 6ns);
  timer.leave();
  begin(second);
  EXPECT_TRUE(timer.pending());
  kernel.run_until(kStart + 12ns);
  EXPECT_THAT(diary.lines(), IsEmpty());
  kernel.run_until(kStart + 13ns);
  EXPECT_FALSE(timer.pending());
  kernel.run_until(kStart + 50ns);
  EXPECT_THAT(diary.lines(), ElementsAre("13 second"));
}

TEST(TimerLine, a_line_that_everybody_left_can_be_used_again) {
  Kernel kernel;
  Diary diary(kernel);
  TimerLine& line = kernel.timers(7ns);
  Timer timers[2];
  auto first = note_alarm(diary, timers[0], line, "first");
  auto second = note_alarm(diary, timers[1], line, "second");
  begin(first);
  timers[0].leave();
  EXPECT_TRUE(kernel.idle());
  kernel.run_until(kStart + 3ns);
  begin(second);
  EXPECT_FALSE(kernel.idle());
  kernel.run_until(kStart + 10ns);
  EXPECT_THAT(diary.lines(), ElementsAre("10 second"));
}

TEST(TimerLine, a_timer_that_is_set_is_not_set_again) {
  Kernel kernel;
  Timer timer;
  kernel.set(timer, kernel.timers(7ns), std::noop_coroutine());
  EXPECT_THROW(kernel.set(timer, kernel.timers(8ns), std::noop_coroutine()), BrokenInvariant);
}

// The reference: what Within does, with an ordinary appointment for each deadline.
template <class T>
class [[nodiscard]] WithinByAppointment {
 public:
  WithinByAppointment(Crowd& crowd, TimerLine* line, Task<T> task)
      : crowd_(crowd),
        deadline_(crowd.kernel().now() + line->duration()),
        task_(std::move(task)),
        wakeup_(crowd.kernel()) {}
  WithinByAppointment(const WithinByAppointment&) = delete;
  ~WithinByAppointment() { crowd_.adopt(std::move(task_)); }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    wakeup_.later(deadline_, caller);
    return task_.start_then(caller);
  }
  std::optional<T> await_resume() {
    if (!task_.done()) {
      wakeup_.kept();
      return std::nullopt;
    }
    wakeup_.cancel();
    return task_.take_result();
  }

 private:
  Crowd& crowd_;
  Instant deadline_;
  Task<T> task_;
  Wakeup wakeup_;
};

// Customers in whole-number times who ask for one of two slots, for themselves or through others,
// and lose patience.
template <template <class> class Patience>
struct World {
  Kernel kernel;
  Diary diary{kernel};
  Slots slots{kernel, "slots", 2};
  Stream stream;
  Crowd crowd{kernel};

  explicit World(std::uint64_t seed) : stream(seed, "customers") {}

  Duration time() { return Duration{static_cast<std::int64_t>(stream.below(5))}; }

  Task<int> be_served(int name, int depth) {
    if (depth > 0) {
      TimerLine& line = kernel.timers(time());
      Patience<int> served(crowd, &line, be_served(name, depth - 1));
      const std::optional<int> answer = co_await served;
      diary.note(std::to_string(name) + (answer ? " is content" : " is late"));
      co_return 1;
    }
    auto asking = slots.acquire();
    const auto lease = co_await asking;
    diary.note(std::to_string(name) + " begins");
    co_await kernel.sleep(time());
    co_return 2;
  }
  Task<> customers(int count) {
    for (int name = 0; name < count; ++name) {
      crowd.spawn(be_served(name, static_cast<int>(stream.below(3))));
      co_await kernel.sleep(Duration{static_cast<std::int64_t>(stream.below(3))});
    }
  }
};

TEST(TimerLine, gives_the_same_history_as_an_appointment_for_each_timer) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    World<Within> lines(seed);
    lines.crowd.spawn(lines.customers(20));
    World<WithinByAppointment> appointments(seed);
    appointments.crowd.spawn(appointments.customers(20));
    for (Instant end = kStart; end < kStart + 120ns; end += 7ns) {
      lines.kernel.run_until(end);
      appointments.kernel.run_until(end);
    }
    ASSERT_EQ(lines.diary.lines(), appointments.diary.lines()) << "seed " << seed;
    ASSERT_EQ(lines.kernel.fingerprint(), appointments.kernel.fingerprint()) << "seed " << seed;
    ASSERT_EQ(lines.kernel.events(), appointments.kernel.events()) << "seed " << seed;
    ASSERT_TRUE(lines.crowd.empty()) << "seed " << seed;
    ASSERT_TRUE(lines.kernel.idle()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace sim
