// Gamma: like Erlang's, with any real number of phases.
#pragma once

#include <optional>
#include <string_view>

#include "models/durations/quantity.h"
#include "sim/kernel/variates.h"

namespace models {

template <class Quantity>
class Gamma {
 public:
  static constexpr std::string_view kName = "gamma";
  static constexpr std::string_view kSummary = "Gamma, by its mean and either shape or cv.";
  struct Spec {
    Quantity mean{};
    std::optional<double> shape{};
    std::optional<double> cv{};
    void fields(auto& f) {
      f.required("mean", mean, "The mean.", sim::Above{Measure<Quantity>::kNothing});
      f.optional("shape", shape, "The shape; 1 is exponential.", sim::Between{0.01, 1e6});
      f.optional("cv", cv, "The standard deviation over the mean, instead of the shape.",
                 sim::Between{0.001, 10.0});
    }
    void verify(sim::Complaints& complaints) const {
      if (shape.has_value() == cv.has_value()) {
        complaints.here("needs either \"shape\" or \"cv\", and not both");
      }
    }
    Quantity one() const { return mean; }
    bool operator==(const Spec&) const = default;
  };

  explicit Gamma(const Spec& spec)
      : shape_(spec.shape ? *spec.shape : 1.0 / (*spec.cv * *spec.cv)),
        scale_(units(spec.mean) / shape_) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return Measure<Quantity>::sample_near(scale_ * sim::gamma(bits, shape_));
  }
  double mean() const { return scale_ * shape_; }
  double variance() const { return scale_ * scale_ * shape_; }

 private:
  double shape_;
  double scale_;
};

}  // namespace models
