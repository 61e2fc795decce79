// Words that the code does without, each with what to use instead.
#pragma once

#include "tests/tidy/source.h"

namespace tidy {

Complaints banned_words(const Tree& tree);

// Loops over unordered containers: their order is that of addresses and hashes. Knows the names
// declared in the file itself and in the header beside it.
Complaints iterated_unordered(const Tree& tree);

}  // namespace tidy
