// A queue between services.
#include "models/queues/queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "models/flows/flow.h"
#include "sim/kernel/hash.h"
#include "sim/kernel/within.h"

namespace models {

namespace {

// All messages are in one lane if their order does not matter.
constexpr std::uint64_t kOnlyLane = 0;

}  // namespace

// Its payment's record is held for as long as it may be delivered, and knows of it until it leaves.
struct Queue::Message : sim::detail::Link {
  enum class State { under_way, present, consumed, given_up };

  Message(Books& books, const Request& about, LaneId in_lane)
      : request(about), lane(in_lane), hold(books, about.record) {
    if (request.record != nullptr) ++request.record->queued;
  }
  ~Message() {
    if (!is_over() && request.record != nullptr) --request.record->queued;
    leave();
  }

  bool is_over() const { return state == State::consumed || state == State::given_up; }
  void end(State how) {
    if (request.record != nullptr) {
      if (!is_over()) --request.record->queued;
      request.record->given_up +=
          (how == State::given_up ? 1 : 0) - (state == State::given_up ? 1 : 0);
    }
    state = how;
  }

  Request request;
  LaneId lane;
  Hold hold;
  std::list<Message>* all = nullptr;
  std::list<Message>::iterator place{};
  std::int64_t grips = 0;
  sim::Instant taken_in{};
  std::int64_t deliveries = 0;
  State state = State::under_way;
};

Queue::Grip::Grip(Message& message) : message_(&message) {
  ++message.grips;
}

Queue::Grip::Grip(const Grip& other) : message_(other.message_) {
  if (message_ != nullptr) ++message_->grips;
}

Queue::Grip::~Grip() {
  if (message_ != nullptr && --message_->grips == 0) message_->all->erase(message_->place);
}

Queue::Queue(const Setting& setting, std::string name, const QueueSpec& spec)
    : setting_(setting),
      name_(std::move(name)),
      spec_(spec),
      publishing_(setting.spent.add_place(name_ + ".publish")),
      patience_(&setting.kernel.timers(spec.redeliver_after)) {}

Queue::~Queue() = default;

void Queue::assemble(Directory& directory) {
  const std::string path = "queue " + name_;
  const Assembly assembly{.setting = setting_,
                          .directory = directory,
                          .caller = path,
                          .path = path,
                          .on_a_core = 0,
                          .in_line = 0,
                          .elsewhere = 0};
  const ConsumersSpec& consumers = spec_.consumers;
  site_.emplace(consumers.options, CallSite::target(*consumers.call, assembly),
                consumers.key ? consumers.key->value : std::string(), assembly);
}

Queue::Grip Queue::make(const Request& request, std::uint64_t key) {
  Message& message = messages_.emplace_back(setting_.books, request, lane_of(key));
  message.all = &messages_;
  message.place = std::prev(messages_.end());
  return Grip(message);
}

Queue::LaneId Queue::lane_of(std::uint64_t key) const {
  if (spec_.order == QueueOrder::none) return kOnlyLane;
  if (!spec_.partitions) return key;
  return sim::mix(sim::hash_of(name_), key) % static_cast<std::uint64_t>(*spec_.partitions);
}

bool Queue::publish(const Request& request, std::uint64_t key) {
  return take_in(make(request, key));
}

void Queue::publish_unheard(const Request& request, std::uint64_t key, sim::Duration after) {
  setting_.crowd.spawn(take_in_later(make(request, key), after));
}

sim::Task<> Queue::take_in_later(Grip message, sim::Duration after) {
  if (after > sim::Duration::zero()) co_await setting_.kernel.sleep(after);
  if (!take_in(message)) message->end(Message::State::given_up);
}

bool Queue::take_in(const Grip& message) {
  const sim::Instant now = setting_.kernel.now();
  if (spec_.limit && backlog_.level() >= *spec_.limit) {
    ++counts_.refused;
    return false;
  }
  ++counts_.published;
  backlog_.change(now, +1);
  if (backlog_.level() > kUnderWayMost) setting_.kernel.stop();
  message->state = Message::State::present;
  message->taken_in = now;
  message->join_before(present_);
  put(message, false);
  deliver_next();
  return true;
}

void Queue::put(const Grip& message, bool first) {
  Lane& lane = lanes_[message->lane];
  if (first)
    lane.waiting.push_front(message);
  else
    lane.waiting.push_back(message);
  list(message->lane, lane);
}

void Queue::list(LaneId id, Lane& lane) {
  if (lane.listed || lane.delivered != nullptr || lane.waiting.empty()) return;
  lane.listed = true;
  ready_.push_back(id);
}

// A message can have been consumed late, while it waited to be delivered again.
Queue::Grip Queue::next() {
  while (!ready_.empty()) {
    const LaneId id = ready_.front();
    ready_.pop_front();
    Lane& lane = lanes_.at(id);
    lane.listed = false;
    while (!lane.waiting.empty() && lane.waiting.front()->is_over()) lane.waiting.pop_front();
    if (lane.waiting.empty()) {
      lanes_.erase(id);
      continue;
    }
    Grip message = lane.waiting.front();
    lane.waiting.pop_front();
    if (spec_.order == QueueOrder::key) lane.delivered = &*message;
    list(id, lane);
    return message;
  }
  return {};
}

void Queue::deliver_next() {
  while (busy_.level() < spec_.consumers.at_once) {
    Grip message = next();
    if (!message) return;
    busy_.change(setting_.kernel.now(), +1);
    setting_.crowd.spawn(deliver(std::move(message)));
  }
}

sim::Task<> Queue::deliver(Grip message) {
  const sim::Instant began = setting_.kernel.now();
  const std::int64_t delivery = ++message->deliveries;
  if (delivery > 1)
    ++counts_.redelivered;
  else
    counts_.wait.record(began - message->taken_in);
  sim::Within<Outcome> consuming(setting_.crowd, patience_, consume(message, delivery));
  const std::optional<Outcome> in_time = co_await consuming;
  if (message->is_over()) co_return;
  if (in_time)
    co_await setting_.kernel.sleep(began + spec_.redeliver_after - setting_.kernel.now());
  if (message->is_over()) co_return;
  if (spec_.tries && delivery >= *spec_.tries) {
    give_up(*message);
  } else {
    if (Lane& lane = lanes_[message->lane]; lane.delivered == &*message) lane.delivered = nullptr;
    put(message, true);
  }
  deliver_next();
}

// On its own: it may take longer than the queue waits for it.
sim::Task<Outcome> Queue::consume(Grip message, std::int64_t delivery) {
  Request request = message->request;
  request.luck = sim::mix(request.luck, static_cast<std::uint64_t>(delivery));
  auto calling = site_->call(request, {.zone = request.zone});
  const Outcome outcome = co_await std::move(calling);
  busy_.change(setting_.kernel.now(), -1);
  if (is_final(outcome)) note_consumed(*message);
  deliver_next();
  co_return outcome;
}

void Queue::note_consumed(Message& message) {
  if (message.state == Message::State::present) {
    ++counts_.consumed;
    counts_.time.record(setting_.kernel.now() - message.taken_in);
    leave(message);
  }
  message.end(Message::State::consumed);
}

void Queue::give_up(Message& message) {
  ++counts_.dead_letters;
  leave(message);
  message.end(Message::State::given_up);
}

// The backlog, and the way of those behind it.
void Queue::leave(Message& message) {
  const sim::Instant now = setting_.kernel.now();
  counts_.oldest = std::max(counts_.oldest, now - message.taken_in);
  backlog_.change(now, -1);
  message.leave();
  const auto found = lanes_.find(message.lane);
  if (found == lanes_.end()) return;
  Lane& lane = found->second;
  if (lane.delivered == &message) lane.delivered = nullptr;
  list(found->first, lane);
  if (lane.waiting.empty() && lane.delivered == nullptr && !lane.listed) lanes_.erase(found);
}

void Queue::reset_measurements(sim::Instant now) {
  counts_ = sim::QueueMeasurements{};
  backlog_.restart_max();
  backlog_at_reset_ = backlog_.total(now);
  busy_.restart_max();
  busy_at_reset_ = busy_.total(now);
}

sim::QueueMeasurements Queue::measurements(sim::Instant now) const {
  sim::QueueMeasurements measured = counts_;
  measured.name = name_;
  measured.backlog = backlog_.total_since(backlog_at_reset_, now);
  measured.backlog_at_end = backlog_.level();
  measured.consumers = spec_.consumers.at_once;
  measured.consuming = busy_.total_since(busy_at_reset_, now);
  if (!present_.alone()) {
    const auto& oldest = static_cast<const Message&>(*present_.after);
    measured.oldest = std::max(measured.oldest, now - oldest.taken_in);
  }
  return measured;
}

}  // namespace models
