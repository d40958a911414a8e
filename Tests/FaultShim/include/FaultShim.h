// SPDX-License-Identifier: Apache-2.0
// Preloaded into a server or a probe, never linked: it has nothing to declare.
