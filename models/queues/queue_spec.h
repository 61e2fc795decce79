// What a scenario says of a queue between services.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "models/callers/call_options.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/problem.h"

namespace models {

enum class QueueOrder { none, key };

// Who takes messages out, and what they do with each.
struct ConsumersSpec {
  static constexpr std::string_view kTypeName = "Consumers";
  sim::Located<std::string> call;
  std::int64_t at_once = 1;
  std::optional<sim::Located<std::string>> key;
  CallOptions options;

  void fields(auto& f) {
    f.required("call", call, "What is called for each message: service.operation.");
    f.optional("at_once", at_once,
               "How many consumers there are; each takes the next message when it has the answer.",
               sim::Between{1, 1'000'000});
    f.optional("key", key,
               "The key by which balancing chooses; payer if not given, or if there is none the "
               "first one by name.");
    options.fields(f);
  }
};

struct QueueSpec {
  static constexpr std::string_view kTypeName = "Queue";
  ConsumersSpec consumers;
  std::optional<std::int64_t> limit;
  sim::Duration redeliver_after = 30s;
  std::optional<std::int64_t> tries;
  QueueOrder order = QueueOrder::none;
  std::optional<std::int64_t> partitions;

  void fields(auto& f) {
    f.required("consumers", consumers, "Who takes messages out, and what they do with each.");
    f.optional("limit", limit,
               "The most messages that are published and not consumed; as many as come if not "
               "given.",
               sim::Between{1, 1'000'000'000});
    f.optional("redeliver_after", redeliver_after,
               "How long after a delivery a message that is still not consumed is delivered again.",
               sim::Above{0s});
    f.optional("tries", tries,
               "How often a message is delivered before it is given up as a dead letter; for ever "
               "if not given.",
               sim::Between{1, 1'000'000});
    f.optional("order", order,
               "none: any consumer takes the oldest message; key: one message of a partition after "
               "the other, the next when that before it is consumed or given up.");
    f.optional("partitions", partitions,
               "With the order by key: over how many partitions keys are spread; each key has one "
               "of its own if not given.",
               sim::Between{1, 1'000'000});
  }
  void verify(sim::Complaints& complaints) const {
    if (partitions && order == QueueOrder::none)
      complaints.about("partitions", "goes with \"order\": \"key\"");
  }
};

}  // namespace models

template <>
struct sim::EnumNames<models::QueueOrder> {
  static constexpr std::array<std::pair<models::QueueOrder, std::string_view>, 2> names = {
      {{models::QueueOrder::none, "none"}, {models::QueueOrder::key, "key"}}};
};
