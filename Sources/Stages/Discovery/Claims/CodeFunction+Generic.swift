// SPDX-License-Identifier: Apache-2.0

extension CodeFunction {
    /// Whether so many programs have a function of this name that it says nothing about where a bug
    /// is.
    ///
    /// A stack's common helper frames glued strangers' bugs elsewhere; so a generic name counts
    /// only together with its file, and a function of a language's own library never counts as the
    /// package's.
    package var isGeneric: Bool {
        let parts = components
        if let first = parts.first, parts.count > 1, Self.libraries.contains(first) { return true }
        return parts.allSatisfy { part in
            Self.genericNames.contains(part.lowercased()) || part.utf8.count <= 2
                || part.hasPrefix("operator") || part.hasPrefix("{anonymous}")
                || part.hasPrefix("~") || part.hasPrefix("lambda")
        }
    }

    private var components: [Substring] {
        name.split(whereSeparator: { ":./#$\\".contains($0) })
    }

    private static let libraries: Set<Substring> = [
        "std", "__gnu_cxx", "__cxxabiv1", "java", "javax", "kotlin", "core", "alloc", "System",
        "runtime", "boost", "absl", "folly", "builtins",
    ]

    /// In lower case.
    private static let genericNames: Set<String> = [
        // Where programs and fuzz targets begin.
        "main", "wmain", "winmain", "_start", "__libc_start_main", "start", "run", "exec",
        "execute",
        "llvmfuzzertestoneinput", "llvmfuzzerinitialize", "fuzz", "fuzz_one", "fuzzone", "fuzzme",
        "fuzztest", "test", "tests", "testcase", "setup", "teardown", "init", "initialize",
        "initialise", "<init>", "<clinit>", "__init__", "__main__", "<module>", "module", "fini",
        "finalize", "constructor", "destructor", "ctor", "dtor", "anonymous", "{anonymous}",
        "<anonymous>", "<lambda>", "<unknown>", "unknown", "null", "undefined", "global",
        // Memory.
        "malloc", "calloc", "realloc", "reallocarray", "free", "alloca", "aligned_alloc",
        "posix_memalign", "memalign", "xmalloc", "xcalloc", "xrealloc", "xfree", "xstrdup", "alloc",
        "dealloc", "allocate", "deallocate", "release", "retain", "new", "delete", "mmap", "munmap",
        "kmalloc", "kzalloc", "kfree", "g_malloc", "g_malloc0", "g_free", "g_realloc",
        "av_malloc", "av_free", "safe_malloc", "safe_free", "my_malloc", "my_free",
        // Strings and memory blocks.
        "memcpy", "memmove", "memset", "memcmp", "memchr", "mempcpy", "bcopy", "bzero", "strcpy",
        "strncpy", "strlcpy", "strcat", "strncat", "strlcat", "strlen", "strnlen", "strcmp",
        "strncmp", "strcasecmp", "strncasecmp", "strchr", "strrchr", "strstr", "strdup", "strndup",
        "strtok", "strtol", "strtoul", "strtod", "atoi", "atol", "sprintf", "snprintf", "vsprintf",
        "vsnprintf", "asprintf", "printf", "fprintf", "vfprintf", "sscanf", "scanf", "fscanf",
        "gets", "fgets", "puts", "fputs", "getc", "putc", "getline", "tostring", "to_string",
        // Input and output.
        "read", "write", "open", "close", "fopen", "fclose", "fread", "fwrite", "seek", "fseek",
        "lseek", "tell", "flush", "recv", "send", "recvfrom", "sendto", "accept", "connect", "poll",
        "select", "ioctl", "load", "save", "dump", "print", "input", "output",
        // Faults and sanitizers.
        "abort", "exit", "_exit", "raise", "assert", "__assert_fail", "panic", "die", "error",
        "fatal", "warn", "warning", "log", "debug", "fail", "throw", "__asan_memcpy",
        "__asan_memset", "__asan_memmove", "__interceptor_malloc", "__interceptor_free",
        "__sanitizer_print_stack_trace", "__stack_chk_fail", "__fortify_fail", "rust_panic",
        "unwrap", "expect",
        // Names that every other program has.
        "get", "set", "put", "add", "remove", "insert", "find", "push", "pop", "append", "copy",
        "clone", "create", "destroy", "update", "reset", "clear", "clean", "cleanup", "next",
        "begin", "end", "first", "last", "size", "length", "count", "check", "validate", "verify",
        "parse", "decode", "encode", "process", "handle", "handler", "callback", "dispatch", "call",
        "invoke", "apply", "do", "work", "worker", "loop", "step", "stop", "resume", "compare",
        "equals", "hash", "swap", "sort", "index", "value", "data", "item", "node", "list",
        "helper",
        "util", "utils", "common", "base", "wrapper", "impl", "func", "function", "fn", "method",
        "foo", "bar", "baz", "bad", "good", "example", "demo", "usage", "help", "version", "config",
    ]
}
