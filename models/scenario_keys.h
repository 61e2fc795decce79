// How the keys of payments are in use.
#pragma once

#include <string>

#include "models/keys/catalogue.h"
#include "models/scenario.h"

namespace models {

// As the first load draws it that draws it; null if none does, because it is recorded.
const sim::OneOf<Keys>* use_of_key(const Scenario& scenario, const std::string& key);

}  // namespace models
