// News are told once, to all who wait.
#include "sim/kernel/news.h"

#include <gmock/gmock.h>
#include <memory>
#include <string>

#include "sim/kernel/crowd.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Task<> listen(Diary& diary, News<int>& news, std::string name) {
  const Farewell farewell(diary, name);
  const int heard = co_await news.hear();
  diary.note(name + " hears " + std::to_string(heard));
}

TEST(News, are_told_to_all_who_wait_in_the_order_of_coming) {
  Kernel kernel;
  Diary diary(kernel);
  News<int> news(kernel, "news");
  Crowd crowd(kernel);
  crowd.spawn(listen(diary, news, "a"));
  crowd.spawn(listen(diary, news, "b"));
  kernel.run_until(kStart + 3ns);
  EXPECT_EQ(news.waiting(), 2U);
  news.tell(7);
  EXPECT_EQ(news.waiting(), 0U);
  EXPECT_THAT(diary.lines(), IsEmpty());  // nobody runs inside of tell()
  kernel.run_until(kStart + 5ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("3 a hears 7", "3 a is gone", "3 b hears 7", "3 b is gone"));
}

TEST(News, may_be_gone_before_those_run_who_were_told) {
  Kernel kernel;
  Diary diary(kernel);
  auto news = std::make_unique<News<int>>(kernel, "news");
  auto listening = listen(diary, *news, "a");
  begin(listening);
  news->tell(7);
  news.reset();
  kernel.run_until(kStart + 1ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a hears 7", "0 a is gone"));
}

TEST(News, that_were_told_before_are_not_heard_by_who_comes_later) {
  Kernel kernel;
  Diary diary(kernel);
  News<int> news(kernel, "news");
  news.tell(7);
  auto listening = listen(diary, news, "a");
  begin(listening);
  kernel.run_until(kStart + 1ns);
  EXPECT_EQ(news.waiting(), 1U);
  EXPECT_THAT(diary.lines(), IsEmpty());
}

TEST(News, forget_who_is_abandoned_while_waiting) {
  Kernel kernel;
  Diary diary(kernel);
  News<int> news(kernel, "news");
  auto first = listen(diary, news, "a");
  auto second = listen(diary, news, "b");
  begin(first);
  begin(second);
  first.abandon();
  EXPECT_EQ(news.waiting(), 1U);
  news.tell(7);
  kernel.run_until(kStart + 1ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a is gone", "0 b hears 7", "0 b is gone"));
}

TEST(News, do_not_wake_who_is_abandoned_after_they_were_told) {
  Kernel kernel;
  Diary diary(kernel);
  News<int> news(kernel, "news");
  auto first = listen(diary, news, "a");
  auto second = listen(diary, news, "b");
  begin(first);
  begin(second);
  news.tell(7);
  first.abandon();
  kernel.run_until(kStart + 1ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a is gone", "0 b hears 7", "0 b is gone"));
  EXPECT_EQ(kernel.events(), 1U);
}

}  // namespace
}  // namespace sim
