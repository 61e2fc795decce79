// Test vectors of NIST (FIPS 180-2, appendix B, and the SHA-256 examples of CSRC).
#include "sim/files/sha256.h"

#include <gtest/gtest.h>
#include <string>

#include "tests/sim/files/temporary_folder.h"

namespace sim {
namespace {

TEST(Sha256, of_nothing) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, of_one_block) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, of_a_text_whose_padding_takes_a_block_of_its_own) {
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, of_a_million_letters) {
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, in_pieces_of_any_length_is_that_of_the_whole) {
  const std::string text(1000, 'x');
  for (const std::size_t piece : {1U, 3U, 63U, 64U, 65U, 127U, 999U}) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) hash.add(text.substr(at, piece));
    EXPECT_EQ(hash.digits(), sha256(text)) << piece;
  }
}

TEST(Sha256, of_a_file_is_that_of_its_bytes) {
  const testing::TemporaryFolder folder;
  const std::string text(600'000, 'y');  // more than is read at once
  std::string why;
  EXPECT_EQ(sha256_of_file(folder.with("file", text), why), sha256(text));
  EXPECT_FALSE(sha256_of_file(folder.file("none"), why).has_value());
  EXPECT_NE(why.find(folder.file("none")), std::string::npos);
}

}  // namespace
}  // namespace sim
