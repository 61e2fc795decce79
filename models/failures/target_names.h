// Whom a failure befalls, by the names that a scenario gives them.
#pragma once

#include <string>
#include <vector>

#include "sim/input/codec.h"
#include "sim/input/problem.h"

namespace models {

// One name, or several that are befallen at once.
struct TargetNames {
  std::vector<sim::Located<std::string>> each;

  // As reports call them: "risk/2, ledger/0".
  std::string operator*() const {
    std::string all;
    for (const auto& name : each) all += (all.empty() ? "" : ", ") + *name;
    return all;
  }
  bool operator==(const TargetNames&) const = default;
};

}  // namespace models

template <>
struct sim::Codec<models::TargetNames> {
  using Name = Located<std::string>;
  static void read(models::TargetNames& names, const Value& value, Reading& reading) {
    if (value.kind() == Value::Kind::array) {
      Codec<std::vector<Name>>::read(names.each, value, reading);
      if (value.items().empty()) reading.complain(value, "must not be empty");
    } else {
      Codec<Name>::read(names.each.emplace_back(), value, reading);
    }
  }
  static Value write(const models::TargetNames& names) {
    if (names.each.size() == 1) return Codec<Name>::write(names.each.front());
    return Codec<std::vector<Name>>::write(names.each);
  }
  static Value schema(SchemaMaker& maker) {
    Value either = Value::object();
    either["anyOf"] = Value::array();
    either["anyOf"].push_back(maker.of<std::string>());
    either["anyOf"].push_back(maker.of<std::vector<std::string>>());
    return either;
  }
  static std::string words() { return "text or list of text"; }
};
