// SPDX-License-Identifier: Apache-2.0
// A folder in a folder in a folder, so that whoever clears up gets lost.
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
    for (;;) {
        if (mkdir("down", 0700) || chdir("down")) pause();
    }
}
