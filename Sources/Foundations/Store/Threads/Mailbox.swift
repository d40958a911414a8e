// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A bounded queue into a thread: put from anywhere, taken by threads that may block.
///
/// SAFETY: everything mutable is touched only between lock and unlock of `mutex`; the two C objects
/// never move because they are allocated once and freed with the last reference.
final class Mailbox<Item: Sendable>: @unchecked Sendable {
    private let limit: Int
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var items: [Item] = []
    private var isClosed = false

    init(limit: Int) {
        self.limit = limit
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Puts an item in; false when the mailbox is full or closed.
    func put(_ item: Item) -> Bool {
        locked {
            guard !isClosed, items.count < limit else { return false }
            items.append(item)
            pthread_cond_signal(condition)
            return true
        }
    }

    /// Waits for items and takes what is there; nil once closed and empty.
    func take(atMost count: Int) -> [Item]? {
        locked {
            while items.isEmpty {
                guard !isClosed else { return nil }
                pthread_cond_wait(condition, mutex)
            }
            guard items.count > count else {
                defer { items = [] }
                return items
            }
            defer { items.removeFirst(count) }
            return Array(items.prefix(count))
        }
    }

    /// Takes what is there, in order and without waiting, as long as each may be taken.
    func takeWaiting(atMost count: Int, while mayTake: (Item) -> Bool) -> [Item] {
        locked {
            let taken = Array(items.prefix(count).prefix(while: mayTake))
            items.removeFirst(taken.count)
            return taken
        }
    }

    /// Takes nothing more in; what is there is still taken out.
    func close() {
        locked {
            isClosed = true
            pthread_cond_broadcast(condition)
        }
    }

    var count: Int { locked { items.count } }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}
