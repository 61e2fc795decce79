// Hands the command line to its command.
#include "sim/command_line/command_line.h"

int main(int argc, char** argv) {
  return sim::run_command_line(argc, argv);
}
