// Random variables of unit scale over any generator of bits, by our own arithmetic: the same bits
// everywhere. The caller scales them.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "sim/kernel/bits.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/ziggurat_tables.h"

namespace sim {

namespace detail {

// What is left of a ziggurat's layer beside the part that lies wholly under the curve: a wedge, in
// which a second draw decides between `low` and `high`.
template <Bits Generator>
bool under_curve(Generator& bits, double low, double high, double density) {
  return low + bits.uniform() * (high - low) < density;
}

template <Bits Generator>
[[gnu::noinline]] double exponential_beside(Generator& bits, std::size_t layer, double x);

template <Bits Generator>
[[gnu::noinline]] double normal_beside(Generator& bits, std::size_t layer, double x);

}  // namespace detail

// Exponential with mean 1, >= 0: ziggurat of Marsaglia & Tsang (2000), J. Stat. Soft. 5 (8), with
// bits for the layer that are not used for the value, Doornik (2005). Usually one draw. Where equal
// draws should give ordered values (common random numbers), use -log(1 - bits.uniform()).
template <Bits Generator>
double unit_exponential(Generator& bits) {
  const detail::Ziggurat& ziggurat = detail::kExponentialZiggurat;
  const std::uint64_t word = bits.next();
  const std::size_t layer = word & 0xff;
  const double x =
      static_cast<double>(static_cast<std::int64_t>(word >> 11)) * ziggurat.width[layer];
  if (x < ziggurat.width[layer + 1] * 0x1p53) [[likely]]
    return x;
  return detail::exponential_beside(bits, layer, x);
}

// Normal with mean 0 and variance 1, by the same method.
template <Bits Generator>
double standard_normal(Generator& bits) {
  const detail::Ziggurat& ziggurat = detail::kNormalZiggurat;
  const std::uint64_t word = bits.next();
  const std::size_t layer = word & 0xff;
  const double x =
      static_cast<double>(static_cast<std::int64_t>(word) >> 10) * ziggurat.width[layer];
  if (std::abs(x) < ziggurat.width[layer + 1] * 0x1p53) [[likely]]
    return x;
  return detail::normal_beside(bits, layer, x);
}

// Gamma with scale 1, so mean and variance `shape` > 0. Marsaglia & Tsang (2000), ACM TOMS 26, 363;
// below shape 1 by their boost, Gamma(shape + 1) U^(1 / shape).
template <Bits Generator>
double gamma(Generator& bits, double shape) {
  check(shape > 0.0, "a gamma variable has a positive shape");
  if (shape < 1.0) {
    const double larger = gamma(bits, shape + 1.0);
    return larger * exp(-unit_exponential(bits) / shape);
  }
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / (3.0 * std::sqrt(d));
  for (;;) {
    const double x = standard_normal(bits);
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double u = 1.0 - bits.uniform();
    const double square = x * x;
    if (u < 1.0 - 0.0331 * square * square) return d * v;
    if (log(u) < 0.5 * square + d * (1.0 - v + log(v))) return d * v;
  }
}

// Ranks by Zipf's law: rank i of 0 ... count - 1 with a probability proportional to
// (i + 1)^-exponent. A draw takes the same time whatever the count: rejection-inversion, Hörmann &
// Derflinger (1996), ACM TOMACS 6, 169.
class Zipf {
 public:
  // 0 <= exponent < 1000 (0 is uniform), 1 <= count <= 2^40.
  Zipf(double exponent, std::uint64_t count);

  template <Bits Generator>
  std::uint64_t draw(Generator& bits) const {
    for (;;) {
      const double area = top_ + bits.uniform() * (bottom_ - top_);
      const double x = position(area);
      const std::int64_t number = round_half_even(x);
      const auto nearest = static_cast<double>(number);
      if (nearest - x <= sure_ || accepts(area, nearest)) [[likely]]
        return static_cast<std::uint64_t>(number - 1);
    }
  }

 private:
  double area_below(double x) const;
  double position(double area) const;
  bool accepts(double area, double number) const;

  double exponent_;
  double count_;
  double slope_;       // 1 - exponent
  double reciprocal_;  // of the slope, where that is not 0
  double bottom_;
  double top_;
  double sure_;
};

namespace detail {

template <Bits Generator>
double exponential_beside(Generator& bits, std::size_t layer, double x) {
  const Ziggurat& ziggurat = kExponentialZiggurat;
  const double tail = ziggurat.width[1] * 0x1p53;
  if (layer == 0) return tail - log(1.0 - bits.uniform());
  const double low = ziggurat.density[layer];
  if (under_curve(bits, low, ziggurat.density[layer + 1], exp(-x))) return x;
  return unit_exponential(bits);
}

template <Bits Generator>
double normal_beside(Generator& bits, std::size_t layer, double x) {
  const Ziggurat& ziggurat = kNormalZiggurat;
  const double tail = ziggurat.width[1] * 0x1p53;
  if (layer == 0) {
    for (;;) {  // Marsaglia (1964), Technometrics 6, 101
      const double beyond = unit_exponential(bits) / tail;
      if (2.0 * unit_exponential(bits) > beyond * beyond)
        return x < 0.0 ? -tail - beyond : tail + beyond;
    }
  }
  const double low = ziggurat.density[layer];
  if (under_curve(bits, low, ziggurat.density[layer + 1], exp(-0.5 * x * x))) return x;
  return standard_normal(bits);
}

}  // namespace detail
}  // namespace sim
