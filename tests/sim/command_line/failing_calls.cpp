// Loaded before the C library, makes one call fail that concerns a file being written: the
// HEADROOM_FAILING_CALL-th open, write, fsync, close or rename, counted from 1, with the error
// HEADROOM_FAILING_ERROR. A write that fails has written half. Of a folder only fsync can fail. The
// file HEADROOM_FAILING_MARK is made when a call has failed.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <string_view>
#include <sys/types.h>
#include <unistd.h>

namespace {

constexpr int kDescriptors = 1024;
enum class Watched { not_at_all, file, folder };
std::array<Watched, kDescriptors> watched{};  // by descriptor

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

int told(const char* name) {
  const char* const text = std::getenv(name);
  return text == nullptr ? 0 : std::atoi(text);
}

bool fails_now() {
  static int calls = 0;
  if (++calls != told("HEADROOM_FAILING_CALL")) return false;
  ::creat(std::getenv("HEADROOM_FAILING_MARK"), 0666);
  errno = told("HEADROOM_FAILING_ERROR");
  return true;
}

Watched watched_as(int descriptor) {
  if (descriptor < 0 || descriptor >= kDescriptors) return Watched::not_at_all;
  return watched[static_cast<std::size_t>(descriptor)];
}

void watch(int descriptor, Watched as) {
  if (descriptor >= 0 && descriptor < kDescriptors)
    watched[static_cast<std::size_t>(descriptor)] = as;
}

int opened(const char* real, const char* path, int flags, mode_t mode) {
  const bool is_written = std::string_view(path).ends_with(".partial");
  const bool is_folder = (flags & O_DIRECTORY) != 0;
  if (is_written && fails_now()) return -1;
  const int descriptor = next<int(const char*, int, ...)>(real)(path, flags, mode);
  watch(descriptor, is_written ? Watched::file : is_folder ? Watched::folder : Watched::not_at_all);
  return descriptor;
}

mode_t mode_of(int flags, va_list more) {
  return (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_of(flags, more);
  va_end(more);
  return opened("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_of(flags, more);
  va_end(more);
  return opened("open64", path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  const auto real = next<ssize_t(int, const void*, std::size_t)>("write");
  if (watched_as(descriptor) != Watched::file) return real(descriptor, bytes, size);
  if (!fails_now()) return real(descriptor, bytes, size);
  const int error = errno;
  static_cast<void>(real(descriptor, bytes, size / 2));
  errno = error;
  return -1;
}

int fsync(int descriptor) {
  if (watched_as(descriptor) != Watched::not_at_all && fails_now()) return -1;
  return next<int(int)>("fsync")(descriptor);
}

int close(int descriptor) {
  const bool fails = watched_as(descriptor) == Watched::file && fails_now();
  const int error = errno;
  watch(descriptor, Watched::not_at_all);
  const int result = next<int(int)>("close")(descriptor);
  if (!fails) return result;
  errno = error;
  return -1;
}

int rename(const char* from, const char* to) {
  if (std::string_view(from).ends_with(".partial") && fails_now()) return -1;
  return next<int(const char*, const char*)>("rename")(from, to);
}

}  // extern "C"
