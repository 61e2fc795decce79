// The load: where payments come from.
#include "models/flows/load.h"

#include <utility>

namespace models {

namespace {

std::vector<std::string> names_of(const PayerSpec& payers) {
  std::vector<std::string> names;
  for (const auto& [name, choice] : payers.keys) names.push_back(name);
  return names;
}

// A payment that is due now. No coroutine, so that the intent is in no frame but the payment's.
sim::Task<> begun(const Source& source, Payers& payers, sim::Instant due) {
  Intent intent = payers.next(due);
  return source.pay(intent);
}

constexpr double kHighestRate = 1e8;          // a second; the peak of Double 11 in 2020 was 583,000
constexpr sim::Duration kShortestTurn = 1ms;  // so that time goes on where nothing takes any

}  // namespace

void OpenLoad::Spec::verify(sim::Complaints& complaints) const {
  if (rate.curve().highest() > kHighestRate)
    complaints.about("rate", "is above 100000000/s; so many cannot be simulated");
}

std::vector<std::string> OpenLoad::Spec::key_names() const {
  return names_of(payers);
}
std::vector<std::string> ClosedLoad::Spec::key_names() const {
  return names_of(payers);
}

void LoadSpec::verify(sim::Complaints& complaints) const {
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  if (payment_class &&
      (payment_class->empty() || payment_class->find_first_not_of(kLetters) != std::string::npos))
    complaints.about("class", sim::in_quotes(*payment_class) +
                                  " is not a name; names are letters, digits, '_' and '-'");
}

std::vector<std::string> LoadSpec::key_names() const {
  return std::visit([](const auto& spec) { return spec.key_names(); }, source.spec);
}

std::optional<std::string> LoadSpec::currency() const {
  const auto of_payers = [](const auto& spec) -> std::optional<std::string> {
    if constexpr (requires { spec.payers.amount; })
      if (spec.payers.amount) return currency_of(spec.payers.amount->spec);
    if constexpr (requires { spec.currency; }) return spec.currency;
    return std::nullopt;
  };
  return std::visit(of_payers, source.spec);
}

OpenLoad::OpenLoad(const Spec& spec, const Source& source)
    : source_(&source),
      arrivals_(spec.arrivals, spec.rate),
      gaps_(source.seed, source.name + "/arrivals"),
      payers_(spec.payers, source.key_names, source.seed, source.name) {}

sim::Task<> OpenLoad::send() {
  sim::Kernel& kernel = source_->kernel;
  while (const auto next = arrivals_.next(gaps_)) {
    const sim::Instant due = sim::kStart + *next;
    if (due >= source_->end) co_return;
    co_await kernel.sleep(due - kernel.now());
    source_->offer(payers_.next(due));
  }
}

ClosedLoad::ClosedLoad(const Spec& spec, const Source& source)
    : source_(&source),
      population_(spec.population),
      think_(spec.think),
      payers_(spec.payers, source.key_names, source.seed, source.name) {}

sim::Task<> ClosedLoad::send() {
  for (std::int64_t member = 0; member < population_; ++member)
    source_->crowd.spawn(live(static_cast<std::uint64_t>(member)));
  co_return;
}

// Most members think most of the time; meanwhile they keep their stream and one appointment.
sim::Task<> ClosedLoad::live(std::uint64_t member) {
  sim::Stream thoughts(source_->seed, source_->name + "/think", member);
  bool took_no_time = false;
  for (;;) {
    co_await source_->kernel.sleep(took_no_time ? kShortestTurn : think_.sample(thoughts));
    if (std::exchange(took_no_time, false)) continue;
    const sim::Instant due = source_->kernel.now();
    if (due >= source_->end) co_return;
    auto paying = begun(*source_, payers_, due);
    co_await std::move(paying);
    took_no_time = source_->kernel.now() == due;
  }
}

}  // namespace models
