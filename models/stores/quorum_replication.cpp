// Copies that are all alike.
#include "models/stores/quorum_replication.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "models/stores/reach.h"
#include "models/stores/store.h"
#include "sim/kernel/hash.h"
#include "sim/kernel/join.h"
#include "sim/kernel/residents.h"

namespace models {

namespace {

constexpr std::uint64_t kThere = sim::hash_of("to another copy");
constexpr std::uint64_t kBack = sim::hash_of("back from another copy");

bool is_served(const Outcome& outcome) {
  return outcome == Outcome::served;
}

}  // namespace

// co_await Enough(kernel, entry, needed, counts): served once so many copies have told the one that
// was asked first, or for one that was asked again, have it; failed if it turns out that none has
// it, unknown if it is too few.
class [[nodiscard]] QuorumReplication::Enough : sim::detail::Link {
 public:
  enum class Counts { told, holders };

  Enough(sim::Kernel& kernel, Entry& entry, std::size_t needed, Counts counts)
      : entry_(entry), needed_(needed), counts_(counts), wakeup_(kernel) {}
  Enough(const Enough&) = delete;
  ~Enough() { leave(); }
  bool await_ready() {
    look();
    return ended_;
  }
  void await_suspend(std::coroutine_handle<> who) {
    who_ = who;
    join_before(entry_.waiting);
  }
  Outcome await_resume() {
    wakeup_.kept();
    return outcome_;
  }

  static void look_all(Entry& entry) {
    for (sim::detail::Link* link = entry.waiting.after; link != &entry.waiting;) {
      auto& each = static_cast<Enough&>(*link);
      link = link->after;
      each.look();
    }
  }

 private:
  // If nothing is on the way any more, no more copies will have it.
  void look() {
    const std::size_t have = counts_ == Counts::told
                                 ? entry_.told
                                 : static_cast<std::size_t>(std::popcount(entry_.holders));
    if (have >= needed_) return end(Outcome::served);
    if (entry_.on_the_way == 0) end(entry_.holders == 0 ? Outcome::failed : Outcome::unknown);
  }
  void end(Outcome outcome) {
    leave();
    outcome_ = outcome;
    ended_ = true;
    if (who_) wakeup_.now(who_);
  }

