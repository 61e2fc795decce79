// What payments are about: keys and amounts, drawn one payment after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/durations/catalogue.h"
#include "models/flows/flow.h"
#include "models/keys/catalogue.h"
#include "sim/kernel/stream.h"

namespace models {

struct PayerSpec {
  std::map<std::string, sim::OneOf<Keys>> keys;
  std::optional<sim::OneOf<Amounts>> amount;

  void fields(auto& f) {
    f.optional("keys", keys, "What payments are about: payer, payee, merchant, by any name.");
    f.optional("amount", amount, "How much is paid.");
  }
};

class Payers {
 public:
  // `slots`: the names of all keys, in the order of Request::keys; `name`: of the load, for its
  // streams.
  Payers(const PayerSpec& spec, const std::vector<std::string>& slots, sim::Seed seed,
         const std::string& name);

  Intent next(sim::Instant due);

 private:
  struct Key {
    std::size_t slot;
    RandomKey choice;
    sim::Stream stream;
  };
  std::vector<Key> keys_;
  std::optional<RandomAmount> amount_;
  sim::Stream amounts_;
  sim::Stream nobody_;  // without keys, balancing by key spreads payments as if each had its own
};

}  // namespace models
