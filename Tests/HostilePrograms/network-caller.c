// SPDX-License-Identifier: Apache-2.0
// Tries every way out: loopback, DNS, the host's sockets by name and by path, the hypervisor.
// Words: the port, the abstract name and the path that the host listens on.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/vm_sockets.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void call(const char *what, int family, int kind, void *address, socklen_t length) {
    int line = socket(family, kind, 0);
    int code = line < 0 ? line : connect(line, address, length);
    if (code == 0 && kind == SOCK_DGRAM) code = send(line, "?", 1, 0) == 1 ? 0 : -1;
    printf("%s %s\n", code == 0 ? "reached" : "kept from", what);
    if (line >= 0) close(line);
}

static void local(const char *what, const char *name, int is_abstract) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path + is_abstract, name, sizeof address.sun_path - 2);
    socklen_t length = offsetof(struct sockaddr_un, sun_path) + is_abstract + strlen(name);
    call(what, AF_UNIX, SOCK_STREAM, &address, length);
}

static void internet(const char *what, const char *host, int port, int kind) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &address.sin_addr);
    call(what, AF_INET, kind, &address, sizeof address);
}

int main(int count, char **words) {
    if (count < 4) return 2;
    internet("loopback", "127.0.0.1", atoi(words[1]), SOCK_STREAM);
    internet("DNS", "9.9.9.9", 53, SOCK_DGRAM);
    internet("a neighbour", "169.254.169.254", 80, SOCK_STREAM);
    local("an abstract socket", words[2], 1);
    local("a socket by its path", words[3], 0);
    local("the system bus", "/run/dbus/system_bus_socket", 0);
    local("the container engine", "/var/run/docker.sock", 0);
    struct sockaddr_vm host = {.svm_family = AF_VSOCK, .svm_port = 1, .svm_cid = 2};
    int line = socket(AF_VSOCK, SOCK_STREAM, 0);
    printf("%s a vsock\n", line >= 0 ? "reached" : "kept from");
    call("the hypervisor", AF_VSOCK, SOCK_STREAM, &host, sizeof host);
    int raw = socket(AF_PACKET, SOCK_RAW, 0);
    printf("%s raw packets\n", raw >= 0 ? "reached" : "kept from");
}
