// A call to an operation of another service.
#include "models/steps/call.h"

#include "models/callers/call_site.h"

namespace models {

Call::Call(const Spec& spec, const Assembly& assembly)
    : Asking(std::make_unique<CallSite>(spec.options, CallSite::target(*spec.call, assembly),
                                        spec.key ? spec.key->value : std::string(), assembly,
                                        spec.on_failure)) {}

Asking::Asking(std::unique_ptr<CallSite> site) : site_(std::move(site)) {}
Asking::Asking(Asking&&) noexcept = default;
Asking& Asking::operator=(Asking&&) noexcept = default;
Asking::~Asking() = default;

sim::Task<Outcome> Asking::take(Visit& visit) const {
  CallSite::Caller caller{.index = visit.node.index(), .zone = visit.node.zone};
  if (visit.heard.by_nobody()) caller.patience = visit.node.now();
  return site_->call(visit.request, caller);
}

bool Asking::has_effect() const {
  return site_->has_effect();
}

}  // namespace models
