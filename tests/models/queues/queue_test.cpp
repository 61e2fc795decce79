// What a queue does for payers, to consumers, and what of its messages the books know.
#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

// A shop that leaves the settlement of each payment to a writer, which needs 100 ms for it.
Told shop(const std::string& queue = "", const std::string& step = "",
          const std::string& writer = R"("operations": {"post": [{"wait": "100ms"}]})") {
  return {.services = R"("shop": {"operations": {"pay": [{"publish": "settlement")" + step +
                      R"(}]}}, "writer": {)" + writer + "}",
          .flows = R"("pay": {"entry": "shop.pay"})",
          .load = steady("5/s", "1s"),
          .further =
              R"(, "queues": {"settlement": {"consumers": {"call": "writer.post"})" + queue + "}}",
          .duration = "10s"};
}

// The same with so many consumers.
Told shop_with(const std::string& consumers, const std::string& queue = "") {
  Told told = shop();
  told.further = R"(, "queues": {"settlement": {"consumers": {"call": "writer.post", )" +
                 consumers + "}" + queue + "}}";
  return told;
}

// Payments at 1 s, with keys of this kind.
std::string five_at_once(const std::string& keys) {
  return R"({"flow": "pay", "population": 5, "think": "1s", "keys": {"a": )" + keys + "}}";
}

// Debits at once, and credits when the message is consumed.
Told ledger(const std::string& queue, const std::string& flow = "", const std::string& more = "") {
  return {.services = R"("shop": {"operations": {"pay": [{"write": "ledger", "amount": "debit"},
              {"publish": "settlement"}]}},
            "writer": {"operations": {"post": [{"write": "ledger", "amount": "credit"},
              {"wait": "300ms"}]}})",
          .flows = R"("pay": {"entry": "shop.pay")" + flow + "}",
          .load = steady("5/s", "1s"),
          .further = R"(, "stores": {"ledger": {"nodes": 1, "copies": 1}}, "queues": {"settlement":
              {"consumers": {"call": "writer.post")" +
                     more + "}" + queue + "}}",
          .duration = "10s"};
}

const sim::QueueMeasurements& settlement(const sim::Measurements& measured) {
  return measured.queues.at(0);
}
const sim::Audit& audit(const sim::Measurements& measured) {
  return *flow(measured).audit;
}

TEST(Queue, lets_the_payer_go_before_the_message_is_consumed) {
  const auto measured = happened(shop());
  EXPECT_EQ(longest(measured), 0ms);
  EXPECT_EQ(settlement(measured).name, "settlement");
  EXPECT_EQ(settlement(measured).published, 5);
  EXPECT_EQ(settlement(measured).consumed, 5);
  EXPECT_EQ(settlement(measured).wait.max(), 0ms);
  EXPECT_EQ(settlement(measured).time.min(), 100ms);
  EXPECT_EQ(settlement(measured).time.max(), 100ms);
  EXPECT_EQ(settlement(measured).oldest, 100ms);
  EXPECT_EQ(settlement(measured).backlog_at_end, 0);
}

TEST(Queue, costs_the_payer_the_time_to_publish) {
  const auto measured = happened(shop("", R"(, "takes": "3ms")"));
  EXPECT_EQ(shortest(measured), 3ms);
  EXPECT_EQ(longest(measured), 3ms);
  EXPECT_EQ(spent(measured, "settlement.publish"), 15ms);
}

TEST(Queue, costs_nothing_if_nobody_waits_for_its_acknowledgement) {
  const auto measured = happened(shop("", R"(, "takes": "3ms", "acknowledged": false)"));
  EXPECT_EQ(longest(measured), 0ms);
  EXPECT_EQ(settlement(measured).consumed, 5);
}

// One message is in the queue from 100 ms to 2100 ms, and there is room for no other.
const char* const kSlowWriter = R"("operations": {"post": [{"wait": "2s"}]})";

TEST(Queue, refuses_what_there_is_no_room_for) {
  const auto measured = happened(shop(R"(, "limit": 1)", "", kSlowWriter));
  EXPECT_EQ(settlement(measured).published, 1);
  EXPECT_EQ(settlement(measured).refused, 4);
  EXPECT_EQ(flow(measured).intents.failed, 4);
  EXPECT_EQ(settlement(measured).backlog.max, 1);
}

TEST(Queue, that_is_full_fails_no_payment_that_can_do_without_it) {
  const auto measured =
      happened(shop(R"(, "limit": 1)", R"(, "on_failure": "continue")", kSlowWriter));
  EXPECT_EQ(flow(measured).intents.approved, 5);
  EXPECT_EQ(settlement(measured).refused, 4);
}

TEST(Queue, that_is_full_is_not_noticed_by_who_does_not_wait_for_it) {
  const auto measured =
      happened(shop(R"(, "limit": 1)", R"(, "acknowledged": false)", kSlowWriter));
  EXPECT_EQ(flow(measured).intents.approved, 5);
  EXPECT_EQ(settlement(measured).refused, 4);
}

