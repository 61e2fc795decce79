// A call to an operation of another service.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "models/callers/call_options.h"
#include "models/steps/assembly.h"
#include "models/steps/visit.h"

namespace models {

class CallSite;

// A step that asks somebody else, and waits for the answer.
class Asking {
 public:
  Asking(Asking&&) noexcept;
  Asking& operator=(Asking&&) noexcept;

  sim::Task<Outcome> take(Visit& visit) const;
  bool has_effect() const;

 protected:
  explicit Asking(std::unique_ptr<CallSite> site);
  ~Asking();

 private:
  std::unique_ptr<CallSite> site_;
};

class Call : public Asking {
 public:
  static constexpr std::string_view kName = "call";
  static constexpr std::string_view kSummary =
      "A call to an operation of another service; a thread is held meanwhile.";
  struct Spec {
    sim::Located<std::string> call;
    std::optional<sim::Located<std::string>> key;
    OnFailure on_failure = OnFailure::fail;
    CallOptions options;
    void fields(auto& f) {
      f.required("call", call, "What is called: service.operation.");
      f.optional("key", key,
                 "The key by which balancing chooses; payer if not given, or if there is none the "
                 "first one by name.");
      f.optional("on_failure", on_failure,
                 "What becomes of the payment when no attempt is served: fail or continue.");
      options.fields(f);
    }
  };

  Call(const Spec& spec, const Assembly& assembly);
};

}  // namespace models
