// What is asked of a store.
#pragma once

#include <cstdint>

#include "models/books/payment_record.h"
#include "models/request.h"

namespace models {

// Where reads go: to whoever leads; or to the nearest copy, which may lack the latest writes.
enum class ReadFrom { leader, nearest };

struct StoreOrder {
  std::uint64_t key = 0;
  std::size_t key_place = 0;  // in the keys of the request
  std::uint32_t shard = 0;
  bool is_write = false;
  Side side = Side::none;            // of a write
  ReadFrom from = ReadFrom::leader;  // of a read
};

}  // namespace models
