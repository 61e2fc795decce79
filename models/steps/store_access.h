// Reading from a store, and writing to it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "models/steps/call.h"
#include "models/stores/store_order.h"

namespace models {

class StoreOperation;

// Asks the node of a store that has the key.
class StoreAccess : public Asking {
 public:
  StoreAccess(StoreAccess&&) noexcept;
  StoreAccess& operator=(StoreAccess&&) noexcept;

 protected:
  struct Told {
    const std::string& store;
    std::string key;  // empty: the payer, or if there is none the first one by name
    StoreOrder order;
    OnFailure on_failure;
    const CallOptions& options;
  };
  StoreAccess(const Told& told, const Assembly& assembly);
  ~StoreAccess();

 private:
  StoreAccess(std::unique_ptr<StoreOperation> operation, const Told& told,
              const Assembly& assembly);
  std::unique_ptr<StoreOperation> operation_;
};

class Read : public StoreAccess {
 public:
  static constexpr std::string_view kName = "read";
  static constexpr std::string_view kSummary = "Reads from a store; a thread is held meanwhile.";
  struct Spec {
    sim::Located<std::string> read;
    std::optional<sim::Located<std::string>> key;
    ReadFrom from = ReadFrom::leader;
    OnFailure on_failure = OnFailure::fail;
    CallOptions options;
    void fields(auto& f) {
      f.required("read", read, "The store.");
      f.optional("key", key,
                 "Whose data: payer if not given, or if there is none the first key by name.");
      f.optional("from", from,
                 "Whom it asks: the leader; or the nearest copy, which may lack the latest "
                 "writes.");
      f.optional("on_failure", on_failure,
                 "What becomes of the payment when no attempt is served: fail or continue.");
      options.fields(f);
    }
    const sim::Located<std::string>& store() const { return read; }
  };

  Read(const Spec& spec, const Assembly& assembly);
};

class Write : public StoreAccess {
 public:
  static constexpr std::string_view kName = "write";
  static constexpr std::string_view kSummary =
      "Writes to a store, and may debit or credit an account; a thread is held meanwhile.";
  struct Spec {
    sim::Located<std::string> write;
    std::optional<sim::Located<std::string>> key;
    Side amount = Side::none;
    OnFailure on_failure = OnFailure::fail;
    CallOptions options;
    void fields(auto& f) {
      f.required("write", write, "The store.");
      f.optional("key", key,
                 "Whose data: payer if not given, or if there is none the first key by name.");
      f.optional("amount", amount,
                 "What becomes of the payment's amount: debit takes it from the account, credit "
                 "gives it.");
      f.optional("on_failure", on_failure,
                 "What becomes of the payment when no attempt is served: fail or continue.");
      options.fields(f);
    }
    const sim::Located<std::string>& store() const { return write; }
  };

  Write(const Spec& spec, const Assembly& assembly);
};

}  // namespace models

template <>
struct sim::EnumNames<models::ReadFrom> {
  static constexpr std::array<std::pair<models::ReadFrom, std::string_view>, 2> names = {
      {{models::ReadFrom::leader, "leader"}, {models::ReadFrom::nearest, "nearest"}}};
};

template <>
struct sim::EnumNames<models::Side> {
  static constexpr std::array<std::pair<models::Side, std::string_view>, 3> names = {
      {{models::Side::none, "none"},
       {models::Side::debit, "debit"},
       {models::Side::credit, "credit"}}};
};
