// Each scenario in this folder has one mistake, and the complaint beside it is what a user reads.
#include <gtest/gtest.h>
TEST(A, b) {}
