// What payments are about.
#include "models/flows/payers.h"

#include <algorithm>

namespace models {

Payers::Payers(const PayerSpec& spec, const std::vector<std::string>& slots, sim::Seed seed,
               const std::string& name)
    : amounts_(seed, name + "/amount"), nobody_(seed, name + "/nobody") {
  for (const auto& [key, choice] : spec.keys) {
    const auto found = std::find(slots.begin(), slots.end(), key);
    keys_.push_back({static_cast<std::size_t>(found - slots.begin()), RandomKey(choice),
                     sim::Stream(seed, name + "/key " + key)});
  }
  if (spec.amount) amount_.emplace(*spec.amount);
}

Intent Payers::next(sim::Instant due) {
  Intent intent;
  intent.due = due;
  for (Key& key : keys_) intent.keys[key.slot] = key.choice.sample(key.stream);
  if (keys_.empty()) intent.keys[0] = nobody_.next();
  if (amount_) intent.amount = amount_->sample(amounts_);
  return intent;
}

}  // namespace models
