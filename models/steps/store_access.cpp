// Reading from a store, and writing to it.
#include "models/steps/store_access.h"

#include "models/callers/call_site.h"
#include "models/scenario.h"
#include "models/stores/store.h"

namespace models {

namespace {

std::string text_of(const std::optional<sim::Located<std::string>>& key) {
  return key ? key->value : std::string();
}

}  // namespace

StoreAccess::StoreAccess(const Told& told, const Assembly& assembly)
    : StoreAccess(
          std::make_unique<StoreOperation>(assembly.directory.store(told.store), told.order,
                                           assembly.directory.scenario().key_index(told.key)),
          told, assembly) {}

StoreAccess::StoreAccess(std::unique_ptr<StoreOperation> operation, const Told& told,
                         const Assembly& assembly)
    : Asking(std::make_unique<CallSite>(
          told.options, CallSite::Target{assembly.directory.store(told.store).nodes(), *operation},
          told.key, assembly, told.on_failure)),
      operation_(std::move(operation)) {}

StoreAccess::StoreAccess(StoreAccess&&) noexcept = default;
StoreAccess& StoreAccess::operator=(StoreAccess&&) noexcept = default;
StoreAccess::~StoreAccess() = default;

Read::Read(const Spec& spec, const Assembly& assembly)
    : StoreAccess({.store = *spec.read,
                   .key = text_of(spec.key),
                   .order = {.is_write = false, .from = spec.from},
                   .on_failure = spec.on_failure,
                   .options = spec.options},
                  assembly) {}

Write::Write(const Spec& spec, const Assembly& assembly)
    : StoreAccess({.store = *spec.write,
                   .key = text_of(spec.key),
                   .order = {.is_write = true, .side = spec.amount},
                   .on_failure = spec.on_failure,
                   .options = spec.options},
                  assembly) {}

}  // namespace models
