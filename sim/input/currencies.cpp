// Currencies: the part of quantity.h that knows which there are.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "sim/input/problem.h"
#include "sim/input/quantity.h"
#include "sim/input/suggest.h"

namespace sim {

namespace {

// ISO 4217, what is in use at the start of 2026, by how many decimals amounts have. Metals, baskets
// and codes for tests are not on it: nobody pays with them, and they have no decimals.
constexpr std::array<std::string_view, 17> kWithoutDecimals = {
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kWithThreeDecimals = {"BHD", "IQD", "JOD", "KWD",
                                                                "LYD", "OMR", "TND"};
constexpr std::array<std::string_view, 2> kWithFourDecimals = {"CLF", "UYW"};
constexpr auto kWithTwoDecimals = std::to_array<std::string_view>(
    {"AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD",
     "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF",
     "CHW", "CNY", "COP", "COU", "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN",
     "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL",
     "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD", "KZT",
     "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
     "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD",
     "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR",
     "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
     "TJS", "TMT", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "USD", "USN", "UYU", "UZS", "VED",
     "VES", "WST", "XCD", "XCG", "YER", "ZAR", "ZMW", "ZWG"});

// What old scenarios may still say, and what has taken its place.
using Replaced = std::pair<std::string_view, std::string_view>;
constexpr std::array<Replaced, 10> kReplaced = {{{"ANG", "XCG"},
                                                 {"BGN", "EUR"},
                                                 {"BYR", "BYN"},
                                                 {"CUC", "CUP"},
                                                 {"HRK", "EUR"},
                                                 {"MRO", "MRU"},
                                                 {"SLL", "SLE"},
                                                 {"STD", "STN"},
                                                 {"VEF", "VES"},
                                                 {"ZWL", "ZWG"}}};

template <class List>
bool holds(const List& list, std::string_view code) {
  return std::ranges::find(list, code) != list.end();
}

std::vector<std::string_view> all_currencies() {
  std::vector<std::string_view> all;
  const auto add = [&all](const auto& list) { all.insert(all.end(), list.begin(), list.end()); };
  add(kWithTwoDecimals);
  add(kWithoutDecimals);
  add(kWithThreeDecimals);
  add(kWithFourDecimals);
  return all;
}

}  // namespace

int decimals_of(std::string_view currency) {
  if (holds(kWithoutDecimals, currency)) return 0;
  if (holds(kWithThreeDecimals, currency)) return 3;
  return holds(kWithFourDecimals, currency) ? 4 : 2;
}

std::string complaint_about_currency(std::string_view code) {
  const std::vector<std::string_view> all = all_currencies();
  if (holds(all, code)) return {};
  const std::string name = in_quotes(code);
  const auto* const old = std::ranges::find(kReplaced, code, &Replaced::first);
  if (old != kReplaced.end())
    return name + " is no currency any more; " + in_quotes(old->second) + " has taken its place";
  const auto meant = closest(code, all);
  if (meant) return name + " is no currency (ISO 4217); did you mean " + in_quotes(*meant) + "?";
  return name + " is no currency of ISO 4217, such as \"EUR\"";
}

}  // namespace sim
