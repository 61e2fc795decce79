// Money and its rates.
#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "sim/input/decimal.h"
#include "sim/input/problem.h"
#include "sim/input/quantity.h"

namespace sim {

namespace {

struct PerTime {
  std::string_view name;
  double times_an_hour;
  double hours;
};
constexpr std::array<PerTime, 4> kPerTimes = {
    {{"h", 1, 1}, {"d", 1, 24}, {"min", 60, 1}, {"s", 3600, 1}}};

constexpr std::int64_t kMostMinor = 1'000'000'000'000'000'000;

struct UnderstoodMoney {
  detail::Amount amount{};
  std::string currency{};
  std::string_view per{};  // what follows the currency
  std::string complaint{};
};

UnderstoodMoney understand_money(std::string_view text, std::string_view example) {
  const auto amount = detail::split_amount(text);
  if (!amount) {
    return {.complaint = in_quotes(text) + " is not an amount of money; write for example " +
                         in_quotes(example)};
  }
  if (amount->unit.empty()) {
    return {.complaint = in_quotes(text) + " has no currency; write " +
                         in_quotes(std::string(text) + " EUR")};
  }
  const std::string_view currency = amount->unit.substr(0, amount->unit.find('/'));
  const std::string unknown = complaint_about_currency(currency);
  if (!unknown.empty()) return {.complaint = in_quotes(text) + ": " + unknown};
  if (amount->negative) return {.complaint = in_quotes(text) + " must not be negative"};
  return {.amount = *amount,
          .currency = std::string(currency),
          .per = amount->unit.substr(currency.size())};
}

std::int64_t minor_in_one(std::string_view currency) {
  std::int64_t minor = 1;
  for (int i = 0; i < decimals_of(currency); ++i) minor *= 10;
  return minor;
}

const PerTime* find_per_time(std::string_view per) {
  if (!per.starts_with('/')) return nullptr;
  const auto* const found = std::ranges::find(kPerTimes, per.substr(1), &PerTime::name);
  return found == kPerTimes.end() ? nullptr : found;
}

}  // namespace

ParsedQuantity<Money> parse_money(std::string_view text) {
  const auto understood = understand_money(text, "25 EUR");
  if (!understood.complaint.empty()) return {.complaint = understood.complaint};
  if (!understood.per.empty()) {
    return {.complaint = in_quotes(text) + " must be an amount, not one over time"};
  }
  const auto scaled =
      detail::scale(understood.amount, minor_in_one(understood.currency), kMostMinor);
  switch (scaled.outcome) {
    case detail::Scaling::exact:
      return {.value = Money{scaled.value, understood.currency}};
    case detail::Scaling::not_whole:
      return {.complaint = in_quotes(text) + " is finer than " + understood.currency +
                           " has decimals (" + std::to_string(decimals_of(understood.currency)) +
                           ")"};
    case detail::Scaling::too_large:
      return {.complaint = in_quotes(text) + " is beyond what can be counted"};
  }
  return {};
}

ParsedQuantity<MoneyRate> parse_money_rate(std::string_view text) {
  const auto understood = understand_money(text, "0.40 EUR/h");
  if (!understood.complaint.empty()) return {.complaint = understood.complaint};
  const PerTime* const per = find_per_time(understood.per);
  if (per == nullptr) {
    return {.complaint = in_quotes(text) + " must be an amount over time; write for example " +
                         in_quotes(std::string(understood.amount.number) + " " +
                                   understood.currency + "/h") +
                         " (there are: /h, /d, /min, /s)"};
  }
  const auto amount = detail::rounded(understood.amount.number, decimals_of(understood.currency));
  if (!amount || *amount > static_cast<double>(kMostMinor)) {
    return {.complaint = in_quotes(text) + " is beyond what can be counted"};
  }
  return {.value = MoneyRate{*amount * per->times_an_hour / per->hours, understood.currency}};
}

std::string print(const Money& money) {
  const int decimals = decimals_of(money.currency);
  const std::int64_t minor_per_unit = minor_in_one(money.currency);
  const std::string sign = money.minor < 0 ? "-" : "";
  const std::int64_t whole = money.minor / minor_per_unit;
  const std::int64_t rest = money.minor % minor_per_unit;
  std::string text = sign + std::to_string(whole < 0 ? -whole : whole);
  if (rest != 0) {
    const std::string digits = std::to_string(rest < 0 ? -rest : rest);
    text += "." + std::string(static_cast<std::size_t>(decimals) - digits.size(), '0') + digits;
  }
  return text + " " + money.currency;
}

std::string print(const MoneyRate& rate) {
  // An hourly rate always reads back exactly, because only its decimal point is moved.
  return detail::shortest(rate.minor_per_hour, -decimals_of(rate.currency)) + " " + rate.currency +
         "/h";
}

std::string money_pattern() {
  return "^[0-9]+(\\.[0-9]+)? ?[A-Z]{3}$";
}
std::string money_rate_pattern() {
  return "^[0-9]+(\\.[0-9]+)? ?[A-Z]{3}/(h|d|min|s)$";
}

}  // namespace sim