TEST(Queue, keeps_what_its_consumers_have_no_time_for) {
  const auto measured = happened(shop("", "", R"("operations": {"post": [{"wait": "300ms"}]})"));
  EXPECT_EQ(settlement(measured).time.max(), 5 * 300ms - 4 * 200ms);
  EXPECT_EQ(settlement(measured).wait.max(), 4 * 100ms);
  EXPECT_EQ(settlement(measured).backlog.max, 3);
}

TEST(Queue, has_as_many_messages_consumed_at_once_as_there_are_consumers) {
  Told told = shop_with(R"("at_once": 2)");
  told.load = five_at_once(R"({"uniform": 1})");
  told.duration = "2s";
  const auto measured = happened(told);
  EXPECT_EQ(settlement(measured).time.max(), 300ms);
  EXPECT_EQ(settlement(measured).backlog.area, sim::Uint128{(2 * 100 + 2 * 200 + 300) * 1000000});
  EXPECT_EQ(settlement(measured).consumers, 2);
  EXPECT_EQ(settlement(measured).consuming.area, sim::Uint128{5 * 100 * 1000000});
}

TEST(Queue, keeps_the_order_of_messages_of_one_key) {
  Told told = shop_with(R"("at_once": 9)", R"(, "order": "key")");
  told.load = five_at_once(R"({"uniform": 1})");
  told.duration = "2s";
  EXPECT_EQ(settlement(happened(told)).time.max(), 500ms);
}

TEST(Queue, keeps_no_order_between_keys) {
  Told told = shop_with(R"("at_once": 9)", R"(, "order": "key")");
  told.load = five_at_once(R"({"uniform": 1000000000000})");
  told.duration = "2s";
  EXPECT_EQ(settlement(happened(told)).time.max(), 100ms);
}

TEST(Queue, keeps_the_order_of_keys_that_share_a_partition) {
  Told told = shop_with(R"("at_once": 9)", R"(, "order": "key", "partitions": 1)");
  told.load = five_at_once(R"({"uniform": 1000000000000})");
  told.duration = "2s";
  EXPECT_EQ(settlement(happened(told)).time.max(), 500ms);
}

const char* const kFailingWriter =
    R"("availability": "0%", "operations": {"post": [{"wait": "100ms"}]})";

TEST(Queue, delivers_again_what_fails_until_it_is_given_up) {
  const auto measured =
      happened(shop(R"(, "redeliver_after": "1s", "tries": 3)", "", kFailingWriter));
  EXPECT_EQ(station(measured, "writer").arrived, 15);
  EXPECT_EQ(settlement(measured).redelivered, 10);
  EXPECT_EQ(settlement(measured).dead_letters, 5);
  EXPECT_EQ(settlement(measured).consumed, 0);
  EXPECT_EQ(settlement(measured).oldest, 3s);
  EXPECT_EQ(settlement(measured).backlog_at_end, 0);
}

TEST(Queue, delivers_for_ever_if_nothing_is_given_up) {
  const auto measured = run(json_of(shop(R"(, "redeliver_after": "1s")", "", kFailingWriter)));
  EXPECT_EQ(settlement(measured).dead_letters, 0);
  EXPECT_EQ(settlement(measured).backlog_at_end, 5);
  EXPECT_EQ(settlement(measured).oldest, 9900ms);
}

TEST(Queue, lets_others_wait_for_what_is_delivered_again_only_if_their_order_counts) {
  const std::string again = R"(, "redeliver_after": "1s", "tries": 2)";
  EXPECT_EQ(settlement(happened(shop(again, "", kFailingWriter))).oldest, 2s);
  // Each of the others has to wait until the one before it is given up, 200 ms less each time.
  Told told = shop(again + R"(, "order": "key", "partitions": 1)", "", kFailingWriter);
  told.duration = "20s";
  EXPECT_EQ(settlement(happened(told)).oldest, 5 * 2s - 4 * 200ms);
}

// Taken at 900 ms by a writer that dies at 950 ms and is back at 1050 ms; delivered again 500 ms
// after that, and done 100 ms later.
TEST(Queue, delivers_again_what_dies_with_a_consumer) {
  Told told = shop(R"(, "redeliver_after": "500ms")");
  told.failures = R"({"at": "950ms", "for": "100ms", "crash": "writer/0"})";
  const auto measured = happened(told);
  EXPECT_EQ(settlement(measured).consumed, 5);
  EXPECT_EQ(settlement(measured).redelivered, 1);
  EXPECT_EQ(settlement(measured).time.max(), 600ms);
}

