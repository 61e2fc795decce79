// Bounded Pareto: few are large, but those are most of the whole; cut to lie within two bounds.
#pragma once

#include <cmath>
#include <string_view>

#include "models/durations/quantity.h"
#include "sim/kernel/bits.h"

namespace models {

template <class Quantity>
class Pareto {
 public:
  static constexpr std::string_view kName = "pareto";
  static constexpr std::string_view kSummary =
      "Pareto between two bounds: few are large, but those are most of the whole.";
  struct Spec {
    Quantity least{};
    Quantity most{};
    double exponent = 1.0;
    void fields(auto& f) {
      f.required("least", least, "The lower bound.", sim::Above{Measure<Quantity>::kNothing});
      f.required("most", most, "The upper bound.");
      f.required("exponent", exponent,
                 "The chance to exceed x falls like 1 / x to this power, until the upper bound.",
                 sim::Between{0.01, 100.0});
    }
    void verify(sim::Complaints& complaints) const {
      verify_alike(complaints, "most", most, least);
      if (units(most) <= units(least)) {
        complaints.about("most", "must be above " + sim::print(least) + ", the least");
      }
    }
    Quantity one() const { return least; }
    bool operator==(const Spec&) const = default;
  };

  explicit Pareto(const Spec& spec)
      : least_(units(spec.least)),
        log_span_(sim::log(units(spec.most) / least_)),
        exponent_(spec.exponent),
        power_(-1.0 / exponent_),
        within_(-sim::expm1(-exponent_ * log_span_)) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    const double log_over_least = power_ * sim::log1p(-bits.uniform() * within_);
    return Measure<Quantity>::sample_near(least_ * sim::exp(log_over_least));
  }
  double mean() const { return moment(1.0); }
  double variance() const {
    const double m = mean();
    return moment(2.0) - m * m;
  }

 private:
  // E[x^k] = a least^k / within * integral of t^(k-a-1) from 1 to most / least.
  double moment(double k) const {
    const double rest = k - exponent_;
    const double integral =
        std::abs(rest) < 1e-12 ? log_span_ : sim::expm1(rest * log_span_) / rest;
    return exponent_ * sim::pow(least_, k) / within_ * integral;
  }

  double least_;
  double log_span_;
  double exponent_;
  double power_;
  double within_;  // the part of an unbounded Pareto that lies below the upper bound
};

}  // namespace models
