// Whether anybody still waits for an answer. Caller and attempt go on without each other: a caller
// that has given up, or has another answer, is destroyed or goes on, and the attempt goes on for
// nobody.
#pragma once

namespace models {

// In the attempt's frame, while it works.
class Heard;

// In the caller's frame, while it waits.
class Listener {
 public:
  Listener() = default;
  Listener(const Listener&) = delete;
  ~Listener();

 private:
  friend class Heard;
  Heard* heard_ = nullptr;
};

class Heard {
 public:
  explicit Heard(Listener& listener) : listener_(&listener) { listener.heard_ = this; }
  Heard(const Heard&) = delete;
  ~Heard() {
    if (listener_ != nullptr) listener_->heard_ = nullptr;
  }

  bool by_nobody() const { return listener_ == nullptr; }

 private:
  friend class Listener;
  Listener* listener_;
};

inline Listener::~Listener() {
  if (heard_ != nullptr) heard_->listener_ = nullptr;
}

}  // namespace models
