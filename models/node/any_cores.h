// Cores of whichever kind the order asks for, within what has them: one way less to memory.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "models/node/lined_cores.h"
#include "models/node/shared_cores.h"

namespace models {

class AnyCores {
 public:
  // `shedder`: of those who wait in line; none: nobody is sent away.
  AnyCores(const Cores::Spec& spec, std::string name, sim::Shedder* shedder = nullptr)
      : kind_(spec.order.shares()
                  ? Kind(std::in_place_type<SharedCores>, spec, std::move(name))
                  : Kind(std::in_place_type<LinedCores>, spec, std::move(name), shedder)) {
    cores_ = std::visit([](auto& kind) -> Cores* { return &kind; }, kind_);
  }
  AnyCores(const AnyCores&) = delete;

  Cores& operator*() const { return *cores_; }
  Cores* operator->() const { return cores_; }

 private:
  using Kind = std::variant<LinedCores, SharedCores>;

  Cores* cores_;
  Kind kind_;
};

}  // namespace models
