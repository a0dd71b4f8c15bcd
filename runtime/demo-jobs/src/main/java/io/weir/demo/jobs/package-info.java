/**
 * The Flink jobs that the demo runs: {@link io.weir.demo.jobs.Orders} with a slow operator, {@link
 * io.weir.demo.jobs.Payments} in good health, {@link io.weir.demo.jobs.Inventory} that fails now and then. They know nothing
 * of Weir.
 *
 * <h2>Arguments</h2>
 *
 * {@code --drills <dir>}: the folder of the drill files; without it there are no drills.
 *
 * <h2>Drill files</h2>
 *
 * A drill breaks {@code payments} on purpose for a while. It is on as long as the file {@code <dir>/<drill>} holds one
 * ISO-8601 instant, such as {@code 2026-11-21T10:15:30Z}, that has not passed by this machine's clock. Deleting the file
 * ends the drill at once; a text that is no instant counts as no drill and is logged. Files are read at most every 500 ms;
 * write them whole (to another name, then rename). Drills:
 *
 * <ul>
 *   <li>{@code back-pressure}: {@code settle} takes 20 ms for a record, so all before it is back-pressured within seconds
 *   <li>{@code checkpoint-failure}: the asynchronous part of {@code settle}'s snapshots fails, so checkpoints are declined
 *   <li>{@code job-failure}: {@code settle} throws at the next record, again after each restart
 *   <li>{@code full-gc}: one subtask of {@code settle} fills most of its TaskManager's heap with small objects and calls
 *       for full collections back to back
 * </ul>
 */
@NullMarked
package io.weir.demo.jobs;

import org.jspecify.annotations.NullMarked;
