// A call to an operation of another service.
#include "models/steps/call.h"

#include <algorithm>

#include "models/callers/call_site.h"

namespace models {

Call::Call(const Spec& spec, const Assembly& assembly)
    : Asking(std::make_unique<CallSite>(spec.options, CallSite::target(*spec.call, assembly),
                                        spec.key ? spec.key->value : std::string(), assembly),
             spec.on_failure) {}

Asking::Asking(std::unique_ptr<CallSite> site, OnFailure on_failure)
    : site_(std::move(site)), on_failure_(on_failure) {}
Asking::Asking(Asking&&) noexcept = default;
Asking& Asking::operator=(Asking&&) noexcept = default;
Asking::~Asking() = default;

sim::Task<Outcome> Asking::take(Visit& visit) const {
  Request request = visit.request;
  request.zone = visit.node.zone;
  if (visit.heard.by_nobody()) request.patience = std::min(request.patience, visit.node.now());
  auto calling = site_->call(request, visit.node.index());
  const Outcome outcome = co_await std::move(calling);
  if (is_final(outcome)) co_return outcome;
  if (on_failure_ == OnFailure::go_on) co_return Outcome::degraded;
  co_return is_ambiguous(outcome) && has_effect() ? Outcome::unknown : Outcome::failed;
}

bool Asking::has_effect() const {
  return site_->has_effect();
}

}  // namespace models
