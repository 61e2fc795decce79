// How the keys of payments are in use.
#include "models/scenario_keys.h"

#include <variant>

namespace models {

namespace {

const PayerSpec* payers_of(const LoadSpec& load) {
  if (const auto* const open = std::get_if<OpenLoad::Spec>(&load.source.spec)) return &open->payers;
  if (const auto* const closed = std::get_if<ClosedLoad::Spec>(&load.source.spec))
    return &closed->payers;
  return nullptr;
}

}  // namespace

const sim::OneOf<Keys>* use_of_key(const Scenario& scenario, const std::string& key) {
  for (const LoadSpec& load : scenario.load) {
    const PayerSpec* const payers = payers_of(load);
    if (payers == nullptr) continue;
    if (const auto found = payers->keys.find(key); found != payers->keys.end())
      return &found->second;
  }
  return nullptr;
}

}  // namespace models
