// What a page may look like: lengths, blanks, how a header begins.
#pragma once

#include "tests/tidy/source.h"

namespace tidy {

// Lines over 100 columns, files over 400 lines (sim/ and models/), tabs, blanks at the end of a
// line, words that mark unfinished work, names that say nothing.
Complaints bad_pages(const Tree& tree);

// Headers that do not begin with a comment and #pragma once, or that open a namespace for
// all who include them, other than one of literals.
Complaints bad_headers(const Tree& tree);

// Functions over 50 lines, from their first line to their closing brace. Tells functions from
// classes and initialisers by what stands before the brace, as .clang-format leaves it.
Complaints long_functions(const Tree& tree);

}  // namespace tidy
