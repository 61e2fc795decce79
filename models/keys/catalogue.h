// Which account, merchant or card a payment is about: a key from 0 to one below their count. To add
// a kind: write its file, add it to the list.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <variant>

#include "models/keys/hot_keys.h"
#include "models/keys/uniform_keys.h"
#include "models/keys/zipf_keys.h"
#include "sim/input/kinds.h"
#include "sim/kernel/stream.h"

namespace models {

// largest_share(): what part of all payments is about the key most in use. most_used(rank): the key
// that is more in use than all but `rank` others, or as much as them.
template <class Kind>
concept KeyChoice = requires(const Kind kind, const typename Kind::Spec spec, sim::Stream& stream) {
  { kind.sample(stream) } -> std::same_as<std::uint64_t>;
  { kind.largest_share() } -> std::same_as<double>;
  { kind.most_used(std::uint64_t{}) } -> std::same_as<std::uint64_t>;
  { spec.count } -> std::same_as<const std::uint64_t&>;
};

struct Keys : sim::Kinds<UniformKeys, ZipfKeys, HotKeys> {
  static constexpr std::string_view kTypeName = "Keys";
};
static_assert(Keys::all<[]<class Kind>() { return KeyChoice<Kind>; }>());

// A chosen way to choose keys.
class RandomKey {
 public:
  explicit RandomKey(const Keys::Spec& spec)
      : kind_(Keys::make(spec)),
        count_(std::visit([](const auto& told) { return told.count; }, spec)) {}
  explicit RandomKey(const sim::OneOf<Keys>& chosen) : RandomKey(chosen.spec) {}

  template <sim::Bits Generator>
  std::uint64_t sample(Generator& bits) const {
    return std::visit([&bits](const auto& kind) { return kind.sample(bits); }, kind_);
  }
  // `rank` is below count().
  std::uint64_t most_used(std::uint64_t rank) const {
    return std::visit([rank](const auto& kind) { return kind.most_used(rank); }, kind_);
  }
  double largest_share() const {
    return std::visit([](const auto& kind) { return kind.largest_share(); }, kind_);
  }
  std::uint64_t count() const { return count_; }

 private:
  Keys::Any kind_;
  std::uint64_t count_;
};

}  // namespace models
