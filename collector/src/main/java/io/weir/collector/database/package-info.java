/**
 * The file {@code weir.db}, in which every module keeps tables of its own: {@link io.weir.collector.database.Database}.
 */
@NullMarked
package io.weir.collector.database;

import org.jspecify.annotations.NullMarked;
