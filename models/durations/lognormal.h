// The logarithm is normal: the usual shape of service times and of amounts.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "models/durations/lognormal_shape.h"
#include "models/durations/quantity.h"
#include "sim/kernel/variates.h"

namespace models {

template <class Quantity>
class Lognormal {
 public:
  static constexpr std::string_view kName = "lognormal";
  static constexpr std::string_view kSummary = "Lognormal, by any two of mean, median, p99 and cv.";
  struct Spec {
    std::optional<Quantity> mean{};
    std::optional<Quantity> median{};
    std::optional<Quantity> p99{};
    std::optional<double> cv{};

    void fields(auto& f) {
      const sim::Above some{Measure<Quantity>::kNothing};
      f.optional("mean", mean, "The mean.", some);
      f.optional("median", median, "Half of all are below.", some);
      f.optional("p99", p99, "99 of 100 are below.", some);
      f.optional("cv", cv, "The standard deviation over the mean.", sim::Between{0.0, 1000.0});
    }
    void verify(sim::Complaints& complaints) const {
      if (facts().count() != 2) {
        complaints.here("needs exactly two of \"mean\", \"median\", \"p99\" and \"cv\"");
        return;
      }
      verify_ratio(complaints, "p99", p99, "mean", mean, largest_p99_over_mean());
      verify_ratio(complaints, "p99", p99, "median", median, largest_p99_over_median());
      verify_ratio(complaints, "mean", mean, "median", median, largest_mean_over_median());
    }
    LognormalFacts facts() const {
      const auto told = [](const std::optional<Quantity>& quantity) {
        return quantity ? std::optional(units(*quantity)) : std::nullopt;
      };
      return {.mean = told(mean), .median = told(median), .p99 = told(p99), .cv = cv};
    }
    Quantity one() const { return mean ? *mean : median ? *median : p99.value_or(Quantity{}); }
    bool operator==(const Spec&) const = default;

   private:
    // `upper` lies between `lower` and `largest` times that, if both are told.
    static void verify_ratio(sim::Complaints& complaints, std::string_view upper_name,
                             const std::optional<Quantity>& upper, std::string_view lower_name,
                             const std::optional<Quantity>& lower, double largest) {
      if (!upper || !lower) return;
      const std::string because =
          ", because the " + std::string(lower_name) + " is " + sim::print(*lower);
      verify_alike(complaints, upper_name, *upper, *lower);
      if (units(*upper) < units(*lower)) {
        complaints.about(upper_name, "must be at least " + sim::print(*lower) + because);
      } else if (const double most = std::floor(units(*lower) * largest); units(*upper) > most) {
        const auto whole = static_cast<std::int64_t>(most);
        complaints.about(
            upper_name,
            "can be at most " + sim::print(Measure<Quantity>::like(*lower, whole)) + because);
      }
    }
  };

  explicit Lognormal(const Spec& spec)
      : shape_(lognormal_shape(spec.facts())), location_(sim::log(shape_.median)) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return Measure<Quantity>::sample_near(
        sim::exp(location_ + shape_.sigma * sim::standard_normal(bits)));
  }
  double mean() const { return shape_.mean(); }
  double variance() const { return shape_.variance(); }

 private:
  LognormalShape shape_;
  double location_;
};

}  // namespace models