TEST(Queue, delivers_again_what_only_takes_long) {
  Told told = shop_with(R"("at_once": 9)", R"(, "redeliver_after": "60ms")");
  const auto measured = happened(told);
  EXPECT_EQ(settlement(measured).consumed, 5);
  EXPECT_EQ(settlement(measured).redelivered, 5);
  EXPECT_EQ(station(measured, "writer").served, 10);
  EXPECT_EQ(settlement(measured).time.max(), 100ms);
  EXPECT_EQ(settlement(measured).backlog_at_end, 0);
}

TEST(Queue, does_not_deliver_again_what_was_consumed_before_its_turn_came) {
  const auto measured = happened(shop(R"(, "redeliver_after": "60ms", "tries": 3)"));
  EXPECT_EQ(station(measured, "writer").arrived, 5);
  EXPECT_EQ(settlement(measured).consumed, 5);
}

TEST(Queue, goes_on_with_the_others_of_a_key_when_one_is_consumed_late) {
  Told told = shop_with(R"("at_once": 2)", R"(, "redeliver_after": "60ms", "order": "key")");
  told.load = five_at_once(R"({"uniform": 1})");
  told.duration = "2s";
  const auto measured = happened(told);
  EXPECT_EQ(settlement(measured).consumed, 5);
  EXPECT_EQ(settlement(measured).backlog_at_end, 0);
}

TEST(QueueBooks, have_what_consumers_write_in_the_name_of_the_payment) {
  const auto measured = happened(ledger(""));
  EXPECT_EQ(audit(measured).exact.intents, 5);
  EXPECT_EQ(measured.stores.at(0).writes, 10);
}

TEST(QueueBooks, know_what_was_delivered_and_done_twice) {
  const std::string again = R"(, "redeliver_after": "200ms")";
  const std::string many = R"(, "at_once": 9)";
  EXPECT_EQ(audit(happened(ledger(again, "", many))).duplicate.intents, 5);
  const auto measured = happened(ledger(again, R"(, "idempotent": true)", many));
  EXPECT_EQ(audit(measured).exact.intents, 5);
  EXPECT_EQ(measured.stores.at(0).repeated, 5);
}

TEST(QueueBooks, call_pending_what_is_still_in_the_queue) {
  Told told = ledger(R"(, "redeliver_after": "1min")");
  told.duration = "1s";
  const auto measured = run(json_of(told));
  // Credited at 100, 400 and 700 ms; at 1 s the fourth is about to be.
  EXPECT_EQ(settlement(measured).backlog_at_end, 2);
  EXPECT_EQ(audit(measured).pending.intents, 2);
  EXPECT_EQ(audit(measured).exact.intents, 3);
}

TEST(QueueBooks, call_stranded_what_a_queue_has_given_up) {
  Told told = ledger(R"(, "redeliver_after": "200ms", "tries": 2)");
  told.failures = R"({"at": "0s", "crash": "writer/0"})";
  const auto measured = run(json_of(told));
  EXPECT_EQ(settlement(measured).dead_letters, 5);
  EXPECT_EQ(audit(measured).stranded.intents, 5);
  EXPECT_EQ(audit(measured).stranded.money, 0U);
}

TEST(QueueBooks, call_stranded_what_was_refused_and_nobody_waited_for) {
  Told told = ledger(R"(, "limit": 1)");
  told.services = R"("shop": {"operations": {"pay": [{"publish": "settlement", "acknowledged":
      false}]}}, "writer": {"operations": {"post": [{"wait": "2s"}, {"write": "ledger"}]}})";
  const auto measured = happened(told);
  EXPECT_EQ(audit(measured).stranded.intents, 4);
  EXPECT_EQ(audit(measured).exact.intents, 1);
}

TEST(QueueBooks, tell_two_messages_about_one_payment_apart) {
  Told told = ledger("", R"(, "idempotent": true)", R"(, "at_once": 9)");
  told.services = R"("shop": {"operations": {"pay": [{"publish": "settlement"}, {"publish":
      "settlement"}]}}, "writer": {"operations": {"post": [{"write": "ledger"}]}})";
  const auto measured = happened(told);
  EXPECT_EQ(measured.stores.at(0).writes, 10);
  EXPECT_EQ(measured.stores.at(0).repeated, 0);
}

TEST(QueueBooks, know_that_a_message_published_again_by_a_second_attempt_is_about_the_same) {
  Told told = ledger("", R"(, "idempotent": true, "timeout": "50ms", "retry": {"tries": 2})",
                     R"(, "at_once": 9)");
  told.services = R"("shop": {"operations": {"pay": [{"publish": "settlement"}, {"wait": "80ms"}]}},
      "writer": {"operations": {"post": [{"write": "ledger"}]}})";
  const auto measured = happened(told);
  EXPECT_EQ(settlement(measured).published, 10);
  EXPECT_EQ(measured.stores.at(0).repeated, 5);
}

}  // namespace
}  // namespace models