  Entry& entry_;
  std::size_t needed_;
  Counts counts_;
  sim::Wakeup wakeup_;
  std::coroutine_handle<> who_;
  Outcome outcome_ = Outcome::served;
  bool ended_ = false;
};

QuorumReplication::QuorumReplication(const Spec& spec, Store& store) : spec_(spec), store_(&store) {
  shards_of_node_.resize(store.nodes().nodes().size());
  for (const std::vector<std::uint32_t>& nodes : store.placement().shards()) {
    Shard& shard = shards_.emplace_back(store.number(), static_cast<std::uint32_t>(shards_.size()));
    for (const std::uint32_t node : nodes) {
      shards_of_node_[node].push_back(shard.id);
      shard.copies.push_back(&store.node(node));
    }
    set_members(shard, nodes);
  }
}

std::size_t QuorumReplication::needed(const std::optional<std::int64_t>& told,
                                      const Shard& shard) const {
  return told ? static_cast<std::size_t>(*told) : count_members(shard) / 2 + 1;
}

std::size_t QuorumReplication::copy_at(const Shard& shard, const Node& node) {
  const auto found = std::find(shard.copies.begin(), shard.copies.end(), &node);
  sim::check(found != shard.copies.end(), "only nodes that have a copy are asked for it");
  return static_cast<std::size_t>(found - shard.copies.begin());
}

bool QuorumReplication::believed(const Node& from, const Node& node) const {
  return &from == &node || store_->nodes().believed_from(from.zone, node);
}

bool QuorumReplication::hear_each_other(const Node& one, const Node& other) const {
  return models::hear_each_other(store_->setting().network, one, other);
}

Node* QuorumReplication::choose(const StoreOrder& order, std::uint32_t zone) const {
  const Shard& shard = shards_[order.shard];
  if (shard.blank == all_of(shard)) return nullptr;
  Node* first = nullptr;
  for (const std::size_t i : shard.order) {
    Node* const node = shard.copies[i];
    if (!store_->nodes().believed_from(zone, *node)) continue;
    if (node->zone == zone) return node;
    if (first == nullptr) first = node;
  }
  return first;
}

sim::Task<Outcome> QuorumReplication::write(Visit& visit, StoreOrder order) {
  Shard& shard = shards_[order.shard];
  Node& node = visit.node;
  if (spec_.anti_entropy && !std::exchange(compares_, true))
    store_->setting().crowd.spawn(compare_now_and_then());
  const std::size_t enough = needed(spec_.write, shard);
  std::size_t up = 0;
  for (std::size_t i = 0; i < shard.copies.size(); ++i)
    if (is_member(shard, i) && believed(node, *shard.copies[i])) ++up;
  if (up < enough) co_return Outcome::failed;
  if (!store_->lets_through(visit.request, order)) co_return Outcome::fenced_off;
  PaymentRecord& record = *visit.request.record;
  const std::size_t posting =
      Books::posting(record, visit.request.lineage, store_->number(), order.side);
  const LogEntry what{.record = &record, .key = order.key, .at = node.now(), .posting = posting};
  const auto earlier = entry_of(shard, what);
  const bool repeats = is_repetition(what, earlier ? &shard.entries.at(*earlier).what : nullptr);
  if (!repeats || earlier) {
    const std::uint64_t number = repeats ? *earlier : begin_entry(shard, what);
    send_to_lacking(shard, number, node);
    const sim::Instant began = node.now();
    const Outcome outcome =
        co_await Enough(store_->setting().kernel, shard.entries.at(number), enough,
                        repeats ? Enough::Counts::holders : Enough::Counts::told);
    store_->setting().spent.add(visit.request.flow, store_->nodes().places().elsewhere,
                                node.now() - began);
    if (outcome != Outcome::served) co_return outcome;
    const auto entry = shard.entries.find(number);
    if (entry != shard.entries.end()) entry->second.acknowledged = true;
  }
  if (repeats) ++store_->counts().repeated;
  record.postings[posting].acknowledged = true;
  ++store_->counts().writes;
  co_return Outcome::served;
}

// What an earlier attempt has left that not all copies have yet, or none yet.
std::optional<std::uint64_t> QuorumReplication::entry_of(const Shard& shard, const LogEntry& what) {
  std::optional<std::uint64_t> last;
  const auto [first, end] = shard.of_key.equal_range(what.key);
  for (auto each = first; each != end; ++each) {
    const LogEntry& earlier = shard.entries.at(each->second).what;
    if (earlier.record == what.record && earlier.posting == what.posting) last = each->second;
  }
  return last;
}

bool QuorumReplication::is_repetition(const LogEntry& what, const LogEntry* earlier) {
  if (what.record->postings[what.posting].done > 0)
    return !Books::is_new(*what.record, what.posting, what.at);
  return earlier != nullptr && what.at - earlier->at < what.record->keeps_keys;
}

void QuorumReplication::send_to_lacking(Shard& shard, std::uint64_t number, const Node& asked) {
  const Entry& entry = shard.entries.at(number);
  const bool is_anywhere = entry.holders != 0;
  const std::size_t from = is_anywhere ? holder_of(shard, {number}) : copy_at(shard, asked);
  if (!is_anywhere && entry.on_the_way != 0) return;
  const Holders lacking = (shard.members | shard.joining) & ~entry.holders & ~entry.on_the_way;
  for (std::size_t to = 0; to < shard.copies.size(); ++to)
    if ((lacking & bit(to)) != 0 && believed(asked, *shard.copies[to]))
      send(shard, {number}, from, to);
}

std::uint64_t QuorumReplication::begin_entry(Shard& shard, const LogEntry& what) {
  store_->setting().books.hold(*what.record);
  const std::uint64_t number = ++shard.written;
  shard.entries[number].what = what;
  shard.of_key.emplace(what.key, number);
  return number;
}

void QuorumReplication::send(Shard& shard, const Numbers& numbers, std::size_t from,
                             std::size_t to) {
  for (const std::uint64_t number : numbers) shard.entries.at(number).on_the_way |= bit(to);
  store_->setting().crowd.spawn(deliver(shard, numbers, from, to));
}

// There, on its disk, and the word back.
sim::Task<> QuorumReplication::deliver(Shard& shard, Numbers numbers, std::size_t from,
                                       std::size_t to) {
  Node& node = *shard.copies[to];
  Node& home = *shard.copies[from];
  Request request;
  request.luck = sim::mix(sim::mix(node.name, shard.id), numbers.back());
  bool arrives = true;
  if (store_->takes_time(home, node)) {
    auto going = store_->carry(home, node, numbers.size(), request.draws(kThere));
    arrives = co_await std::move(going);
  }
  bool told = false;
  if (arrives && is_alive(node)) {
    sim::Residents::Stay<Outcome> stay(node.residents(),
                                       store_->write_behind(node, request.luck, numbers.size()));
    const std::optional<Outcome> written = co_await stay;
    if (written) {
      note_held(shard, numbers, to);
      told = true;
      if (store_->takes_time(node, home)) {
        auto coming = store_->carry(node, home, 0, request.draws(kBack));
        told = co_await std::move(coming);
      }
    }
  }
  note_arrived(shard, numbers, to, told);
}

void QuorumReplication::note_held(Shard& shard, const Numbers& numbers, std::size_t copy) {
  const sim::Instant now = store_->setting().kernel.now();
  for (const std::uint64_t number : numbers) {
    Entry& entry = shard.entries.at(number);
    if (!std::exchange(entry.in_books, true)) {
      store_->setting().books.enter(*entry.what.record, entry.what.posting, now);
    } else {
      store_->counts().lag.record(now - entry.what.at);
    }
    entry.holders |= bit(copy);
  }
}

void QuorumReplication::note_arrived(Shard& shard, const Numbers& numbers, std::size_t copy,
                                     bool told) {
  for (const std::uint64_t number : numbers) {
    Entry& entry = shard.entries.at(number);
    entry.on_the_way &= ~bit(copy);
    if (told && is_member(shard, copy)) ++entry.told;
    Enough::look_all(entry);
    hand_over(shard, number);
    forget(shard, number);
  }
}

// Copies that have come back while it was on its way to others.
void QuorumReplication::hand_over(Shard& shard, std::uint64_t number) {
  const Entry& entry = shard.entries.at(number);
  if (!spec_.hints || entry.on_the_way != 0 || entry.holders == 0) return;
  const std::size_t holder = holder_of(shard, {number});
  for (std::size_t to = 0; to < shard.copies.size(); ++to)
    if (((shard.members | shard.joining) & ~entry.holders & bit(to)) != 0 &&
        hear_each_other(*shard.copies[holder], *shard.copies[to]))
      send(shard, {number}, holder, to);
}

// What all copies have that have data at all, or none ever will.
void QuorumReplication::forget(Shard& shard, std::uint64_t number) {
  const auto found = shard.entries.find(number);
  const Entry& entry = found->second;
  const Holders wanted = (shard.members | shard.joining) & ~shard.blank;
  const bool is_everywhere = (wanted & ~entry.holders) == 0;
  if (entry.on_the_way != 0 || (entry.holders != 0 && !is_everywhere)) return;
  const auto [first, last] = shard.of_key.equal_range(entry.what.key);
  shard.of_key.erase(
      std::find_if(first, last, [number](const auto& each) { return each.second == number; }));
  Books& books = store_->setting().books;
  if (entry.in_books && store_->may_lose_disks() && number > shard.archived) {
    books.release_at_rest(*entry.what.record,
                          {.where = shard.cuts.segment_of(number), .posting = entry.what.posting});
  } else {
    books.release(*entry.what.record);
  }
  shard.entries.erase(found);
}

sim::Task<Outcome> QuorumReplication::read(Visit& visit, StoreOrder order) {
  Shard& shard = shards_[order.shard];
  const std::size_t me = copy_at(shard, visit.node);
  const std::size_t enough = needed(spec_.read, shard);
  Holders asked = bit(me);
  sim::Tasks<Outcome> tasks;
  tasks.push_back(store_->work_on_read(visit));
  const auto first = std::ranges::find(shard.order, me) - shard.order.begin();
  for (std::size_t i = 1; i < shard.order.size() && tasks.size() < enough; ++i) {
    const std::size_t to = shard.order[(static_cast<std::size_t>(first) + i) % shard.order.size()];
    if (to == me || !believed(visit.node, *shard.copies[to])) continue;
    asked |= bit(to);
    tasks.push_back(ask(shard, me, to, visit.request));
  }
  if (tasks.size() < enough) co_return Outcome::failed;
  sim::Join<Outcome> join(std::move(tasks), enough, is_served);
  const auto answers = co_await join;
  for (const auto& answer : answers)
    if (answer != Outcome::served) co_return Outcome::failed;
  note_read(shard, order.key, asked);
  co_return Outcome::served;
}

// Another copy for what it has.
sim::Task<Outcome> QuorumReplication::ask(Shard& shard, std::size_t from, std::size_t to,
                                          Request request) {
  const Setting& setting = store_->setting();
  Node& node = *shard.copies[to];
  Node& home = *shard.copies[from];
  request.luck = sim::mix(request.luck, node.name);
  const bool takes_time = store_->takes_time(home, node);
  if (takes_time) {
    auto going = store_->carry(home, node, 0, request.draws(kThere));
    if (!co_await std::move(going)) co_return Outcome::failed;
  }
  if (node.silent()) co_await setting.kernel.sleep(setting.network.give_up());
  if (!is_alive(node)) co_return Outcome::failed;
  sim::Residents::Stay<Outcome> stay(node.residents(), store_->read_behind(node, request.luck));
  if (!co_await stay) co_return Outcome::failed;
  if (takes_time) {
    auto coming = store_->carry(node, home, 1, request.draws(kBack));
    if (!co_await std::move(coming)) co_return Outcome::failed;
  }
  co_return Outcome::served;
}

// Stale if something acknowledged is with none of those who were asked.
void QuorumReplication::note_read(Shard& shard, std::uint64_t key, Holders asked) {
  ++store_->counts().reads;
  if ((asked & ~shard.blank) == 0) ++store_->counts().missing_reads;
  bool stale = false;
  std::map<std::size_t, Numbers> lacking;
  const auto [first, last] = shard.of_key.equal_range(key);
  for (auto each = first; each != last; ++each) {
    const Entry& entry = shard.entries.at(each->second);
    const Holders with = entry.holders & asked;
    stale = stale || (with == 0 && entry.acknowledged);
    const Holders without = asked & ~entry.holders & ~entry.on_the_way;
    for (std::size_t to = 0; with != 0 && to < shard.copies.size(); ++to)
      if ((without & bit(to)) != 0) lacking[to].push_back(each->second);
  }
  if (stale) ++store_->counts().stale_reads;
  if (!spec_.read_repair) return;
  for (auto& [to, numbers] : lacking) send(shard, numbers, holder_of(shard, numbers), to);
}

std::size_t QuorumReplication::holder_of(const Shard& shard, const Numbers& numbers) {
  return static_cast<std::size_t>(std::countr_zero(shard.entries.at(numbers.front()).holders));
}

void QuorumReplication::note_change(const Node& node) {
  for (const std::uint32_t id : shards_of_node_[node.index()]) fill(shards_[id]);
  if (!spec_.hints) return;
  for (const std::uint32_t id : shards_of_node_[node.index()])
    for (std::size_t to = 0; to < shards_[id].copies.size(); ++to)
      make_up(shards_[id], to, spec_.hints_kept);
}

void QuorumReplication::make_up(Shard& shard, std::size_t to, sim::Duration kept) {
  if (((shard.members | shard.joining) & bit(to)) == 0) return;
  const sim::Instant now = store_->setting().kernel.now();
  std::map<std::size_t, Numbers> from;  // by who has it
  for (const auto& [number, entry] : shard.entries) {
    if (((entry.holders | entry.on_the_way) & bit(to)) != 0 || now - entry.what.at > kept) continue;
    for (std::size_t holder = 0; holder < shard.copies.size(); ++holder) {
      if ((entry.holders & bit(holder)) == 0) continue;
      if (!hear_each_other(*shard.copies[holder], *shard.copies[to])) continue;
      from[holder].push_back(number);
      break;
    }
  }
  for (const auto& [holder, numbers] : from) send(shard, numbers, holder, to);
}

sim::Task<> QuorumReplication::compare_now_and_then() {
  for (;;) {
    co_await store_->setting().kernel.sleep(*spec_.anti_entropy);
    for (Shard& shard : shards_)
      for (std::size_t to = 0; to < shard.copies.size(); ++to)
        make_up(shard, to, sim::Duration::max());
  }
}

}  // namespace models
