/**
 * Carries a {@link org.rankspace.launch.plan.Plan} out: starts the ranks, forwards their output,
 * watches them, stops them, reports. Enter at {@link org.rankspace.launch.process.Job}.
 *
 * <p>Uses {@code plan}, and of the runtime {@code job} and {@code error}. All decisions are taken
 * by the one thread that runs {@link org.rankspace.launch.process.Supervisor}; every other thread
 * (one per connection, per pipe and per process; signals) only turns what happens into an {@link
 * org.rankspace.launch.process.Event} for it.
 */
package org.rankspace.launch.process;
