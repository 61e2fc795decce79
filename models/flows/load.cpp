// The load: where payments come from.
#include "models/flows/load.h"

#include <utility>

#include "sim/kernel/draws.h"
#include "sim/kernel/hash.h"

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
      think_(spec.think),
      payers_(spec.payers, source.key_names, source.seed, source.name),
      luck_(sim::Stream(source.seed, source.name + "/think").next()),
      thoughts_(static_cast<std::size_t>(spec.population)),
      thinkers_(std::make_unique<Thinkers>(source.kernel)) {}

sim::Task<> ClosedLoad::send() {
  const sim::Kernel& kernel = source_->kernel;
  for (std::uint32_t member = 0; member < thoughts_.size(); ++member)
    thinkers_->add(member, kernel.now() + thought(member));
  for (;;) {
    const std::uint32_t member = co_await thinkers_->next();
    if (kernel.now() >= source_->end) co_return;
    source_->crowd.spawn(pay(member));
  }
}

sim::Duration ClosedLoad::thought(std::uint32_t member) {
  sim::Draws draws(sim::mix(luck_, member), ++thoughts_[member]);
  return think_.sample(draws);
}

sim::Task<> ClosedLoad::pay(std::uint32_t member) {
  const sim::Kernel& kernel = source_->kernel;
  sim::Duration rest{};
  while (rest == sim::Duration::zero() && kernel.now() < source_->end) {
    const sim::Instant due = kernel.now();
    auto paying = begun(*source_, payers_, due);
    co_await std::move(paying);
    const bool took_no_time = kernel.now() == due;
    rest = thought(member) + (took_no_time ? kShortestTurn : sim::Duration::zero());
  }
  if (rest > sim::Duration::zero()) thinkers_->add(member, kernel.now() + rest);
}

}  // namespace models
